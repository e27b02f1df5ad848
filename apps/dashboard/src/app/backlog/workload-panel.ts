import { ChangeDetectionStrategy, Component, computed, inject, output } from '@angular/core';
import { Age } from '../ui/age';
import { ChartCard } from '../ui/chart-card';
import type { TableRow } from '../ui/csv';
import { DataTable } from '../ui/data-table';
import type { OpenedCell } from '../ui/data-table';
import { StatePanel } from '../ui/state-panel';
import type { CaseFilter } from './case-filter';
import { WorkloadStore } from './workload.store';

/** Workers that the panel shows; the table and the CSV have them all. */
const shown = 10;

/** Who is overloaded: what each worker has, and what a working day it asks of them. For those who manage the cases. */
@Component({
  selector: 'sl-workload-panel',
  imports: [Age, ChartCard, DataTable, StatePanel],
  providers: [WorkloadStore],
  template: `
    <sl-chart-card heading="Caseload by worker" [columns]="columns" [rows]="rows()" fileName="caseload-by-worker" [behind]="behind" (open)="open($event)" [hasChart]="more() > 0" chartLabel="Most" tableLabel="All">
      @let told = store.workload();
      @switch (told.state) {
        @case ('ready') {
          @if (rows().length === 0) {<p class="q t13">Nobody has an open case.</p>} @else {<sl-data-table label="Those asked for most" [columns]="columns" [rows]="most()" [behind]="behind" (open)="open($event)" />}
          @if (more() > 0) {<p class="q t12">{{ more() }} more under “All” and in the CSV.</p>}
          <p class="formula q t12">{{ told.value.formula }} <sl-age [at]="told.value.asOf" /></p>
        }
        @case ('error') {<sl-state [kind]="told.problem.status === 403 ? 'forbidden' : 'error'" heading="This could not be read" [text]="told.problem.message" action="Try again" (act)="store.read()" />}
        @default {<sl-state kind="loading" heading="Counting" />}
      }
    </sl-chart-card>
  `,
  styles: `.formula { margin-top: 10px; padding-top: 8px; border-top: 1px solid var(--line); }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WorkloadPanel {
  readonly store = inject(WorkloadStore);
  readonly list = output<CaseFilter>();
  readonly columns = [
    { key: 'label', label: 'Worker' },
    { key: 'open', label: 'Open', numeric: true },
    { key: 'overdue', label: 'Overdue', numeric: true },
    { key: 'due', label: 'Due in 20 working days', numeric: true },
    { key: 'duePerDay', label: 'Asked for a day', numeric: true },
    { key: 'oldestDays', label: 'Oldest, days', numeric: true },
  ];
  readonly rows = computed(() => {
    const told = this.store.workload();
    return told.state === 'ready' ? told.value.items : [];
  });
  readonly most = computed(() => this.rows().slice(0, shown));
  readonly more = computed(() => this.rows().length - this.most().length);

  readonly behind = (row: TableRow, key: string): number | null => (key === 'label' ? null : Number(row[countOf[key] ?? 'open']));

  open({ row, key }: OpenedCell): void {
    const told = this.store.workload();
    if (told.state !== 'ready') return;
    const what: Partial<Record<string, CaseFilter>> = { overdue: { overdue: 'true' }, due: { dueUntil: told.value.dueUntil }, duePerDay: { dueUntil: told.value.dueUntil }, oldestDays: { order: 'oldest' } };
    this.list.emit({ ...(row['key'] === '' ? { without: 'ownerRef' } : { ownerRef: String(row['key']) }), ...what[key] });
  }
}

/** The column that says how many cases stand behind another one. */
const countOf: Partial<Record<string, string>> = { overdue: 'overdue', due: 'due', duePerDay: 'due' };
