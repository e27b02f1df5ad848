import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { CaseworkValues } from '@sightline/contracts';
import { ChartCard } from '../ui/chart-card';
import { DataTable } from '../ui/data-table';

/** Who is overloaded: open cases for each filled post, by team. By owner it stands in the breakdown. */
@Component({
  selector: 'sl-caseload-panel',
  imports: [ChartCard, DataTable],
  template: `
    <sl-chart-card heading="Caseload by team" [columns]="columns" [rows]="rows()" fileName="caseload-by-team">
      @if (rows().length === 0) {<p class="q t13">No team has told of its posts yet.</p>} @else {<sl-data-table label="Caseload by team" [columns]="columns" [rows]="rows()" />}
      <p class="formula q t12">{{ formula() }}</p>
    </sl-chart-card>
  `,
  styles: `.formula { margin-top: 10px; padding-top: 8px; border-top: 1px solid var(--line); }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CaseloadPanel {
  readonly caseload = input.required<readonly { label: string; values: CaseworkValues<'caseload'> }[]>();
  readonly formula = input('');
  readonly columns = [
    { key: 'team', label: 'Team' },
    { key: 'open', label: 'Open', numeric: true },
    { key: 'posts', label: 'Filled posts', numeric: true },
    { key: 'each', label: 'Each', numeric: true },
  ];
  readonly rows = computed(() => this.caseload().map(({ label, values }) => ({ team: label, ...values })).sort((a, b) => (b.each ?? Infinity) - (a.each ?? Infinity)));
}
