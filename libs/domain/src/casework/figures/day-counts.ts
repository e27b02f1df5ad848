import type { Day } from '../../calendar/day.js';
import type { LiveCase } from './live-case.js';

/** Numbers by day, of which most days have none. */
export class DayCounts {
  readonly #counts = new Map<Day, number>();

  add(day: Day, by: number): void {
    const now = (this.#counts.get(day) ?? 0) + by;
    if (now === 0) this.#counts.delete(day);
    else this.#counts.set(day, now);
  }

  on(day: Day): number {
    return this.#counts.get(day) ?? 0;
  }

  /** The sum after `from`, up to and including `until`. */
  between(from: Day, until: Day): number {
    let sum = 0;
    for (let day = from + 1; day <= until; day++) sum += this.on(day);
    return sum;
  }

  /** The first day that has a number; `undefined` where none has. */
  first(): Day | undefined {
    let first: Day | undefined;
    for (const day of this.#counts.keys()) if (first === undefined || day < first) first = day;
    return first;
  }

  /** The sum up to and including each of `days`, which are in ascending order. */
  sumsUpTo(days: readonly Day[]): number[] {
    const sums = new Array<number>(days.length).fill(0);
    for (const [day, count] of this.#counts) {
      const place = days.findIndex((each) => each >= day);
      if (place >= 0) sums[place] = (sums[place] ?? 0) + count;
    }
    for (let index = 1; index < sums.length; index++) sums[index] = (sums[index] ?? 0) + (sums[index - 1] ?? 0);
    return sums;
  }
}

/** Cases by a day of theirs, so that those of one day are found without looking at the others. */
export class CasesByDay {
  readonly #cases = new Map<Day, Set<LiveCase>>();

  add(day: Day, live: LiveCase): void {
    const cases = this.#cases.get(day);
    if (cases) cases.add(live);
    else this.#cases.set(day, new Set([live]));
  }

  delete(day: Day, live: LiveCase): void {
    const cases = this.#cases.get(day);
    if (cases?.delete(live) === true && cases.size === 0) this.#cases.delete(day);
  }

  /** Those of a day, which are then no longer here. */
  take(day: Day): ReadonlySet<LiveCase> {
    const cases = this.#cases.get(day) ?? new Set();
    this.#cases.delete(day);
    return cases;
  }
}
