import { distanceMetres } from '../geometry/index.js';
import { isSettling } from './conditions-place.js';
import { latenessThatMatters } from './lateness.js';
import { hasFamiliesToTell } from './needs.js';
import type { Run } from './run.js';
import { conditionRules } from './settings.js';
import type { Rule, Surroundings } from './surroundings.js';

/** Nobody expects a run any more that never began and should be long over. */
const isForgotten = (run: Run, now: number): boolean => run.state === 'scheduled' && now > run.plan.endsAt + conditionRules.forgotten;

const isHeard = ({ track }: Run, now: number): boolean => track !== undefined && now - track.fix.recordedAt <= conditionRules.evidence;

export const late: Rule = (run, { now }, standing) => {
  if (run.state === 'completed' || run.state === 'cancelled' || isForgotten(run, now)) return false;
  const lateness = latenessThatMatters(run, now);
  if (lateness === undefined) return run.state === 'running' ? undefined : false;
  if (!standing) return lateness >= conditionRules.lateBegins ? now : false;
  // While it is not heard of nobody can say that it has made up for it.
  if (run.state === 'running' && !isHeard(run, now)) return now;
  return lateness >= conditionRules.lateEnds ? now : false;
};

/** Whether its vehicle stands at the first stop, as far as anybody can hear. */
const isAtOrigin = ({ track }: Run, now: number): boolean => track?.atOriginSince !== undefined && now - track.fix.recordedAt <= Math.max(conditionRules.evidence, conditionRules.signalIntervals * track.interval);

/** Whether anybody says that the run will go: a sign-in, or a call at the first stop. */
const isAnnounced = ({ signIns, calls }: Run): boolean => signIns.length > 0 || calls[0]?.arrivedAt !== undefined;

export const notStarted: Rule = (run, around, standing) => {
  const { now } = around;
  const begins = run.plan.startsAt + conditionRules.notStarted;
  if (run.state !== 'scheduled' || now < begins || isForgotten(run, now) || (!standing && isSettling(run, around))) return false;
  // A vehicle that has come to the first stop may be there after the run before, and go away or fall silent: late is late until it starts.
  return isAnnounced(run) || (!standing && isAtOrigin(run, now)) ? false : begins;
};

/** Whether the run's vehicle was last seen near the first stop, or not long ago on its way there. */
function isNear(run: Run, { now, fleet }: Surroundings): boolean {
  const first = run.plan.calls[0];
  const fix = run.vehicleRef === undefined ? undefined : fleet.fixes.get(run.vehicleRef);
  return first !== undefined && fix !== undefined && now - fix.recordedAt <= conditionRules.nearUntil && distanceMetres(first, fix) <= conditionRules.nearMetres;
}

/** The watch before {@link notStarted}: ends when that begins. A vehicle that comes near on the run before may only be passing by: it ends none. */
export const notReady: Rule = (run, around, standing) => {
  const { now } = around;
  const begins = run.plan.startsAt - conditionRules.notReady;
  if (run.state !== 'scheduled' || now < begins || now >= run.plan.startsAt + conditionRules.notStarted) return false;
  if (!standing && isSettling(run, around)) return false;
  return isAnnounced(run) || isAtOrigin(run, now) || (isNear(run, around) && (!standing || run.track !== undefined)) ? false : begins;
};

export const noGuide: Rule = (run, around, standing) => {
  const { now, assistantRequired, assistantAwaySince } = around;
  if (!assistantRequired || (run.state !== 'scheduled' && run.state !== 'running')) return false;
  const from = run.plan.startsAt - conditionRules.guideAhead;
  if (now < from || (!standing && isSettling(run, around)) || isForgotten(run, now)) return false;
  if (run.assistantRef === undefined) return now;
  return assistantAwaySince === undefined ? false : Math.max(from, assistantAwaySince);
};

/** Cancelled, until its children have other transport and those of their families who can be told have been. */
export const uncovered: Rule = (run, { fleet }) => {
  if (run.state !== 'cancelled') return false;
  return run.coveredAt !== undefined && (run.toldAt !== undefined || !hasFamiliesToTell(run, fleet)) ? false : (run.cancellation?.at ?? run.plan.startsAt);
};
