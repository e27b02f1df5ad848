import type { ClosureEffect, EventData } from '@sightline/contracts';
import { momentOf, rejection } from '../events.js';
import type { Rejection, TransportEvent } from '../events.js';
import type { FleetDraft } from '../fleet.js';
import type { Run, RunFact } from '../run.js';
import { moved } from '../states.js';
import { causeOf } from './causes.js';
import { publish, withdraw } from './service-alerts.js';
import { shiftedPlan } from './shift.js';

/** A school that is shut for a day, or ends it before its bell (`endsAt`, local time of day). */
export interface Closure {
  readonly schoolRef: string;
  readonly date: string;
  readonly endsAt?: string | undefined;
  readonly cause: string;
  readonly message?: string | undefined;
  readonly madeAt: number;
  /** When it was taken back. */
  readonly liftedAt?: number | undefined;
}

export const closureKey = (schoolRef: string, date: string): string => `${schoolRef} ${date}`;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** How far a school's homeward runs move when it ends its day early, milliseconds; negative is earlier. */
export function shiftOf(closure: Pick<Closure, 'endsAt'>, school: EventData<'school.upserted'> | undefined): number | undefined {
  if (closure.endsAt === undefined || school === undefined) return undefined;
  return (minutesOf(closure.endsAt) - minutesOf(school.bellTimes.ends)) * 60_000;
}

/** What a closure does to one run, and why, in words. */
export interface ClosureOutcome {
  readonly effect: ClosureEffect;
  readonly why: string;
  readonly shift?: number | undefined;
}

/**
 * What a closure does to a run. A run that has not begun is cancelled; one that is on its way to a closed school is
 * never cancelled in silence, because children are aboard: it is told to take them home. A homeward run of children
 * who were taken to school today goes, as soon as it can.
 */
export function outcomeOf(run: Run, closure: Pick<Closure, 'endsAt'>, about: { readonly shift: number | undefined; readonly childrenAtSchool: boolean }): ClosureOutcome {
  const { state, plan } = run;
  if (state === 'completed') return { effect: 'untouched', why: 'it is over' };
  if (state === 'cancelled') return { effect: 'untouched', why: 'it is cancelled already' };
  const homeward = plan.direction === 'from-school';
  if (homeward && state === 'running') return { effect: 'untouched', why: 'it is taking its children home' };
  if (closure.endsAt !== undefined) {
    if (!homeward) return { effect: 'untouched', why: 'the morning stays as it is' };
    if (about.shift === undefined) return { effect: 'collect', why: 'the bell of the school is not known: its new time must be agreed' };
    return { effect: 'retimed', why: 'it leaves when the school ends its day', shift: about.shift };
  }
  if (state === 'running') return { effect: 'return', why: 'it is under way: its children must be taken home' };
  if (homeward && about.childrenAtSchool) return { effect: 'collect', why: 'its children were taken to school today and must be fetched' };
  return { effect: 'cancelled', why: 'its children stay at home' };
}

interface Runs {
  readonly runs: { entries(): Iterable<readonly [string, Run]> };
}

/** Whether children of a homeward run were, or are being, taken to school on its day. */
export function childrenAtSchool({ plan }: Run, { runs }: Runs): boolean {
  if (plan.direction !== 'from-school') return false;
  for (const [, other] of runs.entries()) {
    const same = other.plan.routeRef === plan.routeRef && other.plan.serviceDate === plan.serviceDate && other.plan.direction === 'to-school';
    if (same && (other.state === 'completed' || (other.state === 'running' && other.closure?.effect !== 'return'))) return true;
  }
  return false;
}

/** The runs of a school on a date; those to school first, because what becomes of them decides the others. */
export function runsOfSchool(runs: Iterable<Run>, schoolRef: string, date: string): Run[] {
  const order = (run: Run): number => (run.plan.direction === 'from-school' ? 1 : 0);
  return [...runs].filter(({ plan }) => plan.schoolRef === schoolRef && plan.serviceDate === date).sort((a, b) => order(a) - order(b) || a.plan.startsAt - b.plan.startsAt || (a.plan.runRef < b.plan.runRef ? -1 : 1));
}

/** A run after a closure, with the facts of it; the same run where nothing becomes of it. */
export function closed(run: Run, closure: Closure, outcome: ClosureOutcome): { readonly run: Run; readonly facts: readonly RunFact[] } {
  const { effect, shift } = outcome;
  if (effect === 'untouched') return { run, facts: [] };
  const made = { effect, cause: closure.cause, at: closure.madeAt, shift };
  const { runRef } = run.plan;
  if (effect === 'retimed' && shift !== undefined) return { run: { ...run, plan: shiftedPlan(run.plan, shift), closure: made }, facts: [{ kind: 'planned', runRef }] };
  if (effect !== 'cancelled') return { run: { ...run, closure: made }, facts: [{ kind: 'changed', runRef }] };
  // The children stay at home and the school's own notice tells their families: nobody waits for this run.
  const told = { coveredAt: closure.madeAt, toldAt: closure.madeAt };
  const cancellation = { cause: closure.cause, message: closure.message, at: closure.madeAt };
  return { run: { ...run, state: moved(run.state, 'cancel') ?? run.state, cancellation, ...told, closure: made }, facts: [{ kind: 'changed', runRef }] };
}

/** A run as it was before its school closed. */
export function reopened(run: Run): { readonly run: Run; readonly facts: readonly RunFact[] } {
  const { closure, plan } = run;
  if (closure === undefined) return { run, facts: [] };
  const { runRef } = plan;
  if (closure.effect === 'retimed' && closure.shift !== undefined) return { run: { ...run, plan: shiftedPlan(plan, -closure.shift), closure: undefined }, facts: [{ kind: 'planned', runRef }] };
  if (closure.effect !== 'cancelled') return { run: { ...run, closure: undefined }, facts: [{ kind: 'changed', runRef }] };
  const state = moved(run.state, 'reinstate') ?? run.state;
  return { run: { ...run, state, cancellation: undefined, coveredAt: undefined, toldAt: undefined, closure: undefined }, facts: [{ kind: 'changed', runRef }] };
}

/** Does to a run what its school's closure asks, once: a run that was reinstated by hand stays so. */
export function applyClosure(draft: FleetDraft, run: Run): void {
  const { schoolRef, serviceDate } = run.plan;
  const closure = schoolRef === undefined ? undefined : draft.closures.get(closureKey(schoolRef, serviceDate));
  if (closure === undefined || closure.liftedAt !== undefined || run.closure !== undefined) return;
  const shift = shiftOf(closure, draft.schools.get(closure.schoolRef));
  const outcome = outcomeOf(run, closure, { shift, childrenAtSchool: childrenAtSchool(run, draft) });
  const after = closed(run, closure, outcome);
  if (after.run !== run) draft.keep(after.run, after.facts, run);
  sayClosed(draft, closure);
}

/** Closes a school for a day, ends its day early, or takes either back: one event for all its runs. */
export function decideClosure(draft: FleetDraft, event: TransportEvent<'school.closed' | 'school.closing-early' | 'school.reopened'>): { readonly rejected: readonly Rejection[] } | undefined {
  const { schoolRef, date } = event.data;
  const key = closureKey(schoolRef, date);
  const standing = draft.closures.get(key);
  const at = momentOf(event);
  if (event.type === 'school.reopened') {
    if (standing?.liftedAt !== undefined || standing === undefined) return undefined;
    draft.closures.set(key, { ...standing, liftedAt: at });
    takeBack(draft, schoolRef, date);
    const alert = draft.serviceAlerts.get(`school:${key}`);
    if (alert !== undefined) withdraw(draft, alert, at);
    return undefined;
  }
  const { cause, message } = event.data;
  const endsAt = event.type === 'school.closing-early' ? event.data.at : undefined;
  const bell = draft.schools.get(schoolRef)?.bellTimes.ends;
  if (endsAt !== undefined && bell !== undefined && endsAt >= bell) return rejection('data.at', `is not before the bell at ${bell}`);
  if (standing !== undefined && standing.liftedAt === undefined) takeBack(draft, schoolRef, date);
  const closure: Closure = { schoolRef, date, endsAt, cause, message, madeAt: at };
  draft.closures.set(key, closure);
  sayClosed(draft, closure);
  for (const run of runsOf(draft, schoolRef, date)) applyClosure(draft, run);
  return undefined;
}

const runsOf = (draft: FleetDraft, schoolRef: string, date: string): Run[] => runsOfSchool([...draft.runs.entries()].map(([, run]) => run), schoolRef, date);

function takeBack(draft: FleetDraft, schoolRef: string, date: string): void {
  for (const run of runsOf(draft, schoolRef, date)) {
    const before = reopened(run);
    if (before.run !== run) draft.keep(before.run, before.facts, run);
  }
}

/** A school whose bell becomes known has its homeward runs retimed. */
export function schoolKnown(draft: FleetDraft, schoolRef: string): void {
  for (const [, closure] of draft.closures.entries()) {
    if (closure.schoolRef !== schoolRef || closure.liftedAt !== undefined || closure.endsAt === undefined) continue;
    for (const run of runsOf(draft, schoolRef, closure.date)) {
      if (run.closure?.effect !== 'collect') continue;
      applyClosure(draft, { ...run, closure: undefined });
    }
  }
}

/** One alert for a school's closure, naming the runs that it changes. */
function sayClosed(draft: FleetDraft, closure: Closure): void {
  const { schoolRef, date, endsAt, cause, message } = closure;
  const runs = runsOf(draft, schoolRef, date);
  const runRefs = runs.filter(({ closure: made }) => made !== undefined && made.effect !== 'untouched').map(({ plan }) => plan.runRef);
  const name = draft.schools.get(schoolRef)?.name ?? schoolRef;
  const day = Date.parse(`${date}T00:00:00Z`);
  const first = Math.min(closure.madeAt, ...runs.map(({ plan }) => plan.startsAt));
  const last = Math.max(day + 24 * 3_600_000, ...runs.map(({ plan }) => plan.endsAt));
  publish(
    draft,
    {
      alertRef: `school:${closureKey(schoolRef, date)}`,
      cause: causeOf(cause),
      effect: endsAt === undefined ? 'no-service' : 'modified-service',
      activePeriods: [{ from: first, until: last }],
      affected: { schoolRefs: [schoolRef], ...(runRefs.length > 0 && { runRefs }) },
      header: endsAt === undefined ? `${name} is closed: ${cause}` : `${name} closes at ${endsAt}: ${cause}`,
      message,
      origin: 'school',
    },
    closure.madeAt,
  );
}
