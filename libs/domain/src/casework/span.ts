import type { WorkingCalendar } from '../calendar/calendar.js';
import type { Day } from '../calendar/day.js';

/** Days on which a clock does not run: from the first to the day before `until`. */
export interface Pause {
  readonly from: Day;
  /** The day on which it ran again. */
  readonly until: Day;
  readonly reason: string;
}

/** How a kind of day is counted. */
export interface Step {
  /** The n-th counted day after `day`. */
  add(day: Day, n: number): Day;
  /** Counted days after `from`, up to and including `until`. */
  between(from: Day, until: Day): number;
}

export const calendarDays: Step = {
  add: (day, n) => day + n,
  between: (from, until) => Math.max(0, until - from),
};
export const workingDays = (calendar: WorkingCalendar): Step => calendar;

/** Pauses in order of time and without overlap. */
export function inOrder(pauses: readonly Pause[]): Pause[] {
  const ordered: Pause[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const pause of pauses.toSorted((a, b) => a.from - b.from)) {
    const from = Math.max(pause.from, end);
    if (pause.until <= from) continue;
    ordered.push(from === pause.from ? pause : { ...pause, from });
    end = pause.until;
  }
  return ordered;
}

/** The `units`-th counted day after `start`, days of a pause left out. Pauses are {@link inOrder}. */
export function advance(start: Day, units: number, pauses: readonly Pause[], step: Step): Day {
  return postpone(step.add(start, units), start, pauses, step);
}

/** Moves a date by the counted days of the pauses that begin on or before it. */
export function postpone(date: Day, start: Day, pauses: readonly Pause[], step: Step): Day {
  let due = date;
  for (const pause of pauses) {
    if (pause.from > due) break;
    due = step.add(due, pausedUnits(pause, start, Number.MAX_SAFE_INTEGER, step));
  }
  return due;
}

/** An extension may end on a day that is not counted: where a pause covers it, the first counted day after the pause. */
export const afterPause = (date: Day, pauses: readonly Pause[], step: Step): Day =>
  pauses.reduce((due, pause) => (pause.from <= due && due < pause.until ? step.add(pause.until - 1, 1) : due), date);

/** Counted days after `from`, up to and including `until`, that no pause covers. */
export function unitsUsed(from: Day, until: Day, pauses: readonly Pause[], step: Step): number {
  if (until <= from) return 0;
  return pauses.reduce((units, pause) => units - pausedUnits(pause, from, until, step), step.between(from, until));
}

function pausedUnits(pause: Pause, from: Day, until: Day, step: Step): number {
  const before = Math.max(pause.from, from + 1) - 1;
  const last = Math.min(pause.until - 1, until);
  return last <= before ? 0 : step.between(before, last);
}
