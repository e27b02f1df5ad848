import { dateOf, dayOf, isWeekend, weekdayOf } from './day.js';
import type { Day } from './day.js';

export interface Holiday {
  readonly date: string;
  readonly title: string;
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const weekdayName = (day: Day): string => weekdays[weekdayOf(day) - 1] ?? '';

/** Days within these bounds are looked up, those outside are walked. */
const first = dayOf('2000-01-01');
const last = dayOf('2050-12-31');

/**
 * Which days are working days: not a Saturday, a Sunday or a bank holiday. Holidays are known between two dates;
 * beyond them only weekends are, and a date reckoned there is provisional.
 */
export class WorkingCalendar {
  readonly #holidays: ReadonlyMap<Day, string>;
  /** Working days from `first` up to and including each day. */
  readonly #upTo: Int32Array;
  /** The working days between the bounds in their order; the k-th (from 1) is at k - 1. */
  readonly #workingDays: Int32Array;

  constructor(
    readonly name: string,
    holidays: readonly Holiday[],
    /** Civil dates between which every holiday is known. */
    readonly known: { readonly from: string; readonly until: string },
  ) {
    this.#holidays = new Map(holidays.map((holiday) => [dayOf(holiday.date), holiday.title]));
    this.#upTo = new Int32Array(last - first + 1);
    const working: Day[] = [];
    for (let day = first; day <= last; day++) {
      if (this.isWorkingDay(day)) working.push(day);
      this.#upTo[day - first] = working.length;
    }
    this.#workingDays = Int32Array.from(working);
  }

  isWorkingDay(day: Day): boolean {
    return !isWeekend(day) && !this.#holidays.has(day);
  }

  /** Why a day is not a working day; `undefined` of one that is. */
  whyNot(day: Day): string | undefined {
    const holiday = this.#holidays.get(day);
    if (holiday !== undefined) return `bank holiday: ${holiday}`;
    return isWeekend(day) ? `weekend (${weekdayName(day)})` : undefined;
  }

  /** The n-th working day after `day` (n ≥ 0); `day` itself for none. */
  add(day: Day, n: number): Day {
    if (n <= 0) return day;
    if (day >= first && day <= last) {
      const found = this.#workingDays[(this.#upTo[day - first] ?? 0) + n - 1];
      if (found !== undefined) return found;
    }
    let walked = day;
    for (let left = n; left > 0; ) if (this.isWorkingDay(++walked)) left--;
    return walked;
  }

  /** Working days after `from`, up to and including `until`; 0 when it is not after. */
  between(from: Day, until: Day): number {
    if (until <= from) return 0;
    if (from >= first && until <= last) return (this.#upTo[until - first] ?? 0) - (this.#upTo[from - first] ?? 0);
    let counted = 0;
    for (let day = from + 1; day <= until; day++) if (this.isWorkingDay(day)) counted++;
    return counted;
  }

  /** `day` itself if it is a working day, else the next one. */
  onOrAfter(day: Day): Day {
    return this.isWorkingDay(day) ? day : this.add(day, 1);
  }

  /** Whether every holiday between the two days is known. */
  knows(from: Day, until: Day): boolean {
    return from >= dayOf(this.known.from) && until <= dayOf(this.known.until);
  }

  /** The same calendar with further holidays, as an import of the published file would give. */
  with(holidays: readonly Holiday[]): WorkingCalendar {
    const all = new Map([...this.#holidays].map(([day, title]) => [dateOf(day), title]));
    for (const { date, title } of holidays) all.set(date, title);
    return new WorkingCalendar(this.name, [...all].map(([date, title]) => ({ date, title })), this.known);
  }
}
