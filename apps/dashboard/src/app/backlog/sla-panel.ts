import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { CaseworkValues } from '@sightline/contracts';
import { ChartCard } from '../ui/chart-card';
import type { TableRow } from '../ui/csv';
import { FigureButton } from '../ui/figure-button';
import { signed } from '../ui/words';
import type { CaseFilter } from './case-filter';

/** Days in hand or over by service: bars either side of the target. */
@Component({
  selector: 'sl-sla-panel',
  imports: [ChartCard, FigureButton],
  template: `
    <sl-chart-card heading="Yellow letters by service" [columns]="columns" [rows]="rows()" [note]="note()" fileName="yellow-letters-by-service" [behind]="behind" (open)="open($event.row['service'])">
      <table class="bars">
        <thead><tr><th scope="col">Service</th><th scope="col" class="r">Mean days</th><th scope="col" class="mid"><span aria-hidden="true">over | in hand</span><span class="visually-hidden">Bar</span></th><th scope="col" class="r">Days</th></tr></thead>
        <tbody>
          @for (bar of bars(); track bar.label) {
            <tr>
              <th scope="row">{{ bar.label }}</th>
              <td class="r"><sl-figure [opens]="opens()" [of]="bar.cases" [says]="bar.label + ': ' + bar.mean + ' days on average, list the letters'" (list)="open(bar.label)">{{ bar.mean }}</sl-figure></td>
              <td class="line"><i [class.over]="bar.over" [style.width.%]="bar.width" [style.left.%]="bar.left"></i></td>
              <td class="r num" [class.crit]="bar.over"><sl-figure [opens]="opens()" [of]="bar.cases" [says]="bar.label + ': ' + bar.days + ' days in hand, list the letters'" (list)="open(bar.label)">{{ bar.days }}</sl-figure></td>
            </tr>
          }
        </tbody>
      </table>
      <p class="formula q t12">{{ formula() }}</p>
    </sl-chart-card>
  `,
  styles: `
    .formula { margin-top: 10px; padding-top: 8px; border-top: 1px solid var(--line); }
    .bars { font-size: var(--t-13); }
    .bars th { font-weight: var(--w-reg); text-align: left; padding: 4px 8px; }
    thead th { font-size: var(--t-12); color: var(--ink-3); border-bottom: 1px solid var(--line); }
    tbody th { white-space: nowrap; }
    td { height: 30px; padding: 0 8px; }
    .bars th:first-child { padding-left: var(--s-4); }
    .bars td:last-child, .bars th:last-child { padding-right: var(--s-4); }
    .bars th.r { text-align: right; }
    .bars th.mid { text-align: center; }
    @media (max-width: 560px) { tbody th { white-space: normal; } .line { min-width: 60px; } }
    tbody tr:nth-child(even) { background: var(--sunken); }
    .line { position: relative; width: 40%; min-width: 90px; }
    .line::before { content: ''; position: absolute; left: 50%; top: 0; bottom: 0; border-left: 1px solid var(--line-strong); }
    .line i { position: absolute; top: 10px; height: 11px; background: var(--bar-2); }
    .line i.over { background: var(--crit-fill); outline: 1px solid var(--crit-line); outline-offset: -1px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SlaPanel {
  readonly sla = input.required<readonly { label: string; values: CaseworkValues<'sla'> }[]>();
  readonly formula = input('');
  readonly opens = input(false);
  readonly list = output<CaseFilter>();

  readonly columns = [
    { key: 'service', label: 'Service' },
    { key: 'cases', label: 'Cases', numeric: true },
    { key: 'mean', label: 'Mean days', numeric: true },
    { key: 'allowed', label: 'Days allowed', numeric: true },
    { key: 'performance', label: 'Performance, days', numeric: true },
  ];
  readonly rows = computed(() =>
    this.sla().map(({ label, values }) => ({ service: label, cases: values.cases, mean: values.meanDays, allowed: values.slaDays, performance: values.performance })),
  );
  readonly behind = (row: TableRow, key: string): number | null => (this.opens() && key !== 'service' && key !== 'allowed' ? Number(row['cases']) : null);
  readonly note = computed(() => `${this.sla()[0]?.values.slaDays ?? 16} days allowed, less mean days to respond. Below zero is over.`);
  readonly bars = computed(() => {
    const most = Math.max(1, ...this.sla().map(({ values }) => Math.abs(values.performance)));
    return this.sla()
      .toSorted((a, b) => a.values.performance - b.values.performance)
      .map(({ label, values }) => {
        const width = (Math.abs(values.performance) / most) * 48;
        const over = values.performance < 0;
        return { label, cases: values.cases, mean: Math.round(values.meanDays), days: signed(Math.round(values.performance)).replace('+', ''), over, width, left: over ? 50 - width : 50 };
      });
  });

  open(service: TableRow[string] | undefined): void {
    this.list.emit({ caseType: 'yellow-letter', counts: 'mean-days', serviceArea: String(service) });
  }
}
