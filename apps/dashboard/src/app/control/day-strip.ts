import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { DaySession, Direction } from '@sightline/contracts';
import { Clock } from '../ui/clock';
import { counted } from '../ui/words';
import { ControlStore } from './control-store';

const width = 620;
const height = 58;

/** How the session is going: what should have started, did, arrived, and what is wrong with the rest. */
@Component({
  selector: 'sl-day-strip',
  templateUrl: './day-strip.html',
  styleUrl: './day-strip.scss',
  // On narrow screens it scrolls sideways, so that the keyboard must reach it.
  host: { role: 'region', 'aria-label': 'The session so far', tabindex: '0', '[class.gone]': 'store.goneSince() !== null' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DayStrip {
  private readonly clock = inject(Clock);
  readonly store = inject(ControlStore);
  /** Which session the page is on; none: the one with the most going on. */
  readonly direction = input<Direction | ''>('');

  readonly today = computed<DaySession | null>(() => {
    const sessions = this.store.today.values();
    const wanted = sessions.find((each) => each.direction === this.direction());
    return wanted ?? [...sessions].sort((a, b) => underWay(b) - underWay(a) || b.due - a.due)[0] ?? null;
  });
  readonly heading = computed(() => (this.today()?.direction === 'from-school' ? 'This afternoon' : 'This morning'));
  readonly asOf = computed(() => this.clock.time(this.store.today.asOf()));
  readonly onTime = computed(() => {
    const today = this.today();
    return today === null || today.arrived === 0 ? null : Math.round((today.onTime / today.arrived) * 1000) / 10;
  });
  readonly figures = computed(() => {
    const today = this.today();
    if (today === null) return [];
    const onTime = this.onTime();
    return [
      { label: 'Due to start by now', value: format(today.due), unit: `${format(today.scheduled)} in all` },
      { label: 'Started', value: format(today.started), unit: today.started < today.due ? `${format(today.due - today.started)} fewer than due` : 'all that are due' },
      { label: 'Arrived', value: format(today.arrived), unit: `of ${format(today.scheduled)}` },
      { label: today.direction === 'to-school' ? 'On time at school' : 'On time', value: onTime === null ? '–' : `${onTime.toFixed(1)}%`, unit: today.arrived === 0 ? 'none arrived yet' : `${format(today.onTime)} of ${format(today.arrived)}` },
      { label: 'Late now', value: format(today.lateNow), unit: 'of those running', wrong: today.lateNow > 0 },
      { label: 'Cancelled', value: format(today.cancelled), unit: today.cancelled === 0 ? 'none' : 'this session' },
      { label: 'No position', value: format(today.withoutPosition), unit: 'for two minutes' },
    ];
  });
  /** Arrivals so far, added up by quarter of an hour. */
  readonly curve = computed(() => {
    const today = this.today();
    if (today === null || today.arrivals.length < 2) return null;
    let sum = 0;
    const points = today.arrivals.map(({ at, arrived }) => ({ at: Date.parse(at), sum: (sum += arrived) }));
    const first = points[0]?.at ?? 0;
    const last = points.at(-1)?.at ?? first + 1;
    const top = Math.max(today.scheduled, sum, 1);
    const x = (at: number): number => Math.round(((at - first) / Math.max(1, last - first)) * (width - 8)) + 4;
    const y = (value: number): number => Math.round((1 - value / top) * (height - 10)) + 5;
    const path = points.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.at)} ${y(point.sum)}`).join('');
    const ticks = points.filter((_, index) => index % Math.ceil(points.length / 6) === 0).map((point) => ({ x: x(point.at), words: this.clock.time(point.at) })).filter((tick) => tick.x < width - 34);
    return { path, ticks, end: { x: x(last), y: y(sum) }, sum, words: `Arrivals since ${this.clock.time(first)}: ${counted(sum, 'run', 'runs')} of ${today.scheduled}` };
  });
  readonly width = width;
  readonly height = height;
}

const underWay = (session: DaySession): number => session.started - session.arrived;
const format = (value: number): string => value.toLocaleString('en-GB');
