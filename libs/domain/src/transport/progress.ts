import type { CallTimes, Fix, Gap, Run, RunFact } from './run.js';
import { acceptance, calling } from './settings.js';

/** A moment at a place along the path. */
export interface Passage {
  readonly at: number;
  readonly metres: number;
}

/** What a run's calls look like after a stretch of its way. */
export interface Called {
  readonly calls: readonly CallTimes[];
  readonly arrived: number;
  readonly departed: number;
  /** The indexes of the calls that were given a time. */
  readonly changed: readonly number[];
}

const radiusOf = (fix: Fix): number =>
  Math.max(calling.leastRadius, Math.min(calling.mostRadius, fix.accuracy === undefined ? calling.usualRadius : 10 + fix.accuracy));

/** So much nearer or farther may the same stop's radius reach from one fix to the next. */
const radiusScatter = calling.mostRadius - calling.leastRadius;

/** Whether a stretch is short enough, and was driven slowly enough, to say when the stops in it were passed. */
export const isTimed = (from: Passage, until: Passage): boolean =>
  until.at - from.at <= calling.interpolated && until.metres - from.metres <= calling.slackMetres + (acceptance.metresPerSecond * (until.at - from.at)) / 1000;

/** The moment at which a stretch crosses a place, assuming a steady pace. */
export function momentAt(from: Passage, until: Passage, metres: number): number {
  if (until.metres <= from.metres || metres <= from.metres) return from.at;
  const share = Math.min(1, (metres - from.metres) / (until.metres - from.metres));
  return Math.round(from.at + share * (until.at - from.at));
}

/**
 * Arrivals and departures on the way from one passage to another. A vehicle arrives when it comes within a radius of
 * the stop along its path, and departs when it leaves it. Stops in a stretch that is too long are passed without times.
 */
export function callsPassed(run: Run, from: Passage, until: Passage, fix: Fix): Called | undefined {
  const { stopMetres, calls: planned } = run.plan;
  const radius = radiusOf(fix);
  const last = planned.length - 1;
  let { arrived, departed } = run;
  const timed = isTimed(from, until);
  let calls: CallTimes[] | undefined;
  const changed: number[] = [];
  const set = (index: number, field: 'arrivedAt' | 'departedAt', place: number): void => {
    // What lies behind the stretch was passed before anybody looked; a radius that grew is no such thing.
    if (!timed || place < from.metres - radiusScatter || run.calls[index]?.[field] !== undefined) return;
    calls ??= [...run.calls];
    calls[index] = { ...calls[index], [field]: momentAt(from, until, place) };
    if (changed.at(-1) !== index) changed.push(index);
  };
  // The last stop is driven up to and not past: some stop short of it.
  const arrivalAt = (index: number): number => (stopMetres[index] ?? 0) - (index === last ? Math.max(radius, calling.usualRadius) : radius);
  while (arrived <= last && arrivalAt(arrived) <= until.metres) {
    if (arrived > 0) set(arrived, 'arrivedAt', arrivalAt(arrived));
    arrived++;
  }
  while (departed < Math.min(arrived, last) && (stopMetres[departed] ?? 0) + radius < until.metres) {
    set(departed, 'departedAt', (stopMetres[departed] ?? 0) + radius);
    departed++;
  }
  if (arrived === run.arrived && departed === run.departed) return undefined;
  return { calls: calls ?? run.calls, arrived, departed, changed };
}

/** Notes a stretch in which stops may have been passed unseen. */
export function gapsAfter(run: Run, from: Passage, until: Passage): readonly Gap[] {
  if (isTimed(from, until)) return run.gaps;
  return [...run.gaps, { fromAt: from.at, fromMetres: from.metres, untilAt: until.at, untilMetres: until.metres }];
}

/**
 * A fix that came late and falls into a gap: it splits the gap, and stops passed in a part that is now short enough
 * get their times. Nothing of the present changes.
 */
export function fillGap(run: Run, gap: Gap, passage: Passage, fix: Fix): { readonly run: Run; readonly facts: readonly RunFact[] } {
  const metres = Math.max(gap.fromMetres, Math.min(gap.untilMetres, passage.metres));
  const parts: Gap[] = [
    { fromAt: gap.fromAt, fromMetres: gap.fromMetres, untilAt: passage.at, untilMetres: metres },
    { fromAt: passage.at, fromMetres: metres, untilAt: gap.untilAt, untilMetres: gap.untilMetres },
  ];
  const radius = radiusOf(fix);
  const calls = [...run.calls];
  const changed = new Set<number>();
  const open: Gap[] = [];
  for (const part of parts) {
    if (part.untilAt - part.fromAt > calling.interpolated) {
      open.push(part);
      continue;
    }
    const from = { at: part.fromAt, metres: part.fromMetres };
    const until = { at: part.untilAt, metres: part.untilMetres };
    run.plan.stopMetres.forEach((stop, index) => {
      const fill = (field: 'arrivedAt' | 'departedAt', place: number): void => {
        if (calls[index]?.[field] !== undefined || place <= from.metres || place > until.metres) return;
        calls[index] = { ...calls[index], [field]: momentAt(from, until, place) };
        changed.add(index);
      };
      if (index > 0) fill('arrivedAt', stop - radius);
      if (index < calls.length - 1) fill('departedAt', stop + radius);
    });
  }
  const gaps = run.gaps.flatMap((each) => (each === gap ? open : [each]));
  const { runRef } = run.plan;
  return {
    run: { ...run, gaps, calls: changed.size > 0 ? calls : run.calls },
    facts: [{ kind: 'changed', runRef }, ...[...changed].map((index): RunFact => ({ kind: 'called', runRef, index }))],
  };
}
