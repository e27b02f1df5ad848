import type { Direction } from '@sightline/contracts';

/** From one moment to another, epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** What is left of a run of another day, with its moments moved to the clock of the day that it is compared with. */
export interface PastRun {
  readonly direction: Direction;
  readonly operatorRef?: string | undefined;
  readonly schoolRef?: string | undefined;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly startedAt?: number | undefined;
  readonly completedAt?: number | undefined;
  /** When it was seen to arrive at its last stop. */
  readonly arrivedAt?: number | undefined;
  readonly cancelledAt?: number | undefined;
  readonly late: readonly Span[];
  readonly silent: readonly Span[];
}

/** How a session stood at a moment. `onTimePercent`: of those that had arrived. */
export interface UsualFigures {
  readonly due: number;
  readonly started: number;
  readonly arrived: number;
  readonly onTimePercent: number | null;
  readonly lateNow: number;
  readonly cancelled: number;
  readonly withoutPosition: number;
}

/** Arrivals until a moment on the days that it is compared with: the middle, and what eight days in ten lie between. */
export interface UsualArrivals {
  readonly at: number;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** So many days make a usual one; more are not looked at, so that it follows the term. */
export const usualDays = { fewest: 3, most: 6 } as const;

const onTimeMilliseconds = 300_000;
const quarter = 15 * 60_000;

const within = (spans: readonly Span[], at: number): boolean => spans.some(({ from, until }) => from <= at && at < until);
const by = (moment: number | undefined, at: number): boolean => moment !== undefined && moment <= at;

/** How the runs of a past day stood at a moment, counted by the rules that today is counted by. */
export function figuresAt(runs: readonly PastRun[], at: number): UsualFigures {
  const counts = { due: 0, started: 0, arrived: 0, onTime: 0, lateNow: 0, cancelled: 0, withoutPosition: 0 };
  for (const run of runs) {
    if (by(run.cancelledAt, at)) {
      counts.cancelled++;
      continue;
    }
    if (run.startsAt <= at) counts.due++;
    if (by(run.startedAt, at) || by(run.completedAt, at)) counts.started++;
    if (within(run.late, at)) counts.lateNow++;
    if (within(run.silent, at)) counts.withoutPosition++;
    if (!by(run.completedAt, at)) continue;
    counts.arrived++;
    // An arrival that nobody saw is not on time.
    if (run.arrivedAt !== undefined && run.arrivedAt - run.endsAt <= onTimeMilliseconds) counts.onTime++;
  }
  const { onTime, ...rest } = counts;
  return { ...rest, onTimePercent: counts.arrived === 0 ? null : (100 * onTime) / counts.arrived };
}

/** The median of each figure at the same minute over some days; null with too few of them to call it usual. */
export function usualFigures(days: readonly (readonly PastRun[])[], at: number): UsualFigures | null {
  if (days.length < usualDays.fewest) return null;
  const all = days.map((runs) => figuresAt(runs, at));
  const middle = (read: (figures: UsualFigures) => number): number => percentile(all.map(read), 0.5);
  const shares = all.flatMap(({ onTimePercent }) => onTimePercent ?? []);
  return {
    due: middle(({ due }) => due),
    started: middle(({ started }) => started),
    arrived: middle(({ arrived }) => arrived),
    onTimePercent: shares.length < usualDays.fewest ? null : percentile(shares, 0.5),
    lateNow: middle(({ lateNow }) => lateNow),
    cancelled: middle(({ cancelled }) => cancelled),
    withoutPosition: middle(({ withoutPosition }) => withoutPosition),
  };
}

/** Arrivals by quarter of an hour over some days, from the quarter before the first until the last. */
export function usualArrivals(days: readonly (readonly PastRun[])[]): UsualArrivals[] {
  if (days.length < usualDays.fewest) return [];
  const arrivals = days.map((runs) => runs.flatMap(({ completedAt, cancelledAt }) => (completedAt === undefined || cancelledAt !== undefined ? [] : [completedAt])));
  const moments = arrivals.flat();
  if (moments.length === 0) return [];
  const first = Math.floor(moments.reduce((least, at) => Math.min(least, at)) / quarter) * quarter;
  const last = Math.ceil(moments.reduce((most, at) => Math.max(most, at)) / quarter) * quarter;
  const points: UsualArrivals[] = [];
  for (let at = first; at <= last; at += quarter) {
    const counts = arrivals.map((day) => day.filter((moment) => moment <= at).length);
    points.push({ at, low: percentile(counts, 0.1), middle: percentile(counts, 0.5), high: percentile(counts, 0.9) });
  }
  return points;
}

/** The value below which a share of some values lies, between neighbours in proportion. */
function percentile(values: readonly number[], share: number): number {
  const inOrder = [...values].sort((a, b) => a - b);
  const place = share * (inOrder.length - 1);
  const below = inOrder[Math.floor(place)] ?? 0;
  const above = inOrder[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
