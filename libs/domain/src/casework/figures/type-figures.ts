import { partsOf } from '../../calendar/day.js';
import type { Day } from '../../calendar/day.js';
import type { Rules } from '../rules.js';
import { daysToAnswer, isDueSoon, isLive, isOverdue } from './live-case.js';
import type { LiveCase } from './live-case.js';

/** Figures of one service area within a case type. */
export interface AreaFigures {
  answered: number;
  answeredDays: number;
  /** The target that its cases name, where they do. */
  slaDays?: number;
  readonly outcomes: Map<string, number>;
}

/** Days looked back upon: a year and a month, for whatever is said of the last twelve months. */
const window = 400;
export const yearDays = 365;
/** Weekly points of the trend before today's. */
const trendWeeks = 14;

/**
 * What is counted of one case type. Every case adds its share and takes it back when it changes, so that a change
 * costs the same among a hundred cases and among a hundred thousand. Whatever depends on the date is for one day:
 * the next day it is counted anew.
 */
export class TypeFigures {
  known = 0;
  open = 0;
  paused = 0;
  dueSoon = 0;
  overdue = 0;
  closedWithClock = 0;
  closedOnTime = 0;
  lastChangeAt: number | null = null;
  readonly areas = new Map<string, AreaFigures>();
  readonly reasons = new Map<string, number>();
  /** Received by month, months counted from year 0. */
  readonly months = new Map<number, number>();
  readonly trendDays: readonly Day[];
  readonly #trendOpen = new Int32Array(trendWeeks);
  readonly #trendOverdue = new Int32Array(trendWeeks);
  readonly #arrived = new Int32Array(window + 1);
  readonly #closed = new Int32Array(window + 1);
  readonly #openSince = new Map<Day, number>();

  constructor(
    readonly today: Day,
    private readonly rules: Rules,
  ) {
    this.trendDays = Array.from({ length: trendWeeks }, (_, index) => today - 7 * (trendWeeks - index));
  }

  add(live: LiveCase): void {
    this.count(live, 1);
    this.lastChangeAt = Math.max(this.lastChangeAt ?? 0, live.changedAt);
  }

  remove(live: LiveCase): void {
    this.count(live, -1);
  }

  arrivedOn(day: Day): number {
    return this.#arrived[day - this.today + window] ?? 0;
  }
  closedOn(day: Day): number {
    return this.#closed[day - this.today + window] ?? 0;
  }
  /** Arrivals and closures after `from`, up to and including `until`. */
  flow(from: Day, until: Day): { arrived: number; closed: number } {
    let arrived = 0;
    let closed = 0;
    for (let day = from + 1; day <= until; day++) {
      arrived += this.arrivedOn(day);
      closed += this.closedOn(day);
    }
    return { arrived, closed };
  }

  /** Age of the oldest open case. */
  oldestDays(): number {
    let oldest = this.today;
    for (const day of this.#openSince.keys()) if (day < oldest) oldest = day;
    return this.today - oldest;
  }

  /** Figures at the end of the same weekday of each of the last weeks, then now. */
  trend(): { day: Day; open: number; overdue: number }[] {
    const points = this.trendDays.map((day, index) => ({ day, open: this.#trendOpen[index] ?? 0, overdue: this.#trendOverdue[index] ?? 0 }));
    return [...points, { day: this.today, open: this.open, overdue: this.overdue }];
  }

  private count(live: LiveCase, by: 1 | -1): void {
    this.known += by;
    this.countState(live, by);
    this.countTrend(live, by);
    this.countDay(this.#arrived, live.receivedDay, by);
    add(this.months, monthNumber(live.receivedDay), by);
    if (live.record.reason !== undefined && live.receivedDay > this.today - yearDays) add(this.reasons, live.record.reason, by);
    if (live.closedDay === undefined) return;
    this.countDay(this.#closed, live.closedDay, by);
    if (live.closedDay > this.today - yearDays) this.countClosed(live, by);
  }

  private countState(live: LiveCase, by: 1 | -1): void {
    if (!isLive(live)) return;
    this.open += by;
    add(this.#openSince, live.receivedDay, by);
    if (live.record.state === 'paused') this.paused += by;
    if (isOverdue(live, this.today)) this.overdue += by;
    else if (isDueSoon(live, this.today)) this.dueSoon += by;
  }

  private countTrend(live: LiveCase, by: 1 | -1): void {
    const until = live.closedDay ?? Number.MAX_SAFE_INTEGER;
    const overdueFrom = isLive(live) ? live.timing.overdueFrom : (live.timing.dueDay ?? Number.MAX_SAFE_INTEGER) + 1;
    for (let index = this.trendDays.length - 1; index >= 0; index--) {
      const day = this.trendDays[index] ?? 0;
      if (day < live.receivedDay) break;
      if (day >= until) continue;
      this.#trendOpen[index] = (this.#trendOpen[index] ?? 0) + by;
      if (day >= overdueFrom) this.#trendOverdue[index] = (this.#trendOverdue[index] ?? 0) + by;
    }
  }

  private countClosed(live: LiveCase, by: 1 | -1): void {
    const { record, timing } = live;
    if (record.state === 'closed' && timing.onTime !== undefined) {
      this.closedWithClock += by;
      if (timing.onTime) this.closedOnTime += by;
    }
    const area = this.area(record.serviceArea);
    const days = daysToAnswer(live, this.rules);
    if (days !== undefined) {
      area.answered += by;
      area.answeredDays += by * days;
    }
    if (record.slaDays !== undefined) area.slaDays = record.slaDays;
    if (record.outcome !== undefined) add(area.outcomes, outcomeKey(record.outcome), by);
  }

  private area(name: string): AreaFigures {
    let area = this.areas.get(name);
    if (area === undefined) this.areas.set(name, (area = { answered: 0, answeredDays: 0, outcomes: new Map() }));
    return area;
  }

  private countDay(days: Int32Array, day: Day, by: 1 | -1): void {
    const index = day - this.today + window;
    if (index >= 0 && index <= window) days[index] = (days[index] ?? 0) + by;
  }
}

/** `Partly upheld` and `partly-upheld` are the same outcome. */
export const outcomeKey = (outcome: string): string => outcome.trim().toLowerCase().replace(/[\s_]+/g, '-');

function monthNumber(day: Day): number {
  const { year, month } = partsOf(day);
  return year * 12 + month - 1;
}

function add<K>(counts: Map<K, number>, key: K, by: 1 | -1): void {
  const now = (counts.get(key) ?? 0) + by;
  if (now === 0) counts.delete(key);
  else counts.set(key, now);
}
