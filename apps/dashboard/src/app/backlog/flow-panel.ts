import { ChangeDetectionStrategy, Component, computed, input, linkedSignal, output } from '@angular/core';
import type { CaseworkValues } from '@sightline/contracts';
import { ChartCard } from '../ui/chart-card';
import { LineChart } from '../ui/line-chart';
import { StatePanel } from '../ui/state-panel';
import type { TableRow } from '../ui/csv';
import type { OpenedCell } from '../ui/data-table';
import { FigureButton } from '../ui/figure-button';
import { signed } from '../ui/words';
import type { CaseFilter } from './case-filter';

type FlowRow = { key: string; label: string; values: CaseworkValues<'flow'> };

/** Will it clear? What arrives against what is closed, and the date at which the two would meet. */
@Component({
  selector: 'sl-flow-panel',
  imports: [ChartCard, FigureButton, LineChart, StatePanel],
  template: `
    <sl-chart-card [heading]="(row()?.label ?? 'Cases') + ': will it clear?'" [columns]="columns" [rows]="rows()" fileName="arrivals-and-closures" [behind]="behind" (open)="open($event)">
      <div class="choice">
        <label class="select">Case type <select [value]="chosen()" (change)="choose($event)" aria-label="Case type of the flow chart">
          @for (option of flow(); track option.key) {<option [value]="option.key" [selected]="option.key === chosen()">{{ option.label }}</option>}
        </select></label>
        <span class="key"><i class="in"></i> arrived a week</span>
        <span class="key"><i class="out"></i> closed a week</span>
      </div>
      @if (row(); as row) {
        @defer (on viewport; prefetch on idle) {
          <sl-line-chart [label]="'Arrived and closed a week: ' + because()" [series]="series()" [height]="210" />
        } @placeholder {
          <div class="place"></div>
        } @loading (minimum 200ms) {
          <sl-state kind="loading" heading="Drawing the chart" />
        }
        <p class="verdict"><b [class.warn]="row.values.clearBy === null">{{ verdict() }}</b><span class="q"><sl-figure [opens]="opens()" [of]="row.values.arrived" says="The arrivals of the last 20 working days, list them" (list)="listFlow('arrived', row.values.from, row.values.until)">{{ rate(row.values.arrivalsPerDay) }} arrive</sl-figure> and <sl-figure [opens]="opens()" [of]="row.values.closed" says="The closures of the last 20 working days, list them" (list)="listFlow('closed', row.values.from, row.values.until)">{{ rate(row.values.closuresPerDay) }} are closed</sl-figure> each working day, with <sl-figure [opens]="opens()" [of]="row.values.open" says="What is open, list it" (list)="list.emit({ caseType: row.key })">{{ row.values.open.toLocaleString('en-GB') }} open</sl-figure>.</span></p>
      }
      <p class="formula q t12">{{ formula() }}</p>
    </sl-chart-card>
  `,
  styles: `
    .formula { margin-top: 10px; padding-top: 8px; border-top: 1px solid var(--line); }
    .choice { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; padding-bottom: 8px; }
    .key { display: inline-flex; align-items: center; gap: 6px; font-size: var(--t-12); color: var(--ink-2); }
    .key i { width: 18px; height: 0; border-top: 2px solid var(--ink); }
    .key .out { border-top-color: var(--bar-2); }
    .place { height: 210px; }
    .verdict { display: grid; grid-template-columns: auto 1fr; gap: 4px 18px; align-items: baseline; padding-top: 8px; font-size: var(--t-13); }
    .verdict b { font-size: var(--t-18); font-weight: var(--w-semi); }
    @media (max-width: 560px) { .verdict { grid-template-columns: 1fr; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FlowPanel {
  readonly flow = input.required<readonly FlowRow[]>();
  readonly formula = input('');
  readonly opens = input(false);
  readonly list = output<CaseFilter>();
  /** The case type that the reader has open elsewhere on the page. */
  readonly preferred = input<string | null>(null);

  readonly chosen = linkedSignal(() => this.preferred() ?? this.flow()[0]?.key ?? null);
  readonly row = computed(() => this.flow().find((row) => row.key === this.chosen()) ?? this.flow()[0] ?? null);
  readonly columns = [
    { key: 'week', label: 'Week starting' },
    { key: 'arrived', label: 'Arrived', numeric: true },
    { key: 'closed', label: 'Closed', numeric: true },
  ];
  readonly rows = computed(() => (this.row()?.values.weeks ?? []).map((week) => ({ week: week.weekStarting, arrived: week.arrived, closed: week.closed })));
  readonly series = computed(() => {
    const weeks = this.row()?.values.weeks ?? [];
    return [
      { name: 'arrived', points: points(weeks, 'arrived') },
      { name: 'closed', points: points(weeks, 'closed') },
    ];
  });
  readonly verdict = computed(() => {
    const { clearBy, netPerDay } = this.row()?.values ?? {};
    if (netPerDay === null) return 'Too few cases move to say when, in this view';
    return clearBy === null || clearBy === undefined ? 'Never, at this rate' : `Clear by ${new Date(`${clearBy}T12:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}`;
  });
  readonly because = computed(() => {
    const values = this.row()?.values;
    if (values === undefined) return '';
    return `${this.rate(values.arrivalsPerDay)} arrive and ${this.rate(values.closuresPerDay)} are closed each working day${values.netPerDay === null ? '' : `: ${signed(values.netPerDay, 1)} a day`}.`;
  });

  readonly rate = (perDay: number | null): string => (perDay === null ? 'few' : perDay.toFixed(1));

  choose(event: Event): void {
    this.chosen.set((event.target as HTMLSelectElement).value);
  }

  readonly behind = (row: TableRow, key: string): number | null => (this.opens() && key !== 'week' ? Number(row[key] ?? 0) : null);

  open({ row, key }: OpenedCell): void {
    const monday = String(row['week']);
    this.listFlow(key, monday, new Date(Date.parse(`${monday}T00:00:00Z`) + 6 * 86_400_000).toISOString().slice(0, 10));
  }

  /** What arrived, or went, in a span of days, both included. */
  listFlow(what: string, from: string, until: string): void {
    this.list.emit({ caseType: this.row()?.key ?? '', state: 'all', ...(what === 'arrived' ? { receivedFrom: from, receivedUntil: until } : { closedFrom: from, closedUntil: until }) });
  }
}

/** The points of a line; a week that this view does not show has none. */
const points = (weeks: CaseworkValues<'flow'>['weeks'], of: 'arrived' | 'closed'): { at: string; value: number }[] =>
  weeks.flatMap((week) => {
    const value = week[of];
    return value === null ? [] : [{ at: week.weekStarting, value }];
  });
