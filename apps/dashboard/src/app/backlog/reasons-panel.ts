import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { CaseworkValues } from '@sightline/contracts';
import { ChartCard } from '../ui/chart-card';
import type { TableRow } from '../ui/csv';
import { FigureButton } from '../ui/figure-button';
import type { CaseFilter } from './case-filter';

/** Reasons drawn as bars; the table and the CSV have them all. */
const barsShown = 8;

/** The commonest reasons of complaints. */
@Component({
  selector: 'sl-reasons-panel',
  imports: [ChartCard, FigureButton],
  template: `
    <sl-chart-card heading="Commonest reasons of complaints" [columns]="columns" [rows]="rows()" fileName="reasons-of-complaints" [behind]="behind" (open)="open($event.row['reason'])">
      @if (bars().length === 0) {
        <p class="q t13">No complaint of the last 12 months says its reason, or too few to show here.</p>
      } @else {
        <table class="bars">
          <caption class="visually-hidden">Commonest reasons of complaints</caption>
          <thead class="visually-hidden"><tr><th scope="col">Reason</th><th scope="col">Bar</th><th scope="col">Complaints</th><th scope="col">Share</th></tr></thead>
          <tbody>
            @for (bar of bars(); track bar.reason) {
              <tr><th scope="row">{{ bar.reason }}</th><td class="line"><i [style.width.%]="bar.width"></i></td><td class="r"><sl-figure [opens]="opens()" [of]="bar.cases" [says]="bar.reason + ': ' + bar.cases + ' complaints, list them'" (list)="open(bar.reason)">{{ bar.cases.toLocaleString('en-GB') }}</sl-figure></td><td class="r q">{{ bar.percent.toFixed(1) }}%</td></tr>
            }
          </tbody>
        </table>
      }
      <p class="formula q t12">{{ formula() }}</p>
    </sl-chart-card>
  `,
  styles: `
    .formula { margin-top: 10px; padding-top: 8px; border-top: 1px solid var(--line); }
    .bars { width: 100%; font-size: var(--t-13); }
    th { font-weight: var(--w-reg); text-align: left; padding: 3px 8px 3px 0; max-width: 220px; overflow-wrap: anywhere; }
    td { height: 28px; padding: 0 4px; }
    .line { width: 45%; }
    .line i { display: block; height: 11px; background: var(--bar-2); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReasonsPanel {
  readonly reasons = input.required<readonly { label: string; values: CaseworkValues<'reasons'> }[]>();
  readonly formula = input('');
  readonly opens = input(false);
  readonly list = output<CaseFilter>();
  readonly columns = [
    { key: 'reason', label: 'Reason' },
    { key: 'cases', label: 'Complaints', numeric: true },
    { key: 'percent', label: 'Share, %', numeric: true },
  ];
  readonly rows = computed(() => this.reasons().map(({ label, values }) => ({ reason: label, ...values })));
  readonly bars = computed(() => {
    const most = Math.max(1, ...this.rows().map(({ cases }) => cases));
    return this.rows().slice(0, barsShown).map((row) => ({ ...row, width: (row.cases / most) * 100 }));
  });

  readonly behind = (row: TableRow, key: string): number | null => (this.opens() && key !== 'reason' ? Number(row['cases']) : null);

  open(reason: TableRow[string] | undefined): void {
    this.list.emit({ caseType: 'complaint', counts: 'received', reason: String(reason) });
  }
}
