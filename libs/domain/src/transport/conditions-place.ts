import { distanceMetres } from '../geometry/index.js';
import type { Run } from './run.js';
import { conditionRules } from './settings.js';
import { mayHaveChildren, schoolNear } from './surroundings.js';
import type { Rule, School, Surroundings } from './surroundings.js';

/** What is told of a run comes in pieces: for a while after the first of them nothing is missed. */
export const isSettling = (run: Run, { now, awakeSince }: Surroundings): boolean => now < Math.max(run.knownSince, awakeSince) + conditionRules.settling;

/** Whether what the last fix shows is of the present: an upload of old fixes raises no alert. */
const isPresent = (run: Run, now: number): boolean => run.track !== undefined && now - run.track.fix.recordedAt <= conditionRules.evidence;

/** How long a run may be silent: two minutes, or three times the tracker's own interval. */
const signalPatience = (run: Run): number => Math.max(conditionRules.signalLost, conditionRules.signalIntervals * (run.track?.interval ?? 0));

export const signalLost: Rule = (run, around, standing) => {
  const { now } = around;
  if (run.state !== 'running' || (!standing && isSettling(run, around))) return false;
  const lostAt = Math.max(run.track?.fix.recordedAt ?? 0, run.startedAt ?? 0) + signalPatience(run);
  return now >= lostAt ? lostAt : false;
};

/** Two fixes in a row off the path begin it, two back on it end it. */
export const offRoute: Rule = (run, { now }, standing) => {
  if (run.state !== 'running') return false;
  const off = run.track?.off;
  if (off === undefined || off.fixes < conditionRules.offRouteFixes) return false;
  return standing || isPresent(run, now) ? off.since : false;
};

/** Less than 60 metres of progress in eight minutes, as far as its fixes tell, away from a stop or a school. */
export const stalled: Rule = (run, { now, fleet }, standing) => {
  const { track } = run;
  const from = track?.trail?.[0]?.at;
  if (run.state !== 'running' || track === undefined || from === undefined || track.fix.recordedAt - from < conditionRules.stalled) return false;
  return standing || (isPresent(run, now) && schoolNear(track.fix, conditionRules.atStopMetres, fleet) === undefined) ? from : false;
};

/** Whether a school is one of the run's: its own, a stop of it, or that of a child on the route. */
function isOnRun(run: Run, school: School, { fleet }: Surroundings): boolean {
  if (run.plan.schoolRef === school.schoolRef) return true;
  if (run.plan.calls.some((call) => distanceMetres(call, school) <= conditionRules.atSchoolMetres)) return true;
  return [...(fleet.routes.get(run.plan.routeRef) ?? [])].some((ref) => fleet.passengers.get(ref)?.schoolRef === school.schoolRef);
}

/** It stands at a school that is none of its own, with children aboard, for longer than traffic would hold it. */
export const wrongSchool: Rule = (run, around, isStanding) => {
  const { now, fleet } = around;
  const standing = run.track?.standing;
  if (run.state !== 'running' || run.track === undefined || standing === undefined) return false;
  if (isStanding) return schoolNear(run.track.fix, 2 * conditionRules.atSchoolMetres, fleet) === undefined ? false : standing.at;
  if (run.track.fix.recordedAt - standing.at < conditionRules.atSchool || !isPresent(run, now) || !mayHaveChildren(run, fleet)) return false;
  const { fix } = run.track;
  if (run.plan.calls.some((call) => distanceMetres(call, fix) <= conditionRules.atStopMetres)) return false;
  const school = schoolNear(fix, conditionRules.atSchoolMetres, fleet);
  return school === undefined || isOnRun(run, school, around) ? false : standing.at;
};
