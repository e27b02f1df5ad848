import { distanceMetres } from '../geometry/index.js';
import type { OnPath } from '../geometry/index.js';
import { deviationAt, latenessOf } from './lateness.js';
import { headsAlong, matchFix } from './match.js';
import { watched } from './watch.js';
import { callsPassed, fillGap, gapsAfter, isTimed } from './progress.js';
import type { Passage } from './progress.js';
import type { Fix, Run, RunFact, Track } from './run.js';
import { calling, matching, starting } from './settings.js';
import { moved } from './states.js';

/** What a fix made of a run. `matched`: it was found on the run's path. */
export interface Followed {
  readonly run: Run;
  readonly facts: readonly RunFact[];
  readonly matched: boolean;
}

const none: readonly RunFact[] = [];
const originMetres = 60;
/** A pause longer than this says nothing of the tracker's interval. */
const longestInterval = 300_000;

/** Takes a run along with its vehicle: a fix that is newer than all before it. */
export function followFix(run: Run, fix: Fix): Followed {
  const found = matchFix(run.plan, run.track, fix);
  return run.state === 'scheduled' ? wait(run, fix, found) : move(run, fix, found);
}

function intervalAfter(track: Track | undefined, fix: Fix): number {
  if (track === undefined) return 0;
  const step = Math.min(longestInterval, fix.recordedAt - track.fix.recordedAt);
  return track.interval === 0 ? step : Math.round(0.8 * track.interval + 0.2 * step);
}

function move(run: Run, fix: Fix, found: OnPath | undefined): Followed {
  const { track } = run;
  const interval = intervalAfter(track, fix);
  const looked = run.state === 'running' ? watched(run, fix, found) : undefined;
  if (found === undefined) {
    const bad = (track?.bad ?? 0) + 1;
    return { run: { ...run, track: { fix, metres: track?.metres, matchedAt: track?.matchedAt, bad, interval, atOriginSince: undefined, ...looked } }, facts: none, matched: false };
  }
  const metres = Math.max(track?.metres ?? 0, found.metres);
  const next: Track = { fix, metres, matchedAt: fix.recordedAt, bad: 0, interval, atOriginSince: undefined, ...looked };
  if (run.state !== 'running') return { run: { ...run, track: next }, facts: none, matched: true };
  // Progress before the first match is the first stop, as long ago as it was left.
  const from =
    track?.metres !== undefined && track.matchedAt !== undefined
      ? { at: track.matchedAt, metres: track.metres }
      : { at: Math.min(run.startedAt ?? fix.recordedAt, fix.recordedAt), metres: Math.min(run.plan.stopMetres[0] ?? 0, metres) };
  return { ...comeBack(run, next, from), matched: true };
}

/**
 * Lets a run go on to its new place. One that was heard all along, but not on its path, comes back to it between its last
 * fix and this one: what lies within that step has a time, and what it went around has none.
 */
function comeBack(run: Run, next: Track, from: Passage): ReturnType<typeof pass> {
  const { track } = run;
  const { fix, metres = from.metres } = next;
  const here = { at: fix.recordedAt, metres };
  if (track === undefined || track.bad === 0 || (track.bad < matching.badMatches && isTimed(from, here))) return pass(run, next, from);
  const left = { at: track.fix.recordedAt, metres: Math.max(from.metres, metres - distanceMetres(track.fix, fix)) };
  if (!isTimed(left, here)) return pass(run, next, from);
  return pass({ ...withoutTimes(run, left.metres, metres), gaps: [...run.gaps, { fromAt: from.at, fromMetres: from.metres, untilAt: left.at, untilMetres: left.metres }] }, next, left);
}

/**
 * A run that was lost and is found beyond a stop that it was not seen at. Its path may come by the same place twice, and
 * this may be the first time: the stop where it was found gets no time rather than one that is minutes wrong.
 */
function withoutTimes(run: Run, from: number, until: number): Run {
  const { stopMetres } = run.plan;
  const isSkipping = (stopMetres[run.arrived] ?? Infinity) < from - calling.mostRadius;
  if (!isSkipping) return run;
  const beyond = stopMetres.findIndex((metres) => metres > until + calling.mostRadius);
  const passed = Math.max(run.arrived, beyond < 0 ? stopMetres.length - 1 : beyond);
  return { ...run, arrived: passed, departed: Math.max(run.departed, passed) };
}

/** Lets a running run pass the stops between its last place and its new one. */
function pass(run: Run, track: Track, from: { readonly at: number; readonly metres: number }): { readonly run: Run; readonly facts: readonly RunFact[] } {
  const until = { at: track.fix.recordedAt, metres: track.metres ?? from.metres };
  const called = callsPassed(run, from, until, track.fix);
  const gaps = gapsAfter(run, from, until);
  if (called === undefined) return { run: { ...run, track, gaps }, facts: gaps === run.gaps ? none : [{ kind: 'changed', runRef: run.plan.runRef }] };
  const { runRef } = run.plan;
  const passed: Run = { ...run, track, gaps, calls: called.calls, arrived: called.arrived, departed: called.departed };
  const facts: RunFact[] = called.changed.map((index) => ({ kind: 'called', runRef, index }));
  facts.push({ kind: 'changed', runRef });
  const timed = called.changed.length > 0 ? latenessOf(passed) : run.latenessSeconds;
  // Seen for the first time between two stops: its place says how late it is until a stop does.
  const latenessSeconds = timed ?? deviationAt(passed, until.metres, until.at);
  const last = run.plan.calls.length - 1;
  if (called.arrived <= last) return { run: { ...passed, latenessSeconds }, facts };
  const completedAt = called.calls[last]?.arrivedAt ?? until.at;
  return { run: { ...passed, latenessSeconds, state: moved(run.state, 'complete') ?? run.state, completedAt }, facts };
}

/** A scheduled run watches for the first sign of moving along its path. */
function wait(run: Run, fix: Fix, found: OnPath | undefined): Followed {
  const { track, plan } = run;
  const origin = plan.calls[0];
  const atOrigin = origin !== undefined && distanceMetres(origin, fix) <= originMetres;
  const atOriginSince = atOrigin ? (track?.atOriginSince ?? fix.recordedAt) : track?.atOriginSince;
  const next: Track = { fix, metres: undefined, matchedAt: undefined, bad: 0, interval: intervalAfter(track, fix), atOriginSince };
  if (found === undefined || !startsMoving(run, fix, found)) {
    const isAway = origin !== undefined && track?.atOriginSince !== undefined && distanceMetres(origin, fix) > starting.awayMetres;
    return isAway && run.signIns.length > 0 && fix.recordedAt >= plan.startsAt ? leave(run, { ...next, metres: plan.stopMetres[0] ?? 0, matchedAt: track.fix.recordedAt, bad: 1 }) : { run: { ...run, track: next }, facts: none, matched: found !== undefined };
  }
  const start = plan.stopMetres[0] ?? 0;
  const before = track?.fix;
  const was = before === undefined ? undefined : matchFix(plan, undefined, before);
  // First seen when it is already under way, nobody knows when it passed what lies behind it.
  const unseen = { at: Math.min(plan.startsAt, fix.recordedAt) - starting.early, metres: Math.min(found.metres, start) };
  const from = before !== undefined && was !== undefined ? { at: before.recordedAt, metres: Math.min(found.metres, was.metres) } : unseen;
  const seenLeaving = atOriginSince !== undefined && from.metres <= start + matching.backMetres;
  const calls = seenLeaving ? [{ ...run.calls[0], arrivedAt: run.calls[0]?.arrivedAt ?? atOriginSince }, ...run.calls.slice(1)] : run.calls;
  const startedAt = seenLeaving ? from.at : fix.recordedAt;
  const started: Run = { ...run, state: moved(run.state, 'start') ?? run.state, startedAt, calls, arrived: Math.max(run.arrived, 1) };
  const moving: Track = { ...next, metres: found.metres, matchedAt: fix.recordedAt };
  const passed = pass(started, moving, from);
  const { runRef } = plan;
  const facts: RunFact[] = [{ kind: 'changed', runRef }, ...passed.facts];
  if (seenLeaving) facts.push({ kind: 'called', runRef, index: 0 });
  return { run: passed.run, facts, matched: true };
}

/** Signed in for, at its time, and gone from the first stop: it has started, though not along its path. */
function leave(run: Run, track: Track): Followed {
  const started: Run = { ...run, state: moved(run.state, 'start') ?? run.state, startedAt: track.matchedAt, arrived: Math.max(run.arrived, 1), track: { ...track, atOriginSince: undefined } };
  const calls = [{ ...run.calls[0], arrivedAt: run.calls[0]?.arrivedAt ?? run.track?.atOriginSince }, ...run.calls.slice(1)];
  const { runRef } = run.plan;
  return { run: { ...started, calls }, facts: [{ kind: 'changed', runRef }, { kind: 'called', runRef, index: 0 }], matched: false };
}

/** Whether a fix shows the run under way: beyond its first stop, moving along the path, and not before its time. */
function startsMoving(run: Run, fix: Fix, found: OnPath): boolean {
  const { plan, track } = run;
  const beyond = found.metres - (plan.stopMetres[0] ?? 0);
  if (beyond < starting.metres) return false;
  if (fix.recordedAt < plan.startsAt - starting.early) return false;
  // Far along before it was due to leave: the vehicle is on its way to the first stop.
  if (fix.recordedAt < plan.startsAt && beyond > plan.path.length / 3) return false;
  const along = headsAlong(plan, found.segment, fix);
  if (along !== undefined) return along;
  if (track === undefined) return false;
  // Where a path comes by the same place twice, the schedule of a late run has one that stands there on its second visit.
  if (distanceMetres(track.fix, fix) < starting.metres) return false;
  const was = matchFix(plan, undefined, track.fix);
  return was !== undefined && found.metres - was.metres >= starting.metres;
}

/** A fix older than the present: it may give times to stops that were passed unseen, and changes nothing else. */
export function followLateFix(run: Run, fix: Fix): Followed {
  const gap = run.gaps.find(({ fromAt, untilAt }) => fix.recordedAt > fromAt && fix.recordedAt < untilAt);
  if (gap === undefined) return { run, facts: none, matched: false };
  const between: Track = { fix, metres: gap.fromMetres, matchedAt: gap.fromAt, bad: 0, interval: 0 };
  const found = matchFix(run.plan, between, fix);
  if (found === undefined || found.metres > gap.untilMetres + matching.backMetres) return { run, facts: none, matched: false };
  const filled = fillGap(run, gap, { at: fix.recordedAt, metres: found.metres }, fix);
  const known = run.latenessSeconds === undefined ? latenessOf(filled.run) : run.latenessSeconds;
  return { run: { ...filled.run, latenessSeconds: known }, facts: filled.facts, matched: true };
}
