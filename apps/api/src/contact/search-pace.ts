/** Different children that may be shown to one person in a minute and in an hour: several times what callers can be served. */
export const mostAMinute = 120;
export const mostAnHour = 600;
const minute = 60_000;
const hour = 60 * minute;

interface Pace {
  /** When each child was shown last, epoch milliseconds, in that order. */
  shown: Map<string, number>;
  refused: boolean;
}

/**
 * How many different children each account was shown as the answer to a search. Children count, not questions: an adviser who
 * mistypes, or asks about the same family again, is never held up; whoever runs through names or references is.
 */
export class SearchPace {
  private readonly paces = new Map<string, Pace>();

  /** How long to wait, 0 when more may be shown now; `isFirst`: it is the first refusal since something was allowed. Times in epoch milliseconds. */
  ask(accountId: string, now: number): { waitMilliseconds: number; isFirst: boolean } {
    const pace = this.of(accountId);
    for (const [ref, at] of pace.shown) if (now - at >= hour) pace.shown.delete(ref);
    const times = [...pace.shown.values()];
    const waitMilliseconds = Math.max(waitOf(times, mostAMinute, minute, now), waitOf(times, mostAnHour, hour, now));
    const isFirst = waitMilliseconds > 0 && !pace.refused;
    pace.refused = waitMilliseconds > 0;
    return { waitMilliseconds, isFirst };
  }

  shown(accountId: string, refs: readonly string[], now: number): void {
    const { shown } = this.of(accountId);
    for (const ref of refs) {
      shown.delete(ref);
      shown.set(ref, now);
    }
  }

  private of(accountId: string): Pace {
    const pace = this.paces.get(accountId) ?? { shown: new Map<string, number>(), refused: false };
    this.paces.set(accountId, pace);
    return pace;
  }
}

/** Until the oldest of the last `most` is longer ago than `span`. */
function waitOf(times: readonly number[], most: number, span: number, now: number): number {
  const oldest = times.at(-most);
  return oldest === undefined ? 0 : Math.max(0, oldest + span - now);
}
