import type { RunFamily, TroubledRun } from './demand.js';
import type { CallFigure } from './wallboard.js';
import { share } from './wallboard.js';

/** Whoever has not rung for so long is taken not to ring about it any more; milliseconds. */
export const ringsWithin = 60 * 60_000;

const window = 'within 60 minutes, or until the run ended';

/** Families of today's late and cancelled runs: those told beside those not told. A comparison, and not a proof. */
export const avoidedMetrics = [
  { name: 'calls-avoided', label: 'Told, and did not ring', unit: '%', formula: `families told of a late or cancelled run that did not ring ${window} ÷ families told, since midnight` },
  { name: 'calls-untold', label: 'Not told, and did not ring', unit: '%', formula: `families of a late or cancelled run not told that did not ring ${window} ÷ families not told, since midnight` },
] as const;

/** A family that was told, from when on it is watched; `undefined` for one that rang before. */
interface Watched {
  readonly told: boolean;
  readonly from: number;
  readonly until: number;
}

export interface CallsAvoided {
  readonly told: CallFigure;
  readonly untold: CallFigure;
}

/**
 * How many families rang about their late or cancelled run, of those told and of those not. A family counts when its time to
 * ring is over. One that rang before it was told is in neither: it was told too late to make a difference. `ringsOf`: when a
 * guardian rang today, epoch milliseconds; `undefined` where no call of today brought a number, and nobody can know.
 */
export function callsAvoided(runs: Iterable<TroubledRun>, ringsOf: ((guardianRef: string) => readonly number[]) | undefined, now: number): CallsAvoided {
  const told = { quiet: 0, all: 0, pending: 0 };
  const untold = { quiet: 0, all: 0, pending: 0 };
  let early = 0;
  for (const run of runs) {
    for (const family of run.families) {
      if (!family.hasTelephone) continue;
      const rings = ringsOf === undefined ? [] : family.guardianRefs.flatMap(ringsOf);
      const watched = watch(run, family, rings);
      if (watched === undefined) {
        early++;
        continue;
      }
      const group = watched.told ? told : untold;
      if (now < watched.until) {
        group.pending++;
        continue;
      }
      group.all++;
      if (!rings.some((at) => at >= watched.from && at <= watched.until)) group.quiet++;
    }
  }
  const figure = (group: typeof told, more: readonly string[]): CallFigure => {
    const note = [...(group.pending > 0 ? [`${group.pending} not yet known`] : []), ...more].join('; ');
    if (ringsOf === undefined && group.all > 0) return { value: null, note: 'no call of today brought a number' };
    return { ...share(group.quiet, group.all), ...(note !== '' && { note }) };
  };
  return { told: figure(told, early > 0 ? [`${early} rang before they were told, left out`] : []), untold: figure(untold, []) };
}

function watch(run: TroubledRun, { toldAt }: RunFamily, rings: readonly number[]): Watched | undefined {
  const until = (from: number): number => Math.min(from + ringsWithin, Math.max(from, run.endedAt ?? Number.POSITIVE_INFINITY));
  const untoldUntil = until(run.since);
  // Told when its time to ring about it was over is not told of it.
  if (toldAt === undefined || toldAt > untoldUntil) return { told: false, from: run.since, until: untoldUntil };
  if (rings.some((at) => at >= run.since && at < toldAt)) return undefined;
  return { told: true, from: toldAt, until: until(toldAt) };
}
