import { Temporal } from 'temporal-polyfill';

/** Tells the civil date of a moment in one time zone; the borders of the day are worked out once a day, not once a batch. */
export class CivilDay {
  private from = Number.POSITIVE_INFINITY;
  private until = Number.NEGATIVE_INFINITY;
  private date = '';

  constructor(private readonly timeZone: string) {}

  /** `YYYY-MM-DD` of `at` (epoch milliseconds). */
  at(at: number): string {
    if (at < this.from || at >= this.until) {
      const midnight = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.timeZone).startOfDay();
      this.from = midnight.epochMilliseconds;
      // A day with a change of clocks is 23 or 25 hours long.
      this.until = midnight.add({ days: 1 }).startOfDay().epochMilliseconds;
      this.date = midnight.toPlainDate().toString();
    }
    return this.date;
  }
}
