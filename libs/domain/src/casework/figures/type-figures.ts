import { partsOf } from '../../calendar/day.js';
import type { Day } from '../../calendar/day.js';
import type { Rules } from '../rules.js';
import { never } from '../timing.js';
import { CasesByDay, DayCounts } from './day-counts.js';
import { daysToAnswer, isDueSoon, isLive, isOverdue } from './live-case.js';
import type { LiveCase } from './live-case.js';

/** Figures of one service area within a case type, over the last year. */
export interface AreaFigures {
  answered: number;
  answeredDays: number;
  /** How many cases name which target of their own, in days. */
  readonly targets: Map<number, number>;
  readonly outcomes: Map<string, number>;
}

/** Days looked back upon, for whatever is said of the last twelve months. */
export const yearDays = 365;
/** Weekly points of the trend before today's. */
const trendWeeks = 14;

/**
 * What is counted of one case type. Every case adds its share and takes it back when it changes, so that a change
 * costs the same among a hundred cases and among a hundred thousand. A case tells beforehand on which days it turns
 * due soon and overdue, so a new day costs what it moves, and not what there is: see {@link advance}.
 */
export class TypeFigures {
  known = 0;
  open = 0;
  paused = 0;
  dueSoon = 0;
  overdue = 0;
  /** Closed in the last twelve months, of those that had a clock; and those of them whose clocks were all kept. */
  closedWithClock = 0;
  closedInTime = 0;
  /** Of these, and of those overdue, the ones that a legal exception applies to. */
  readonly excepted = { known: 0, closedWithClock: 0, closedInTime: 0, overdue: 0 };
  /** Of the clock that falls due last: closed with one in the last year, kept, and the same of cases to which an exception applied. */
  readonly lastClock = { closed: 0, kept: 0, closedExcepted: 0, keptExcepted: 0 };
  lastChangeAt: number | null = null;
  readonly areas = new Map<string, AreaFigures>();
  readonly reasons = new Map<string, number>();
  /** Received by month, months counted from year 0. */
  readonly months = new Map<number, number>();
  #today: Day;
  readonly #arrived = new DayCounts();
  readonly #closed = new DayCounts();
  /** Of open cases: the days of receipt, and from which they are due soon and overdue. */
  readonly #openSince = new DayCounts();
  readonly #soonFrom = new DayCounts();
  readonly #overdueFrom = new DayCounts();
  readonly #exceptedOverdueFrom = new DayCounts();
  /** Of open cases: the day on which the first of their clocks falls due. */
  readonly #dueOn = new DayCounts();
  /** Of open cases: the day on which the last of their clocks falls due. */
  readonly #lastDue = new DayCounts();
  /** One more from the day on which a case was open (or overdue), one less from the day on which it no longer was. */
  readonly #stood = new DayCounts();
  readonly #stoodOverdue = new DayCounts();
  /** Cases that count in what is said of the last year, by the day with which they leave it. */
  readonly #reasonOfYear = new CasesByDay();
  readonly #closedInYear = new CasesByDay();

  constructor(
    today: Day,
    private readonly rules: Rules,
  ) {
    this.#today = today;
  }

  get today(): Day {
    return this.#today;
  }

  add(live: LiveCase): void {
    this.count(live, 1);
    this.lastChangeAt = Math.max(this.lastChangeAt ?? 0, live.changedAt);
  }

  remove(live: LiveCase): void {
    this.count(live, -1);
  }

  /**
   * Goes on to a later day and gives how many changes that made: open cases that turned due soon or overdue, and cases
   * that left the last year. No other case is looked at; ages and the trend are reckoned from dates when they are read.
   */
  advance(today: Day): number {
    let changes = 0;
    for (let day = this.#today + 1; day <= today; day++) {
      const [soon, over] = [this.#soonFrom.on(day), this.#overdueFrom.on(day)];
      this.dueSoon += soon - over;
      this.overdue += over;
      this.excepted.overdue += this.#exceptedOverdueFrom.on(day);
      changes += soon + over;
      for (const live of this.#reasonOfYear.take(day - yearDays)) changes += this.countReason(live, -1);
      for (const live of this.#closedInYear.take(day - yearDays)) changes += this.countClosed(live, -1);
    }
    this.#today = today;
    return changes;
  }

  arrivedOn(day: Day): number {
    return this.#arrived.on(day);
  }
  closedOn(day: Day): number {
    return this.#closed.on(day);
  }
  /** Arrivals and closures after `from`, up to and including `until`. */
  flow(from: Day, until: Day): { arrived: number; closed: number } {
    return { arrived: this.#arrived.between(from, until), closed: this.#closed.between(from, until) };
  }

  /** Age of the oldest open case. */
  oldestDays(): number {
    return this.#today - Math.min(this.#today, this.#openSince.first() ?? this.#today);
  }

  /** Open cases past the last of their clocks. */
  openPastLast(): number {
    return this.#lastDue.sumsUpTo([this.#today - 1])[0] ?? 0;
  }

  /** Open cases with a running clock that is due by a day, overdue ones included. */
  dueBy(last: Day): number {
    return this.#dueOn.sumsUpTo([last])[0] ?? 0;
  }

  /** Figures at the end of the same weekday of each of the last weeks, then now. */
  trend(): { day: Day; open: number; overdue: number }[] {
    const days = Array.from({ length: trendWeeks }, (_, index) => this.#today - 7 * (trendWeeks - index));
    const [open, overdue] = [this.#stood.sumsUpTo(days), this.#stoodOverdue.sumsUpTo(days)];
    return [...days.map((day, index) => ({ day, open: open[index] ?? 0, overdue: overdue[index] ?? 0 })), { day: this.#today, open: this.open, overdue: this.overdue }];
  }

  private count(live: LiveCase, by: 1 | -1): void {
    const { receivedDay, closedDay } = live;
    this.known += by;
    if (live.timing.excepted === true) this.excepted.known += by;
    this.countState(live, by);
    this.countSpan(live, by);
    this.#arrived.add(receivedDay, by);
    add(this.months, monthNumber(receivedDay), by);
    if (live.record.reason !== undefined && receivedDay > this.#today - yearDays) {
      this.countReason(live, by);
      keep(this.#reasonOfYear, receivedDay, live, by);
    }
    if (closedDay === undefined) return;
    this.#closed.add(closedDay, by);
    if (closedDay > this.#today - yearDays) {
      this.countClosed(live, by);
      keep(this.#closedInYear, closedDay, live, by);
    }
  }

  private countState(live: LiveCase, by: 1 | -1): void {
    if (!isLive(live)) return;
    const { soonFrom, overdueFrom } = live.timing;
    this.open += by;
    this.#openSince.add(live.receivedDay, by);
    if (live.record.state === 'paused') this.paused += by;
    if (isOverdue(live, this.#today)) {
      this.overdue += by;
      if (live.timing.excepted === true) this.excepted.overdue += by;
    } else if (isDueSoon(live, this.#today)) this.dueSoon += by;
    if (soonFrom !== never) this.#soonFrom.add(soonFrom, by);
    if (overdueFrom !== never) this.#overdueFrom.add(overdueFrom, by);
    if (overdueFrom !== never && live.timing.excepted === true) this.#exceptedOverdueFrom.add(overdueFrom, by);
    if (live.timing.dueDay !== undefined) this.#dueOn.add(live.timing.dueDay, by);
    if (live.timing.dues.length > 0) this.#lastDue.add(Math.max(...live.timing.dues.map(({ day }) => day)), by);
  }

  private countSpan(live: LiveCase, by: 1 | -1): void {
    const { receivedDay, timing, closedDay = never } = live;
    const overdueFrom = Math.max(receivedDay, isLive(live) ? timing.overdueFrom : (timing.dueDay ?? never - 1) + 1);
    for (const [counts, from] of [[this.#stood, receivedDay], [this.#stoodOverdue, overdueFrom]] as const) {
      if (from >= closedDay) continue;
      counts.add(from, by);
      if (closedDay !== never) counts.add(closedDay, -by);
    }
  }

  private countReason({ record: { reason } }: LiveCase, by: 1 | -1): number {
    if (reason !== undefined) add(this.reasons, reason, by);
    return 1;
  }

  private countClosed(live: LiveCase, by: 1 | -1): number {
    const { record, timing } = live;
    if (record.state === 'closed' && timing.inTime !== undefined) this.countKept(timing.inTime, timing.excepted === true, by);
    if (record.state === 'closed' && timing.lastInTime !== undefined) this.countLastClock(timing.lastInTime, timing.excepted === true, by);
    const area = this.area(record.serviceArea);
    const days = daysToAnswer(live, this.rules);
    if (days !== undefined) {
      area.answered += by;
      area.answeredDays += by * days;
    }
    if (record.slaDays !== undefined) add(area.targets, record.slaDays, by);
    if (record.state === 'closed' && record.outcome !== undefined) add(area.outcomes, outcomeKey(record.outcome), by);
    return 1;
  }

  private countKept(inTime: boolean, isExcepted: boolean, by: 1 | -1): void {
    for (const counts of isExcepted ? [this, this.excepted] : [this]) {
      counts.closedWithClock += by;
      if (inTime) counts.closedInTime += by;
    }
  }

  private countLastClock(kept: boolean, excepted: boolean, by: 1 | -1): void {
    const { lastClock } = this;
    lastClock.closed += by;
    if (kept) lastClock.kept += by;
    if (!excepted) return;
    lastClock.closedExcepted += by;
    if (kept) lastClock.keptExcepted += by;
  }

  private area(name: string): AreaFigures {
    let area = this.areas.get(name);
    if (area === undefined) this.areas.set(name, (area = { answered: 0, answeredDays: 0, targets: new Map(), outcomes: new Map() }));
    return area;
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

function keep(cases: CasesByDay, day: Day, live: LiveCase, by: 1 | -1): void {
  if (by === 1) cases.add(day, live);
  else cases.delete(day, live);
}
