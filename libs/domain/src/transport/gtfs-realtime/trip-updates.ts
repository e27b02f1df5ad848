import { expectedCalls } from '../expected.js';
import type { Expected } from '../expected.js';
import { nextCall } from '../lateness.js';
import type { Run } from '../run.js';
import { posix } from './message.js';
import type { StopTimeEvent, StopTimeUpdate, TripUpdateMessage } from './message.js';
import { tripOf } from './trips.js';
import type { Placed } from './vehicles.js';

/**
 * What is to be said of a run at `now` (epoch milliseconds): that it does not run, when it is expected, or, of one whose
 * vehicle is seen and whose times nobody can tell, that there is no data. `undefined` where the timetable says all there is.
 * A vehicle is named only where the feed of positions shows it, so that the two feeds agree.
 */
export function tripUpdateOf(run: Run, placed: Placed | undefined, now: number): TripUpdateMessage | undefined {
  const { plan } = run;
  if (run.state === 'cancelled') {
    if (plan.endsAt < now) return undefined;
    return { trip: tripOf(run, 'CANCELED'), stopTimeUpdate: [], timestamp: posix(Math.min(run.cancellation?.at ?? now, now)) };
  }
  if (run.state === 'completed') return undefined;
  const stopTimeUpdate = retimed(run, now) ?? predicted(run, expectedCalls(run, now));
  if (stopTimeUpdate.length === 0) {
    if (placed === undefined) return undefined;
    stopTimeUpdate.push(...withoutData(run));
  }
  const told = placed ? placed.message.timestamp * 1000 : (run.delay?.at ?? run.closure?.at ?? run.track?.fix.recordedAt ?? now);
  return { trip: tripOf(run), ...(placed && { vehicle: placed.message.vehicle }), stopTimeUpdate, timestamp: posix(Math.min(told, now)) };
}

/** A run that its school's early end has moved, and that has not begun: its new times, as they were agreed. */
function retimed(run: Run, now: number): StopTimeUpdate[] | undefined {
  const { plan, state, closure, delay } = run;
  if (state !== 'scheduled' || closure?.effect !== 'retimed' || delay !== undefined || plan.endsAt < now) return undefined;
  return predicted(run, new Map(plan.calls.map(({ scheduledAt }, index) => [index, { earliest: scheduledAt, likely: scheduledAt, latest: scheduledAt }])));
}

/** Stops ahead in their order. Of two visits to one stop in a row the first is told: the second cannot be told apart. */
function predicted(run: Run, windows: ReadonlyMap<number, Expected>): StopTimeUpdate[] {
  const updates: StopTimeUpdate[] = [];
  // Times were moved with the plan; delays are told against the timetable that consumers have.
  const shift = run.closure?.shift ?? 0;
  let last = 0;
  for (const [index, { sequence, stopRef, scheduledAt }] of run.plan.calls.entries()) {
    const window = windows.get(index);
    if (window === undefined || updates.at(-1)?.stopId === stopRef) continue;
    // From stop to stop time only goes forward, by a second at least.
    const time = Math.max(posix(window.likely), last + 1);
    last = time;
    const event: StopTimeEvent = { time, delay: time - posix(scheduledAt - shift), uncertainty: Math.round((window.latest - window.earliest) / 2000) };
    updates.push({ stopSequence: sequence, stopId: stopRef, ...(index === 0 ? { departure: event } : { arrival: event }), scheduleRelationship: 'SCHEDULED' });
  }
  return updates;
}

function withoutData(run: Run): StopTimeUpdate[] {
  const { calls } = run.plan;
  const call = calls[Math.min(nextCall(run), calls.length - 1)];
  return call ? [{ stopSequence: call.sequence, stopId: call.stopRef, scheduleRelationship: 'NO_DATA' }] : [];
}
