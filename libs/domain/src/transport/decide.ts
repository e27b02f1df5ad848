import { decideAlert, followAlerts, passAlertTime } from './alerts-decide.js';
import type { AlertContext } from './alerts-decide.js';
import { acceptFix, confirmsLeap, fixOf, refusalOf } from './accept.js';
import { chooseLateRun } from './choose-run.js';
import { withConditions } from './conditions.js';
import { assistantConflict, vehicleConflict } from './crew/index.js';
import { decideRun, withMessage } from './decide-run.js';
import { announceInTime } from './disruption/announce.js';
import { applyClosure, decideClosure, schoolKnown } from './disruption/closures.js';
import { announceEvent, approveMessage } from './disruption/announce-events.js';
import type { MessagesContext } from './disruption/announce-events.js';
import { decideServiceAlert, followRun, passAlerts } from './disruption/service-alerts.js';
import { shiftedPlan } from './disruption/shift.js';
import { momentOf, rejection } from './events.js';
import type { Rejection, RunEvent, TransportEvent } from './events.js';
import type { FleetDraft } from './fleet.js';
import { followFix, followLateFix } from './follow.js';
import { forget } from './forget.js';
import { keepGuardian, keepPassenger, withoutAbsence } from './needs.js';
import { planRun } from './plan.js';
import { sampleRun } from './predict/observe.js';
import { replanned } from './replan.js';
import type { Fix, Run } from './run.js';
import { keepAssignment, withStanding } from './standing.js';
import type { RouteAssignment } from './standing.js';
import { ages, conditionRules, starting } from './settings.js';
import { moved } from './states.js';
import { surroundingsOf } from './surroundings.js';
import { isPhone, runOfFix } from './which-run.js';

export interface TransportContext extends AlertContext {
  /** Fixes that were taken in before: what they began and ended is written down, and is not decided again. */
  readonly isReplayed?: boolean;
  /** What messages to people need; absent where nobody is told anything. */
  readonly messages?: MessagesContext | undefined;
  /** Epoch milliseconds: the rules have no clock of their own. */
  readonly now: number;
  /** How long a safeguarding alert waits to be acknowledged, milliseconds, where the council says otherwise. */
  readonly escalatesAfter?: number | undefined;
}

type Refusal = { readonly rejected: readonly Rejection[] } | undefined;

/** Events about a run that never comes are not kept for ever. */
const mostWaiting = 500;

/**
 * Decides one event over a draft of the fleet. What follows is put into the draft, with its facts; a refused event
 * leaves the draft as it was.
 */
export function decideTransport(draft: FleetDraft, event: TransportEvent, context: TransportContext): Refusal {
  const before = draft.facts.length;
  const refusal = decide(draft, event, context);
  raise(draft, before, context.now);
  if (context.messages) announceEvent(draft, before, event, { ...context.messages, now: context.now });
  return refusal;
}

/** An alert follows its condition in the same breath. */
function raise(draft: FleetDraft, from: number, now: number): void {
  for (const { kind, runRef } of draft.facts.slice(from)) {
    const run = kind === 'condition' ? draft.runs.get(runRef) : undefined;
    if (run) followAlerts(draft, run, now);
  }
}

function decide(draft: FleetDraft, event: TransportEvent, context: TransportContext): Refusal {
  switch (event.type) {
    case 'vehicle.positioned':
      return position(draft, event, context);
    case 'run.scheduled':
      return schedule(draft, event, context);
    case 'run.withdrawn':
      return withdraw(draft, event);
    case 'route.assigned':
      return assignRoute(draft, event.data);
    case 'assistant.unavailable': {
      const { assistantRef, from, until } = event.data;
      const absence = { from: Date.parse(from), until: until === undefined ? undefined : Date.parse(until) };
      draft.absences.set(assistantRef, [...withoutAbsence(draft.absences.get(assistantRef) ?? [], absence.from, absence.until), absence]);
      return undefined;
    }
    case 'assistant.available': {
      const { assistantRef, from, until } = event.data;
      const left = withoutAbsence(draft.absences.get(assistantRef) ?? [], Date.parse(from), until === undefined ? undefined : Date.parse(until));
      draft.absences.set(assistantRef, left);
      return undefined;
    }
    case 'school.upserted':
      draft.schools.set(event.data.schoolRef, event.data);
      return void schoolKnown(draft, event.data.schoolRef);
    case 'operator.upserted':
      return void draft.operators.set(event.data.operatorRef, event.data);
    case 'vehicle.upserted':
      return void draft.vehicles.set(event.data.vehicleRef, event.data);
    case 'assistant.upserted':
      return void draft.assistants.set(event.data.assistantRef, event.data);
    case 'guardian.upserted':
      return void keepGuardian(draft, event.data);
    case 'passenger.upserted':
      return void keepPassenger(draft, event.data);
    case 'passenger.forgotten':
      return void forget(draft, { kind: 'passenger', ref: event.data.passengerRef });
    case 'guardian.forgotten':
      return void forget(draft, { kind: 'guardian', ref: event.data.guardianRef });
    case 'assistant.forgotten':
      return void forget(draft, { kind: 'assistant', ref: event.data.assistantRef });
    case 'message.approved':
      return approveMessage(draft, event, context.messages);
    case 'alert.acknowledged':
    case 'alert.assigned':
    case 'alert.closed':
    case 'shift.handed-over':
      return decideAlert(draft, event, context);
    case 'note.added':
      return event.data.runRef === undefined || event.data.alertRef !== undefined ? decideAlert(draft, event, context) : noteRun(draft, event, event.data.runRef);
    case 'service-alert.published':
    case 'service-alert.withdrawn':
      return decideServiceAlert(draft, event);
    case 'school.closed':
    case 'school.closing-early':
    case 'school.reopened':
      return decideClosure(draft, event);
    default:
      return happen(draft, event, context);
  }
}

/** Lets time pass: every run's conditions are looked at anew, then the alerts that follow. Runs that nothing can be wrong with are passed by. */
export function passTime(draft: FleetDraft, { now, escalatesAfter, messages }: TransportContext): void {
  passAlerts(draft, now);
  for (const [, run] of draft.runs.entries()) {
    const isOver = (run.state === 'completed' && !isBeingAccountedFor(run, now)) || run.plan.startsAt - conditionRules.guideAhead > now;
    if (!isOver || run.conditions.length > 0) look(draft, run, now, false);
  }
  passAlertTime(draft, now, escalatesAfter);
  if (messages) announceInTime(draft, { ...messages, now });
}

/** For a while after its end a run is asked for children who were not ticked off. */
const isBeingAccountedFor = (run: Run, now: number): boolean => run.children.size > 0 && now <= (run.completedAt ?? run.plan.endsAt) + conditionRules.accounting;

/**
 * Looks at a run's conditions. Events end conditions at once; what begins with the passing of time, or with something
 * that may still come in the same breath (a schedule, then its assignment), begins at the next tick.
 */
function look(draft: FleetDraft, run: Run, now: number, onlyEnd: boolean): void {
  const looked = withConditions(run, surroundingsOf(run, draft, now), onlyEnd);
  if (looked.run !== run) draft.keep(looked.run, looked.facts, run);
}

function happen(draft: FleetDraft, event: RunEvent, context: TransportContext): Refusal {
  const { runRef } = event.data;
  const run = draft.runs.get(runRef);
  if (run === undefined) {
    const waiting = draft.waiting.get(runRef) ?? [];
    if (waiting.length < mostWaiting && !draft.waitingIsFull) draft.waiting.set(runRef, [...waiting, event]);
    return undefined;
  }
  const decision = (event.type === 'run.assigned' && unassignable(draft, run, event)) || decideRun(run, event);
  if ('rejected' in decision) return decision;
  draft.keep(decision.state, decision.facts, run);
  if (decision.state.delay !== run.delay || decision.state.cancellation !== run.cancellation) followRun(draft, decision.state, momentOf(event));
  look(draft, decision.state, context.now, event.type !== 'run.cancelled');
  return undefined;
}

/** A note about a run is kept with it. */
function noteRun(draft: FleetDraft, event: TransportEvent<'note.added'>, runRef: string): undefined {
  const run = draft.runs.get(runRef);
  const decision = run && withMessage(run, { messageRef: event.data.noteRef, at: momentOf(event), by: event.actor?.username, audience: 'note', words: event.data.words });
  if (decision && 'state' in decision) draft.keep(decision.state, decision.facts, run);
}

/** A person is told of a guide who is away or of someone on another run at that time; what machines say has been decided elsewhere. */
function unassignable(draft: FleetDraft, run: Run, { data, actor }: TransportEvent<'run.assigned'>): Refusal {
  if (actor === undefined) return undefined;
  const runs = Array.from(draft.runs.entries(), ([, each]) => each);
  const { assistantRef, vehicleRef } = data;
  const guide = assistantRef === undefined || assistantRef === run.assistantRef ? undefined : assistantConflict(run, assistantRef, { runs, absences: draft.absences });
  if (guide !== undefined) return rejection('data.assistantRef', guide.kind === 'away' ? 'is away at that time' : `is on route ${guide.run?.plan.routeRef ?? ''} at that time`);
  const other = vehicleRef === undefined || vehicleRef === run.vehicleRef ? undefined : vehicleConflict(run, vehicleRef, runs);
  return other && rejection('data.vehicleRef', `is on route ${other.plan.routeRef} at that time`);
}

function schedule(draft: FleetDraft, event: TransportEvent<'run.scheduled'>, context: TransportContext): Refusal {
  const plan = planRun(event.data, draft.paths);
  if ('message' in plan) return { rejected: [plan] };
  const known = draft.runs.get(plan.runRef);
  // A plan that is sent again says when the run goes on a day like others.
  const run = withStanding(replanned(known, shiftedPlan(plan, known?.closure?.shift ?? 0), event.receivedAt), draft.standing);
  if (run === known) return undefined;
  draft.keep(run, [{ kind: 'planned', runRef: plan.runRef, unheld: known === undefined }], known);
  if (known === undefined) applyClosure(draft, run);
  attachWaiting(draft, plan.runRef, context);
  const kept = draft.runs.get(plan.runRef);
  if (kept) look(draft, kept, context.now, true);
  return undefined;
}

/** Takes away a run that the plan no longer has. One that memory does not hold is taken away on the disk, unless it has begun there. */
function withdraw(draft: FleetDraft, { data: { runRef } }: TransportEvent<'run.withdrawn'>): Refusal {
  const run = draft.runs.get(runRef);
  if (run !== undefined && run.state !== 'scheduled') return rejection('type', `a run that is ${run.state} cannot be withdrawn`);
  if (run !== undefined) draft.forget(run);
  draft.waiting.delete(runRef);
  draft.facts.push({ kind: 'withdrawn', runRef });
  return undefined;
}

/** Keeps a route's assignment, and gives it to the runs in hand that have not begun. */
function assignRoute(draft: FleetDraft, assignment: RouteAssignment): Refusal {
  keepAssignment(draft, assignment);
  for (const [, run] of draft.runs.entries()) {
    if (run.plan.routeRef !== assignment.routeRef) continue;
    const next = withStanding(run, draft.standing);
    if (next !== run) draft.keep(next, [{ kind: 'changed', runRef: run.plan.runRef }], run);
  }
  return undefined;
}

/** Events that came before their run: what the rules do not allow any more is left out, it was accepted long ago. */
export function attachWaiting(draft: FleetDraft, runRef: string, context: TransportContext): void {
  const waiting = draft.waiting.get(runRef);
  if (waiting === undefined) return;
  draft.waiting.delete(runRef);
  for (const event of waiting) happen(draft, event, context);
}

function position(draft: FleetDraft, event: TransportEvent<'vehicle.positioned'>, { now, isReplayed = false }: TransportContext): Refusal {
  const { data } = event;
  const fix = fixOf(data);
  const refusal = refusalOf(fix, event.receivedAt);
  if (refusal) return { rejected: [refusal] };
  const last = draft.fixes.get(fix.vehicleRef);
  const use = acceptFix(fix, last);
  if (use === 'unused') return undefined;
  if (use === 'leap' && !confirmsLeap(fix, draft.leaps.get(fix.vehicleRef))) return void draft.leaps.set(fix.vehicleRef, fix);
  const told = data.runRef === undefined ? undefined : draft.runs.get(data.runRef);
  if (use === 'late') {
    lateFix(draft, told ?? chooseLateRun(draft.runsOf(fix.vehicleRef), fix), fix);
    return undefined;
  }
  if (draft.leaps.get(fix.vehicleRef) !== undefined) draft.leaps.delete(fix.vehicleRef);
  draft.fixes.set(fix.vehicleRef, fix);
  const run = data.runRef === undefined ? runOfFix(draft, fix, now) : told;
  if (run === undefined || (run.state !== 'running' && run.state !== 'scheduled') || isForeign(run, fix)) return undefined;
  if (run.track !== undefined && fix.recordedAt <= run.track.fix.recordedAt) {
    lateFix(draft, run, fix);
    return undefined;
  }
  if (run.track === undefined) finishOthers(draft, run, fix);
  const followed = followFix(run, fix);
  let next = followed.run;
  let { facts } = followed;
  if (next.vehicleRef === undefined && !isPhone(fix.vehicleRef)) {
    next = { ...next, vehicleRef: fix.vehicleRef };
    facts = [...facts, { kind: 'changed', runRef: run.plan.runRef }];
  }
  if (next.conditions.length > 0 && !isReplayed) {
    const looked = withConditions(next, surroundingsOf(next, draft, now), true);
    next = looked.run;
    if (looked.facts.length > 0) facts = [...facts, ...looked.facts];
  }
  draft.keep(next, facts, run);
  sampleRun(draft, next, fix.recordedAt);
  return undefined;
}

/** A vehicle that turns to another run near the end of the one before has finished it, though nobody saw it arrive. */
function finishOthers(draft: FleetDraft, run: Run, fix: Fix): void {
  for (const other of draft.runsOf(fix.vehicleRef)) {
    const { state, track, plan } = other;
    if (other === run || state !== 'running' || track?.metres === undefined || plan.startsAt > run.plan.startsAt) continue;
    if (plan.path.length - track.metres > starting.unseenEndMetres) continue;
    const finished: Run = { ...other, state: moved(state, 'complete') ?? state, completedAt: fix.recordedAt };
    draft.keep(finished, [{ kind: 'changed', runRef: plan.runRef }], other);
    look(draft, finished, fix.recordedAt, true);
  }
}

function lateFix(draft: FleetDraft, run: Run | undefined, fix: Fix): void {
  if (run === undefined || run.gaps.length === 0) return;
  const followed = followLateFix(run, fix);
  if (followed.run !== run) draft.keep(followed.run, followed.facts, run);
}

/**
 * Another vehicle says it works this run while its own is still heard: it is not believed. A substitute takes the run
 * over at once, and the vehicle that it stands in for is followed no longer.
 */
const isForeign = (run: Run, fix: Fix): boolean =>
  fix.vehicleRef !== run.vehicleRef && ((run.substituted.includes('vehicle') && !isPhone(fix.vehicleRef)) || isHeard(run, fix));
const isHeard = (run: Run, fix: Fix): boolean =>
  run.track !== undefined && run.track.fix.vehicleRef !== fix.vehicleRef && fix.recordedAt - run.track.fix.recordedAt <= ages.ageing;
