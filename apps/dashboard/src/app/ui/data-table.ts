import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import type { TableColumn, TableRow } from './csv';
import { FigureButton } from './figure-button';
import { SortHeader } from './sort-header';
import type { Sort } from './sorting';
import { sorted } from './sorting';

/** A cell whose figure was opened. */
export interface OpenedCell {
  readonly row: TableRow;
  readonly key: string;
}

/** A plain sortable table of figures: what a chart is made of, or a small list. Pages with richer rows write their own. */
@Component({
  selector: 'sl-data-table',
  imports: [FigureButton, SortHeader],
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
            <tr>@for (column of columns(); track column.key) {<td [class.r]="column.numeric">@if (behind()(row, column.key); as count) {<sl-figure [opens]="true" [of]="count" [says]="says(row, column) + ', list the cases'" (list)="open.emit({ row, key: column.key })">{{ show(row[column.key]) }}</sl-figure>} @else {{{ show(row[column.key]) }}}</td>}</tr>
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
  /** How many cases stand behind a cell that can be opened; `null` or 0: it cannot. */
  readonly behind = input<(row: TableRow, key: string) => number | null>(() => null);
  readonly open = output<OpenedCell>();
  readonly sort = signal<Sort>({ by: '', descending: false });
  readonly ordered = computed(() => (this.sort().by === '' ? this.rows() : sorted(this.rows(), this.sort(), (row, by) => row[by])));

  show(value: string | number | null | undefined): string {
    if (value === null || value === undefined) return '–';
    return typeof value === 'number' ? value.toLocaleString('en-GB') : value;
  }

  says(row: TableRow, column: TableColumn): string {
    return `${this.show(row[this.columns()[0]?.key ?? ''])}, ${column.label}: ${this.show(row[column.key])}`;
  }
}
