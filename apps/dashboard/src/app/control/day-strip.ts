import type { ElementRef} from '@angular/core';
import { ChangeDetectionStrategy, Component, computed, inject, input, viewChild } from '@angular/core';
import type { DaySession, Direction } from '@sightline/contracts';
import { Clock } from '../ui/clock';
import type { TableColumn, TableRow } from '../ui/csv';
import { download, toCsv } from '../ui/csv';
import { DataTable } from '../ui/data-table';
import { counted } from '../ui/words';
import { ControlStore } from './control-store';
import { arrivalsToday, curveOf, height, width } from './day-curve';
import { PartSessionStore } from './part-session.store';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** How the session is going against the same minute of its weekday: what should have started, did, arrived, and what is wrong with the rest. */
@Component({
  selector: 'sl-day-strip',
  imports: [DataTable],
  providers: [PartSessionStore],
  templateUrl: './day-strip.html',
  styleUrl: './day-strip.scss',
  // On narrow screens it scrolls sideways, so that the keyboard must reach it.
  host: { role: 'region', 'aria-label': 'The session so far', tabindex: '0', '[class.gone]': 'store.goneSince() !== null' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DayStrip {
  private readonly clock = inject(Clock);
  private readonly part = inject(PartSessionStore);
  private readonly dialog = viewChild<ElementRef<HTMLDialogElement>>('table');
  readonly store = inject(ControlStore);
  /** Which session the page is on; none: the one with the most going on. */
  readonly direction = input<Direction | ''>('');

  readonly isLoading = this.part.isLoading;
  readonly today = computed<DaySession | null>(() => {
    const sessions = this.part.sessions();
    const wanted = sessions.find((each) => each.direction === this.direction());
    return wanted ?? [...sessions].sort((a, b) => underWay(b) - underWay(a) || b.due - a.due)[0] ?? null;
  });
  readonly heading = computed(() => (this.today()?.direction === 'from-school' ? 'This afternoon' : 'This morning'));
  readonly asOf = computed(() => this.clock.time(this.part.asOf()));
  readonly weekday = computed(() => weekdays[(this.today()?.usual?.weekday ?? 1) - 1] ?? '');
  /** What it is compared with, in words. */
  readonly against = computed(() => {
    const usual = this.today()?.usual;
    const which = this.part.isPart() ? ', of the runs that are filtered' : '';
    if (usual === undefined) return `At ${this.asOf()}${which}`;
    if (usual.figures === null) return `At ${this.asOf()}${which}. No comparison yet (${usual.daysSeen} of ${usual.daysNeeded} ${this.weekday()}s seen)`;
    return `At ${this.asOf()}${which}, against the median of the last ${usual.daysSeen} ${this.weekday()}s at the same minute`;
  });
  readonly figures = computed(() => {
    const today = this.today();
    if (today === null) return [];
    const usual = today.usual?.figures ?? null;
    const usually = (value: number | null | undefined, otherwise: string, unit = ''): string => (value === null || value === undefined ? otherwise : `usually ${format(Math.round(value * 10) / 10)}${unit}`);
    const onTime = today.arrived === 0 ? null : (today.onTime / today.arrived) * 100;
    return [
      { label: 'Due to start by now', value: format(today.due), unit: `${format(today.scheduled)} in all` },
      { label: 'Started', value: format(today.started), unit: usually(usual?.started, today.started < today.due ? `${format(today.due - today.started)} fewer than due` : 'all that are due') },
      { label: 'Arrived', value: format(today.arrived), unit: usually(usual?.arrived, `of ${format(today.scheduled)}`) },
      { label: today.direction === 'to-school' ? 'On time at school' : 'On time', value: onTime === null ? '–' : `${onTime.toFixed(1)}%`, unit: usually(usual?.onTimePercent, today.arrived === 0 ? 'none arrived yet' : `${format(today.onTime)} of ${format(today.arrived)}`, '%') },
      { label: 'Late now', value: format(today.lateNow), unit: usually(usual?.lateNow, 'of those running') },
      { label: 'Cancelled', value: format(today.cancelled), unit: usually(usual?.cancelled, today.cancelled === 0 ? 'none' : 'this session') },
      { label: 'No position', value: format(today.withoutPosition), unit: usually(usual?.withoutPosition, 'for two minutes') },
    ];
  });
  private readonly minute = computed(() => Math.floor(this.clock.now() / 60_000) * 60_000);
  readonly curve = computed(() => {
    const today = this.today();
    const curve = today === null ? null : curveOf(today, this.minute());
    if (today === null || curve === null) return null;
    const usual = curve.middle === '' ? '' : `, against the usual ${this.weekday()}`;
    return { ...curve, ticks: curve.ticks.map(({ x, at }) => ({ x, words: this.clock.time(at) })), words: `Arrivals so far: ${counted(curve.sum, 'run', 'runs')} of ${today.scheduled}${usual}. The table has the same figures.` };
  });
  readonly columns: readonly TableColumn[] = [
    { key: 'at', label: 'Until' },
    { key: 'today', label: 'Arrived today', numeric: true },
    { key: 'middle', label: 'Usually', numeric: true },
    { key: 'low', label: 'Low (1 in 10)', numeric: true },
    { key: 'high', label: 'High (9 in 10)', numeric: true },
  ];
  readonly rows = computed<readonly TableRow[]>(() => {
    const today = this.today();
    if (today === null) return [];
    const rows = new Map<number, TableRow>();
    for (const { at, value } of arrivalsToday(today, this.minute())) rows.set(at, { at: this.clock.time(at), today: value, middle: null, low: null, high: null });
    for (const { at, low, middle, high } of today.usual?.arrivals ?? []) rows.set(Date.parse(at), { today: null, ...rows.get(Date.parse(at)), at: this.clock.time(at), middle, low, high });
    return [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
  });
  readonly width = width;
  readonly height = height;

  showTable(): void {
    this.dialog()?.nativeElement.showModal();
  }
  save(): void {
    download(`arrivals-${this.today()?.direction ?? 'session'}.csv`, toCsv(this.columns, this.rows()));
  }
}

const underWay = (session: DaySession): number => session.started - session.arrived;
const format = (value: number): string => value.toLocaleString('en-GB');
