import type { BusView, FamilyCall, FamilyRun, LinkCouncil, RunCondition } from '@sightline/contracts';
import { encodePolyline, placeAt, segmentAt } from '../geometry/index.js';
import type { Path } from '../geometry/index.js';
import { closureKey } from '../transport/disruption/closures.js';
import type { Expected } from '../transport/expected.js';
import type { Fleet, Passenger } from '../transport/fleet.js';
import { nextCall } from '../transport/lateness.js';
import { confidenceIn } from '../transport/predict/record.js';
import type { Run } from '../transport/run.js';
import { isOverFor, ownStop, runFor, schoolStop, upcomingRun } from './bus-run.js';

/** What a view for outside the council needs besides the fleet. Instants in epoch milliseconds. */
export interface OutsideContext {
  readonly fleet: Fleet;
  readonly now: number;
  /** The service date, `YYYY-MM-DD`. */
  readonly today: string;
  readonly council: LinkCouncil;
  /** The runs of a route, in any order. */
  readonly runsOf: (routeRef: string) => readonly Run[];
  /** When a run is expected at its stops, by their index. */
  readonly expected: (run: Run) => ReadonlyMap<number, Expected>;
  /** How a child is written: its initials. */
  readonly initials: (name: string | undefined) => string;
}

/** Whose bus, and who looks: what a `bus` link is about. */
export interface BusSubject {
  readonly passengerRef?: string | undefined;
  readonly guardianRef?: string | undefined;
}

/** What of a run's conditions is a family's business: the rest is for those who can do something about it. */
const told: ReadonlySet<RunCondition> = new Set<RunCondition>(['late', 'not-started', 'not-ready', 'signal-lost', 'stalled', 'off-route']);
/** Of these a family is told only that they should ring: they may be about another child. */
const unsaid: ReadonlySet<RunCondition> = new Set<RunCondition>(['wrong-school', 'unaccounted']);
const mostWayPoints = 80;

const iso = (at: number): string => new Date(at).toISOString();
const isoOf = (at: number | undefined): string | undefined => (at === undefined ? undefined : iso(at));

/**
 * What the holder of a `bus` link may see at a moment: one child's run, from that child's stop, and of the others on it
 * nothing. A child with a court order or who is shielded is shown to nobody outside, and neither is a child to somebody
 * who no longer answers for it [LINK-30 to LINK-36].
 */
export function busViewOf({ passengerRef = '', guardianRef = '' }: BusSubject, context: OutsideContext): BusView {
  const { fleet, council, today, now } = context;
  const child = fleet.passengers.get(passengerRef);
  const isTheirs = fleet.guardians.get(guardianRef)?.passengerRefs.includes(passengerRef) === true;
  if (child === undefined || !isTheirs || child.banner !== undefined) return { shows: 'withheld', council };
  const runs = context.runsOf(child.routeRef);
  const initials = context.initials(child.name);
  const run = runFor(runs, today, now);
  if (run !== undefined) return { shows: 'run', council, initials, today, run: familyRunOf(run, child, context) };
  const next = upcomingRun(runs, now);
  const closure = fleet.closures.get(closureKey(child.schoolRef, today));
  return {
    shows: 'none',
    council,
    initials,
    today,
    routeRef: child.routeRef,
    schoolName: fleet.schools.get(child.schoolRef)?.name,
    closure: closure && closure.liftedAt === undefined && closure.endsAt === undefined ? { cause: closure.cause, message: closure.message } : undefined,
    upcoming: next && { serviceDate: next.plan.serviceDate, direction: next.plan.direction, scheduledAt: iso(next.plan.calls[ownStop(next, child)]?.scheduledAt ?? next.plan.startsAt) },
  };
}

function familyRunOf(run: Run, child: Passenger, context: OutsideContext): FamilyRun {
  const { fleet } = context;
  const { plan, track, cancellation, delay, closure } = run;
  const own = ownStop(run, child);
  const atSchool = schoolStop(run);
  const isOver = isOverFor(run, child.passengerRef, own);
  const status = run.children.get(child.passengerRef) ?? 'to-board';
  const last = run.calls.findLastIndex(({ arrivedAt, departedAt }) => arrivedAt !== undefined || departedAt !== undefined);
  const left = run.calls.findIndex(({ departedAt }) => departedAt !== undefined);
  const expected = isOver ? none : context.expected(run);
  const position = isOver ? undefined : seen(run);
  const call = (index: number, name: string | undefined): FamilyCall | undefined => callOf(run, index, name, expected.get(index));
  const schoolName = plan.schoolRef === undefined ? undefined : fleet.schools.get(plan.schoolRef)?.name;
  return {
    routeRef: plan.routeRef,
    serviceDate: plan.serviceDate,
    direction: plan.direction,
    schoolName,
    state: run.state,
    startsAt: iso(plan.startsAt),
    endsAt: iso(plan.endsAt),
    stops: plan.calls.length,
    next: run.state === 'completed' ? plan.calls.length : nextCall(run),
    yours: call(own, plan.calls[own]?.name),
    school: call(atSchool, schoolName ?? plan.calls[atSchool]?.name),
    left: left < 0 ? undefined : { index: left, departedAt: iso(run.calls[left]?.departedAt ?? plan.startsAt) },
    lastCall: last < 0 || (isOver && run.state !== 'cancelled') ? undefined : { index: last, arrivedAt: isoOf(run.calls[last]?.arrivedAt), departedAt: isoOf(run.calls[last]?.departedAt) },
    child: { status, at: isoOf(status === 'to-board' ? undefined : (run.tickedAt.get(child.passengerRef) ?? run.boardedAt.get(child.passengerRef))) },
    isTicked: run.children.size > 0,
    isOver,
    isTracked: track !== undefined,
    position,
    way: position && wayTo(run, own >= nextCall(run) ? own : plan.calls.length - 1),
    conditions: isOver ? [] : run.conditions.filter(({ condition }) => told.has(condition)).map(({ condition, since }) => ({ condition, since: iso(since) })),
    ring: status !== 'alighted' && status !== 'absent' && run.conditions.some(({ condition }) => unsaid.has(condition)),
    confidence: isOver ? undefined : confidenceIn(fleet.predictions.record, plan.routeRef),
    cancellation: run.state === 'cancelled' && cancellation ? { cause: cancellation.cause, message: cancellation.message, at: iso(cancellation.at), covered: run.coveredAt !== undefined } : undefined,
    delay: delay && !isOver ? { minutes: delay.minutes, cause: delay.cause, message: delay.message, at: iso(delay.at) } : undefined,
    closure: closure && { effect: closure.effect, cause: closure.cause, at: iso(closure.at) },
    substitute: run.substituted.includes('vehicle'),
  };
}

const none: ReadonlyMap<number, Expected> = new Map();

function callOf({ plan, calls }: Run, index: number, name: string | undefined, window: Expected | undefined): FamilyCall | undefined {
  const call = plan.calls[index];
  if (call === undefined) return undefined;
  const { arrivedAt, departedAt } = calls[index] ?? {};
  return {
    index,
    name,
    latitude: call.latitude,
    longitude: call.longitude,
    scheduledAt: iso(call.scheduledAt),
    expectedAt: window && { earliest: iso(window.earliest), likely: iso(window.likely), latest: iso(window.latest) },
    arrivedAt: isoOf(arrivedAt),
    departedAt: isoOf(departedAt),
  };
}

/** Where the bus was last seen on this run: where it was before the run began is not this family's business. */
function seen({ state, startedAt, track }: Run): FamilyRun['position'] {
  if (state !== 'running' || track === undefined || track.fix.recordedAt < (startedAt ?? Number.NEGATIVE_INFINITY)) return undefined;
  const { latitude, longitude, bearing, recordedAt } = track.fix;
  return { latitude, longitude, bearing, recordedAt: iso(recordedAt) };
}

/** The way from where the run was matched to one of its stops. */
function wayTo({ plan, track }: Run, index: number): string | undefined {
  const [from, until] = [track?.metres, plan.stopMetres[index]];
  if (from === undefined || until === undefined || until <= from) return undefined;
  return encodePolyline(piece(plan.path, from, until));
}

function piece(path: Path, from: number, until: number): [number, number][] {
  const inner: number[] = [];
  for (let i = segmentAt(path, from) + 1; i < path.metres.length && (path.metres[i] ?? until) < until; i++) inner.push(path.metres[i] ?? until);
  const step = Math.ceil(inner.length / mostWayPoints);
  return [from, ...inner.filter((_, i) => step === 0 || i % step === 0), until].map((metres) => {
    const { latitude, longitude } = placeAt(path, metres);
    return [latitude, longitude];
  });
}
