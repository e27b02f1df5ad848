import type { Direction, SchoolBus, SchoolEntry } from '@sightline/contracts';
import { closureKey } from '../transport/disruption/closures.js';
import { nextCall } from '../transport/lateness.js';
import { childrenAboard, childrenOn } from '../transport/needs.js';
import type { Run } from '../transport/run.js';
import { ages } from '../transport/settings.js';
import { schoolStop } from './bus-run.js';
import type { OutsideContext } from './bus-view.js';

const minute = 60_000;
/** A session begins so long before its first bus is due to move, and ends so long after its last one is through. */
export const sessionMargin = { before: 60 * minute, after: 30 * minute } as const;
/** A bus that never says that it has arrived keeps the board open no longer. */
const longest = 3 * 60 * minute;

const iso = (at: number): string => new Date(at).toISOString();
const isoOf = (at: number | undefined): string | undefined => (at === undefined ? undefined : iso(at));

/** When the school is through with a run: it has arrived there, or left it. Epoch milliseconds; `undefined` while it is not. */
function throughAt(run: Run): number | undefined {
  const call = run.calls[schoolStop(run)];
  if (run.state === 'cancelled') return run.cancellation?.at;
  if (run.plan.direction === 'to-school') return call?.arrivedAt ?? (run.state === 'completed' ? (run.completedAt ?? run.plan.endsAt) : undefined);
  return call?.departedAt ?? (run.state === 'completed' ? (run.completedAt ?? run.plan.endsAt) : undefined);
}

const dueAt = (run: Run): number => run.plan.calls[schoolStop(run)]?.scheduledAt ?? run.plan.startsAt;

/** From when until when a session of a school is on, epoch milliseconds. */
function spanOf(runs: readonly Run[]): { readonly from: number; readonly until: number } {
  const due = runs.map(dueAt);
  const until = runs.map((run) => Math.min(dueAt(run) + longest, Math.max(dueAt(run), throughAt(run) ?? Number.POSITIVE_INFINITY)));
  return { from: Math.min(...runs.map((run) => Math.min(run.plan.startsAt, dueAt(run)))) - sessionMargin.before, until: Math.max(...until, ...due) + sessionMargin.after };
}

/** What the holder of a `school` link may see: the buses of its own session under way, and nothing while none is [LINK-37 to LINK-39]. */
export function schoolEntriesOf(schoolRef: string, runs: readonly Run[], context: OutsideContext): Record<string, SchoolEntry> | undefined {
  const { fleet, now, today, council } = context;
  const school = fleet.schools.get(schoolRef);
  if (school === undefined) return undefined;
  const own = runs.filter((run) => run.plan.schoolRef === schoolRef && schoolStop(run) >= 0);
  const sessions = (['to-school', 'from-school'] as const).map((direction) => ({ direction, runs: own.filter(({ plan }) => plan.serviceDate === today && plan.direction === direction) })).filter((session) => session.runs.length > 0);
  const on = sessions.findLast(({ runs: each }) => now >= spanOf(each).from && now <= spanOf(each).until);
  const closure = fleet.closures.get(closureKey(schoolRef, today));
  const session: SchoolEntry = {
    entry: 'session',
    council,
    schoolName: school.name,
    serviceDate: today,
    direction: on?.direction ?? null,
    closure: closure && closure.liftedAt === undefined ? { cause: closure.cause, endsAt: closure.endsAt } : undefined,
    upcoming: on === undefined ? upcomingOf(own, now) : undefined,
  };
  const buses = (on?.runs ?? []).map((run): [string, SchoolEntry] => [`bus:${run.plan.runRef}`, busAt(run, context)]);
  return Object.fromEntries([['session', session], ...buses]);
}

function upcomingOf(runs: readonly Run[], now: number): { serviceDate: string; direction: Direction; firstAt: string; runs: number } | undefined {
  const next = runs.filter((run) => run.state === 'scheduled' && dueAt(run) > now).sort((a, b) => dueAt(a) - dueAt(b))[0];
  if (next?.plan.direction === undefined) return undefined;
  const { serviceDate, direction } = next.plan;
  const same = runs.filter(({ plan }) => plan.serviceDate === serviceDate && plan.direction === direction);
  return { serviceDate, direction, firstAt: iso(dueAt(next)), runs: same.length };
}

function busAt(run: Run, { fleet, now, expected }: OutsideContext): SchoolBus {
  const { plan, track, cancellation, delay } = run;
  const index = schoolStop(run);
  const { arrivedAt, departedAt } = run.calls[index] ?? {};
  const standing = standingOf(run);
  const isAhead = standing === 'coming' || standing === 'due';
  const window = isAhead ? expected(run).get(index) : undefined;
  const isSeen = run.state === 'running' && track !== undefined && now - track.fix.recordedAt <= ages.lost;
  return {
    entry: 'bus',
    routeRef: plan.routeRef,
    operatorName: plan.operatorRef === undefined ? undefined : fleet.operators.get(plan.operatorRef)?.name,
    registration: run.vehicleRef === undefined ? undefined : fleet.vehicles.get(run.vehicleRef)?.registration,
    substitute: run.substituted.includes('vehicle'),
    state: run.state,
    standing,
    scheduledAt: iso(dueAt(run)),
    expectedAt: window && (run.state !== 'running' || isSeen) ? { earliest: iso(window.earliest), likely: iso(window.likely), latest: iso(window.latest) } : undefined,
    arrivedAt: isoOf(arrivedAt ?? (standing === 'waiting' ? track?.atOriginSince : undefined)),
    departedAt: isoOf(departedAt),
    seenAt: standing === 'coming' ? isoOf(track?.fix.recordedAt) : undefined,
    stopsAway: standing === 'coming' ? Math.max(1, index - nextCall(run) + 1) : undefined,
    delayMinutes: isAhead ? delay?.minutes : undefined,
    cancellation: run.state === 'cancelled' ? { cause: cancellation?.cause ?? '', message: cancellation?.message, covered: run.coveredAt !== undefined } : undefined,
    children: childrenOn(run, fleet),
    aboard: childrenAboard(run),
  };
}

/** Where a run is for its school. */
function standingOf(run: Run): SchoolBus['standing'] {
  if (run.state === 'cancelled') return 'cancelled';
  const { arrivedAt, departedAt } = run.calls[schoolStop(run)] ?? {};
  if (run.plan.direction === 'to-school') {
    if (run.state === 'completed' || arrivedAt !== undefined) return 'in';
    return run.state === 'running' ? 'coming' : 'due';
  }
  // A run home that is under way has begun at the school, whether it was seen to leave or not.
  if (departedAt !== undefined || run.state !== 'scheduled') return 'left';
  return arrivedAt !== undefined || run.track?.atOriginSince !== undefined ? 'waiting' : 'due';
}
