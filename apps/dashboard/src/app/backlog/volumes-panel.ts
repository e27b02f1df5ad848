import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import type { CaseworkValues } from '@sightline/contracts';
import { Age } from '../ui/age';
import { ChartCard } from '../ui/chart-card';
import { ColumnChart } from '../ui/column-chart';
import type { TableRow } from '../ui/csv';
import type { OpenedCell } from '../ui/data-table';
import { FigureButton } from '../ui/figure-button';
import { Icon } from '../ui/icon';
import { LineChart } from '../ui/line-chart';
import { StatePanel } from '../ui/state-panel';
import { counted, signed } from '../ui/words';
import type { CaseFilter } from './case-filter';
import { monthWords, shortDate } from './case-filter';
import { VolumesStore } from './volumes.store';

const monthsDrawn = 13;

/** What came in by month, a working day of it, against the year before, and what the year comes to. */
@Component({
  selector: 'sl-volumes-panel',
  imports: [Age, ChartCard, ColumnChart, FigureButton, Icon, LineChart, StatePanel],
  providers: [VolumesStore],
  templateUrl: './volumes-panel.html',
  styleUrl: './volumes-panel.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class VolumesPanel {
  private readonly router = inject(Router);
  private readonly params = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });
  readonly store = inject(VolumesStore);
  readonly types = input.required<readonly { value: string; label: string; completeness?: string | undefined }[]>();
  readonly preferred = input<string | null>(null);
  readonly opens = input(false);
  /** Today, as the counters have it: `YYYY-MM-DD`. */
  readonly today = input.required<string>();
  readonly list = output<CaseFilter>();

  readonly chosen = computed(() => {
    const asked = this.params().get('months') ?? this.preferred();
    return this.types().find(({ value }) => value === asked)?.value ?? this.types()[0]?.value ?? '';
  });
  private readonly type = computed(() => this.types().find(({ value }) => value === this.chosen()));
  readonly label = computed(() => this.type()?.label ?? 'Cases');
  readonly completeness = computed(() => this.type()?.completeness ?? '');
  private readonly yearStart = computed(() => `${this.today().slice(0, 4)}-01-01`);

  readonly columns = [
    { key: 'month', label: 'Month' },
    { key: 'total', label: 'Received', numeric: true },
    { key: 'workingDays', label: 'Working days', numeric: true },
    { key: 'dailyAverage', label: 'A working day', numeric: true },
    { key: 'yearBefore', label: 'A year earlier', numeric: true },
    { key: 'changePercent', label: 'Change, %', numeric: true },
  ];
  private readonly told = computed(() => {
    const told = this.store.volumes();
    return told.state === 'ready' ? told.value : null;
  });
  readonly rows = computed<(TableRow & CaseworkValues<'volumes'>)[]>(() => (this.told()?.months ?? []).map((month) => ({ ...month })));
  private readonly drawn = computed(() => this.rows().slice(-monthsDrawn));
  readonly groups = computed(() => this.drawn().map(({ month, total, yearBefore }) => ({ name: short(month), columns: [{ name: 'A year earlier', value: yearBefore ?? 0 }, { name: 'Received', value: total }] })));
  readonly daily = computed(() => [{ name: 'A working day', points: this.drawn().map(({ month, dailyAverage }) => ({ at: `${month}-01T12:00:00Z`, value: dailyAverage })) }]);
  readonly lastMonth = computed(() => {
    const month = this.rows().at(-1);
    return month === undefined ? null : { label: monthWords(month.month), daily: month.dailyAverage.toLocaleString('en-GB', { minimumFractionDigits: 1 }), because: `${month.total} ÷ ${counted(month.workingDays, 'working day', 'working days')}` };
  });
  readonly change = computed(() => {
    const change = this.told()?.yearToDate.total.changePercent;
    return change === null || change === undefined ? '–' : `${signed(change, 1)}%`;
  });
  readonly before = computed(() => {
    const before = this.told()?.yearToDate.total.yearBefore;
    return before === null || before === undefined ? 'not known' : before === 0 ? 'nothing recorded then' : `${before.toLocaleString('en-GB')} then`;
  });
  /** The arithmetic of the projection, with its figures. */
  readonly projection = computed(() => {
    const told = this.told();
    if (told === null || told.projected.total.value === null || told.projected.total.numerator === null) return 'too little to say';
    const { numerator, value } = told.projected.total;
    const months = value === 0 ? 0 : (numerator * 12) / value;
    return `${numerator.toLocaleString('en-GB')} × 12 ÷ ${months.toFixed(1)} months, to ${shortDate(told.projected.until)}`;
  });

  constructor() {
    effect(() => {
      const chosen = this.chosen();
      const from = this.yearStart();
      if (chosen !== '') untracked(() => void this.store.ask(chosen, from));
    });
  }

  choose(event: Event): void {
    void this.router.navigate([], { queryParams: { months: (event.target as HTMLSelectElement).value }, queryParamsHandling: 'merge' });
  }

  readonly behind = (row: TableRow, key: string): number | null => (this.opens() && (key === 'total' || key === 'dailyAverage') ? Number(row['total']) : null);

  open({ row }: OpenedCell): void {
    const [first, last] = daysOf(String(row['month']));
    this.list.emit({ caseType: this.chosen(), counts: 'received', from: first, until: last });
  }

  listYear(): void {
    const { from, until } = this.told()?.yearToDate ?? {};
    if (from !== undefined && until !== undefined) this.list.emit({ caseType: this.chosen(), counts: 'received', from, until });
  }

  said(value: number | null): string {
    return value === null ? 'not shown' : value.toLocaleString('en-GB');
  }
}

const short = (month: string): string => new Date(`${month}-01T12:00:00Z`).toLocaleDateString('en-GB', { month: 'short', year: '2-digit' });

/** The first and the last day of a month, `YYYY-MM`. */
function daysOf(month: string): [string, string] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return [`${month}-01`, new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)];
}
