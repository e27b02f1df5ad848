import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import type { TableColumn, TableRow } from './csv';
import { SortHeader } from './sort-header';
import type { Sort } from './sorting';
import { sorted } from './sorting';

/** A plain sortable table of figures: what a chart is made of, or a small list. Pages with richer rows write their own. */
@Component({
  selector: 'sl-data-table',
  imports: [SortHeader],
  template: `
    <div class="scroll-x" tabindex="0" role="region" [attr.aria-label]="label()">
      <table class="table">
        <caption class="visually-hidden">{{ label() }}</caption>
        <thead>
          <tr>
            @for (column of columns(); track column.key) {<th [slSort]="column.key" [(sort)]="sort" [descendingFirst]="column.numeric === true" [class.r]="column.numeric">{{ column.label }}</th>}
          </tr>
        </thead>
        <tbody>
          @for (row of ordered(); track $index) {
            <tr>@for (column of columns(); track column.key) {<td [class.r]="column.numeric">{{ show(row[column.key]) }}</td>}</tr>
          }
        </tbody>
      </table>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DataTable {
  readonly label = input.required<string>();
  readonly columns = input.required<readonly TableColumn[]>();
  readonly rows = input.required<readonly TableRow[]>();
  readonly sort = signal<Sort>({ by: '', descending: false });
  readonly ordered = computed(() => (this.sort().by === '' ? this.rows() : sorted(this.rows(), this.sort(), (row, by) => row[by])));

  show(value: string | number | null | undefined): string {
    if (value === null || value === undefined) return '–';
    return typeof value === 'number' ? value.toLocaleString('en-GB') : value;
  }
}
