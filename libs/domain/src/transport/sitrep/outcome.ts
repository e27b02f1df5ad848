import type { Direction, Punctuality, RunFate } from '@sightline/contracts';
import type { Run } from '../run.js';
import { tracedEnd } from './claims.js';
import type { JudgedClaim, TraceEvidence } from './claims.js';
import { neverEnded, neverStarted, punctuality } from './settings.js';

/** What became of a run, compact: one record a run, from which every figure is added up. Instants in epoch milliseconds. */
export interface RunOutcome {
  readonly runRef: string;
  readonly serviceDate: string;
  readonly routeRef: string;
  readonly operatorRef?: string | undefined;
  readonly schoolRef?: string | undefined;
  readonly area?: string | undefined;
  readonly direction?: Direction | undefined;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly fate: RunFate;
  /** Of a run that has ended. */
  readonly punctuality?: Punctuality | undefined;
  readonly basis?: 'trace' | 'word' | undefined;
  readonly latenessSeconds?: number | undefined;
  readonly stopsTimed: number;
  readonly stopsOnTime: number;
  /** Of a cancelled run: whole minutes before its planned start, negative after it. */
  readonly noticeMinutes?: number | undefined;
  /** Share of its time that a trace covers, 0 to 1; absent until the trace was looked at. */
  readonly coverage?: number | undefined;
  readonly neededGuide: boolean;
  readonly hadGuide: boolean;
  readonly children: number;
  readonly overlong: number;
  readonly childMinutes: number;
  /** Reports of its operator; those that the trace bears out are only counted. */
  readonly claimed: number;
  readonly claims: readonly JudgedClaim[];
}

/** What an outcome depends on besides its run. */
export interface OutcomeSurroundings {
  readonly now: number;
  /** When the school's gate opens on that day, where it is known. */
  readonly gateOpensAt?: number | undefined;
  readonly area?: string | undefined;
  readonly neededGuide: boolean;
  readonly hadGuide: boolean;
  readonly children: number;
  readonly overlong: number;
  readonly childMinutes: number;
  readonly trace?: TraceEvidence | undefined;
}

/** What has become of a run; `undefined` while it has not begun and may still, and of one whose school is closed. */
export function fateOf(run: Run, now: number): RunFate | undefined {
  // Nobody was to be taken to a closed school: the run is no longer asked for.
  if (run.state === 'cancelled' && run.closure?.effect === 'cancelled') return undefined;
  const { startsAt, endsAt } = run.plan;
  switch (run.state) {
    case 'completed':
      return 'operated';
    case 'cancelled':
      return now >= startsAt ? 'cancelled' : undefined;
    case 'running':
      return now > endsAt + neverEnded ? 'operated' : 'under-way';
    case 'scheduled':
      return now > endsAt + neverStarted ? 'not-operated' : undefined;
  }
}

/** A run as the SitRep counts it; `undefined` of one that does not count yet. */
export function runOutcomeOf(run: Run, around: OutcomeSurroundings): RunOutcome | undefined {
  const fate = fateOf(run, around.now);
  if (fate === undefined) return undefined;
  const { runRef, serviceDate, routeRef, operatorRef, schoolRef, direction, startsAt, endsAt } = run.plan;
  const { area, neededGuide, hadGuide, children, overlong, childMinutes, trace } = around;
  const ended = fate === 'operated';
  const noticeMinutes = fate === 'cancelled' ? Math.floor((startsAt - (run.cancellation?.at ?? startsAt)) / 60_000) : undefined;
  return {
    runRef, serviceDate, routeRef, operatorRef, schoolRef, area, direction, startsAt, endsAt, fate,
    ...(ended ? atSchool(run, around) : {}),
    ...(ended ? atStops(run) : { stopsTimed: 0, stopsOnTime: 0 }),
    noticeMinutes,
    coverage: ended && trace !== undefined ? Math.round(trace.coverage * 1000) / 1000 : undefined,
    neededGuide, hadGuide, children, overlong, childMinutes,
    claimed: ended && trace !== undefined ? trace.claimed : 0,
    claims: ended && trace !== undefined ? trace.claims.filter(({ verdict }) => verdict !== 'agrees') : [],
  };
}

type AtSchool = Pick<RunOutcome, 'punctuality' | 'basis' | 'latenessSeconds'>;

/**
 * The Department for Transport's measure at the school: in the morning at the gate, no more than five minutes late and
 * not before it opens; in the afternoon leaving it from one minute early to 5 min 59 s late. A time that a trace disputes
 * is the trace's; one that nobody knows is unknown, and never on time.
 */
function atSchool(run: Run, { gateOpensAt, trace }: OutcomeSurroundings): AtSchool {
  const isAfternoon = run.plan.direction === 'from-school';
  const index = isAfternoon ? 0 : run.plan.calls.length - 1;
  const dispute = isAfternoon || trace === undefined ? undefined : tracedEnd(trace.claims);
  const told = isAfternoon ? run.calls[index]?.departedAt : run.calls[index]?.arrivedAt;
  const at = dispute?.disputed === true ? dispute.at : told;
  const scheduledAt = run.plan.calls[index]?.scheduledAt;
  if (at === undefined || scheduledAt === undefined) return { punctuality: 'unknown' };
  const late = at - scheduledAt;
  const basis = trace !== undefined && trace.coverage > 0 ? 'trace' : 'word';
  const gate = gateOpensAt !== undefined && scheduledAt >= gateOpensAt - punctuality.otherSession ? gateOpensAt : undefined;
  const [tooLate, tooEarly] = isAfternoon
    ? [late > punctuality.stopLate, late < -punctuality.stopEarly]
    : [late > punctuality.atSchool, gate !== undefined && at < gate];
  return { punctuality: tooLate ? 'late' : tooEarly ? 'early' : 'on-time', basis, latenessSeconds: Math.round(late / 1000) };
}

/** Stops with a time, the school apart, and those of them that were on time. A run leaves its first stop and comes to its last. */
function atStops(run: Run): Pick<RunOutcome, 'stopsTimed' | 'stopsOnTime'> {
  const last = run.plan.calls.length - 1;
  const school = run.plan.direction === 'from-school' ? 0 : last;
  let stopsTimed = 0;
  let stopsOnTime = 0;
  run.plan.calls.forEach(({ scheduledAt }, index) => {
    const { arrivedAt, departedAt } = run.calls[index] ?? {};
    const at = index === last ? arrivedAt : (departedAt ?? arrivedAt);
    if (index === school || at === undefined) return;
    stopsTimed++;
    if (at - scheduledAt >= -punctuality.stopEarly && at - scheduledAt <= punctuality.stopLate) stopsOnTime++;
  });
  return { stopsTimed, stopsOnTime };
}

const fields = (value: object): Map<string, unknown> => new Map(Object.entries(value).filter(([, field]) => field !== undefined));

function sameFields(a: object, b: object): boolean {
  const [left, right] = [fields(a), fields(b)];
  return left.size === right.size && [...left].every(([name, field]) => (Array.isArray(field) ? sameList(field, right.get(name)) : right.get(name) === field));
}

const sameList = (a: readonly object[], b: unknown): boolean => Array.isArray(b) && a.length === b.length && a.every((each, index) => sameFields(each, b[index] as object));

/** Whether two outcomes say the same, however they were written down. */
export const sameOutcome = (a: RunOutcome | undefined, b: RunOutcome | undefined): boolean => (a === undefined || b === undefined ? a === b : sameFields(a, b));
