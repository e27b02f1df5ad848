import { distanceMetres } from '../geometry/index.js';
import { headsAlong, matchFix, scheduledMetres } from './match.js';
import type { Fix, Run, Track } from './run.js';
import { fitting } from './settings.js';

/** A run that a vehicle may be working, though nobody has said so. `confidence` from 0 to 1. */
export interface Fit {
  readonly run: Run;
  readonly confidence: number;
}

/** The last fixes of a vehicle without a run that are worth comparing: none after a long silence. */
export function strayed(before: readonly Fix[] | undefined, fix: Fix): readonly Fix[] {
  const last = before?.at(-1);
  if (before === undefined || last === undefined || fix.recordedAt - last.recordedAt > fitting.silence) return [fix];
  return [...before, fix].slice(-fitting.fixes);
}

/**
 * How well some fixes in a row fit a run, 0 to 1: all on its path and along it, near it, near its schedule. A product of
 * what each says; 0 where one says no.
 */
export function fitOf(run: Run, fixes: readonly Fix[]): number {
  let track: Track | undefined;
  let beside = 0;
  for (const fix of fixes) {
    const found = matchFix(run.plan, track, fix);
    if (found === undefined || headsAlong(run.plan, found.segment, fix) === false) return 0;
    beside += found.beside / fixes.length;
    track = { fix, metres: Math.max(track?.metres ?? 0, found.metres), matchedAt: fix.recordedAt, bad: 0, interval: 0 };
  }
  const [first, last] = [fixes[0], fixes.at(-1)];
  if (first === undefined || last === undefined || track?.metres === undefined) return 0;
  const start = matchFix(run.plan, undefined, first)?.metres ?? track.metres;
  if (track.metres - start < fitting.along * distanceMetres(first, last)) return 0;
  const away = Math.abs(scheduledMetres(run.plan, last.recordedAt) - track.metres) / fitting.metresPerSecond;
  return Math.exp(-beside / fitting.besideMetres) * Math.exp(-away / fitting.lateSeconds);
}

/** The run among some that a vehicle's fixes fit best, if they surely do: well enough, and no other nearly as well. */
export function bestFit(fixes: readonly Fix[], runs: Iterable<Run>): Fit | undefined {
  const [first, last] = [fixes[0], fixes.at(-1)];
  if (fixes.length < fitting.fixes || !first || !last || distanceMetres(first, last) < fitting.moved) return undefined;
  let best: Run | undefined;
  let most = 0;
  let sum = 0;
  for (const run of runs) {
    const fit = fitOf(run, fixes);
    sum += fit;
    if (fit > most) [best, most] = [run, fit];
  }
  if (best === undefined || most < fitting.least) return undefined;
  const confidence = most / (sum + fitting.doubt);
  return confidence >= fitting.sure ? { run: best, confidence: Math.round(confidence * 100) / 100 } : undefined;
}
