import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { CaseworkValues } from '@sightline/contracts';
import { ChartCard } from '../ui/chart-card';
import type { TableRow } from '../ui/csv';
import { DataTable } from '../ui/data-table';
import type { OpenedCell } from '../ui/data-table';
import type { CaseFilter } from './case-filter';

type TeamRow = { key: string; label: string; values: CaseworkValues<'caseload'> };

/** Who is overloaded: open cases for each filled post, and what a working day that asks for, by team. */
@Component({
  selector: 'sl-caseload-panel',
  imports: [ChartCard, DataTable],
  template: `
    <sl-chart-card heading="Caseload by team" [columns]="columns" [rows]="rows()" fileName="caseload-by-team" [hasChart]="false">
      @if (rows().length === 0) {<p class="q t13">No team has told of its posts yet.</p>} @else {<sl-data-table label="Caseload by team" [columns]="columns" [rows]="rows()" [behind]="behind" (open)="open($event)" />}
      <p class="formula q t12">{{ formula() }}</p>
    </sl-chart-card>
  `,
  styles: `.formula { margin-top: 10px; padding-top: 8px; border-top: 1px solid var(--line); }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CaseloadPanel {
  readonly caseload = input.required<readonly TeamRow[]>();
  readonly formula = input('');
  readonly opens = input(false);
  readonly list = output<CaseFilter>();
  readonly columns = [
    { key: 'team', label: 'Team' },
    { key: 'open', label: 'Open', numeric: true },
    { key: 'posts', label: 'Filled posts', numeric: true },
    { key: 'vacantPosts', label: 'Vacant', numeric: true },
    { key: 'each', label: 'Each', numeric: true },
    { key: 'yearPerDay', label: 'A day, over a year', numeric: true },
    { key: 'due', label: 'Due in 20 working days', numeric: true },
    { key: 'duePerDay', label: 'A day, to keep the dates', numeric: true },
  ];
  readonly rows = computed(() => this.caseload().map(({ label, values: { dueUntil: _, ...values } }) => ({ team: label, ...values })).sort((a, b) => (b.each ?? Infinity) - (a.each ?? Infinity)));

  readonly behind = (row: TableRow, key: string): number | null => (!this.opens() || key === 'team' || key.endsWith('osts') ? null : Number(row[key.startsWith('due') ? 'due' : 'open']));

  open({ row, key }: OpenedCell): void {
    const team = this.caseload().find(({ label }) => label === row['team']);
    if (team !== undefined) this.list.emit({ teamRef: team.key, ...(key.startsWith('due') ? { dueUntil: team.values.dueUntil } : {}) });
  }
}
