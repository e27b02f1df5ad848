import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import type { TableColumn, TableRow } from './csv';
import { download, toCsv } from './csv';
import { DataTable } from './data-table';
import type { OpenedCell } from './data-table';
import { Segmented } from './segmented';

/** A chart with its table: the reader chooses which, and can take the figures away as CSV. The chart is projected. */
@Component({
  selector: 'sl-chart-card',
  imports: [DataTable, Segmented],
  template: `
    <div class="panel-head">
      <h2>{{ heading() }}</h2>
      <span class="grow"></span>
      @if (hasChart()) {<sl-segmented [small]="true" [label]="'Show ' + heading() + ' as'" [options]="views()" [(value)]="view" />}
      <button type="button" class="btn small" [attr.aria-label]="'CSV of ' + heading()" (click)="save()">CSV</button>
    </div>
    @if (note()) {<p class="note q t13">{{ note() }}</p>}
    <div class="body">
      @if (view() === 'table') {<sl-data-table [label]="heading()" [columns]="columns()" [rows]="rows()" [behind]="behind()" (open)="open.emit($event)" />} @else {<ng-content />}
    </div>
  `,
  host: { class: 'panel' },
  styles: `
    :host { display: block; }
    .note { padding: 0 var(--s-4) 8px; }
    .body { padding: 0 var(--s-4) var(--s-4); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChartCard {
  readonly heading = input.required<string>();
  readonly note = input('');
  readonly columns = input.required<readonly TableColumn[]>();
  readonly rows = input.required<readonly TableRow[]>();
  /** How many cases stand behind a cell of the table that can be opened; `null`: it cannot. */
  readonly behind = input<(row: TableRow, key: string) => number | null>(() => null);
  readonly open = output<OpenedCell>();
  /** Name of the file without its ending. */
  readonly fileName = input('sightline');
  readonly view = signal('chart');
  /** Not where its table is all that there is. */
  readonly hasChart = input(true);
  readonly chartLabel = input('Chart');
  readonly tableLabel = input('Table');
  readonly views = computed(() => [
    { value: 'chart', label: this.chartLabel() },
    { value: 'table', label: this.tableLabel() },
  ]);

  save(): void {
    download(`${this.fileName()}.csv`, toCsv(this.columns(), this.rows()));
  }
}
