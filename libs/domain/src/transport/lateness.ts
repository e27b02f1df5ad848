import type { Run, Track } from './run.js';
import { ages, calling } from './settings.js';

/** A minute in twenty of a delay is made up on the way: the schedule holds some slack. */
const recoveredPerHour = 0.15;
const mostRecovered = 0.5;

/** Seconds behind the schedule at a call; a run that came early and waited is measured when it left. */
export function latenessAtCall(run: Run, index: number): number | undefined {
  const scheduledAt = run.plan.calls[index]?.scheduledAt;
  const { arrivedAt, departedAt } = run.calls[index] ?? {};
  if (scheduledAt === undefined) return undefined;
  const arrived = arrivedAt === undefined || index === 0 ? undefined : (arrivedAt - scheduledAt) / 1000;
  const departed = departedAt === undefined ? undefined : (departedAt - scheduledAt) / 1000;
  const lateness = arrived !== undefined && (arrived >= 0 || departed === undefined) ? arrived : departed;
  return lateness === undefined ? undefined : Math.round(lateness);
}

/** The last call with a time, and its lateness. */
export function latenessOf(run: Run): number | undefined {
  for (let index = run.calls.length - 1; index >= 0; index--) {
    const lateness = latenessAtCall(run, index);
    if (lateness !== undefined) return lateness;
  }
  return undefined;
}

/** Seconds behind the schedule at a place between the last stop that was passed and the next. */
export function deviationAt({ plan, arrived }: Run, metres: number, at: number): number | undefined {
  const [from, until] = [plan.stopMetres[arrived - 1], plan.stopMetres[arrived]];
  const [before, after] = [plan.calls[arrived - 1], plan.calls[arrived]];
  if (from === undefined || until === undefined || until <= from || !before || !after) return undefined;
  const share = Math.max(0, Math.min(1, (metres - from) / (until - from)));
  return Math.round((at - (before.scheduledAt + share * (after.scheduledAt - before.scheduledAt))) / 1000);
}

/** Index of the next stop to arrive at; the number of calls when there is none. */
export function nextCall(run: Run): number {
  let reported = 0;
  for (let index = run.calls.length - 1; index >= run.arrived && reported === 0; index--) {
    if (run.calls[index]?.arrivedAt !== undefined || run.calls[index]?.departedAt !== undefined) reported = index + 1;
  }
  return Math.max(run.arrived, reported);
}

/** Whether a vehicle that is off its path was silent before, so that it may have passed stops that it was not seen at. */
const mayHavePassed = ({ off, matchedAt }: Track): boolean => off !== undefined && matchedAt !== undefined && off.since - matchedAt > calling.interpolated;

/**
 * How late the run is as of `now`, seconds, as far as anybody can know: what was seen at the last stop, a delay that was
 * reported since, or the next stop's time that has passed while the run is seen elsewhere. `undefined`: unknown.
 */
export function latenessNow(run: Run, now: number): number | undefined {
  let lateness = run.latenessSeconds;
  const { delay, track } = run;
  if (delay !== undefined && (run.departed === 0 || (lateness ?? 0) < delay.minutes * 60)) {
    const lastSeenAt = Math.max(...run.calls.map(({ arrivedAt, departedAt }) => Math.max(arrivedAt ?? 0, departedAt ?? 0)));
    // Who is told of thirteen minutes loses them in thirteen minutes: a stop that is passed meanwhile says nothing against it.
    if (delay.at >= lastSeenAt || now <= delay.at + delay.minutes * 60_000) lateness = Math.max(lateness ?? 0, delay.minutes * 60);
  }
  const next = run.plan.calls[run.state === 'scheduled' ? 0 : nextCall(run)];
  const seen = run.state === 'scheduled' ? run.signIns.length > 0 : track !== undefined && now - track.fix.recordedAt <= ages.ageing && !mayHavePassed(track);
  if (next !== undefined && seen && now > next.scheduledAt) lateness = Math.max(lateness ?? 0, (now - next.scheduledAt) / 1000);
  return lateness === undefined ? undefined : Math.round(lateness);
}

/** How late the run will be at a call, given how late it is now: a delay shrinks a little on the way, earliness stays. */
export function latenessAhead(lateness: number, fromAt: number, scheduledAt: number): number {
  if (lateness <= 0) return lateness;
  const hours = Math.max(0, scheduledAt - fromAt) / 3_600_000;
  return lateness * (1 - Math.min(mostRecovered, recoveredPerHour * hours));
}

/** The lateness that matters for an alert: at the school in the morning, otherwise at any stop ahead. */
export function latenessThatMatters(run: Run, now: number): number | undefined {
  const lateness = latenessNow(run, now);
  if (lateness === undefined || run.plan.direction !== 'to-school') return lateness;
  const next = run.plan.calls[Math.min(nextCall(run), run.plan.calls.length - 1)];
  return latenessAhead(lateness, next?.scheduledAt ?? now, run.plan.endsAt);
}
