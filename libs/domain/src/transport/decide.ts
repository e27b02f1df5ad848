import { acceptFix, fixOf, refusalOf } from './accept.js';
import { chooseLateRun, chooseRun } from './choose-run.js';
import { conditionTable, withConditions } from './conditions.js';
import { decideRun } from './decide-run.js';
import { rejection } from './events.js';
import type { Rejection, RunEvent, TransportEvent } from './events.js';
import type { FleetDraft } from './fleet.js';
import { followFix, followLateFix } from './follow.js';
import { keepPassenger, surroundingsOf, withoutAbsence } from './needs.js';
import { planRun } from './plan.js';
import { replanned } from './replan.js';
import type { Condition, Fix, Run } from './run.js';
import { ages, conditionRules, starting } from './settings.js';
import { moved } from './states.js';

export interface TransportContext {
  /** Epoch milliseconds: the rules have no clock of their own. */
  readonly now: number;
}

type Refusal = { readonly rejected: readonly Rejection[] } | undefined;

/** Events about a run that never comes are not kept for ever. */
const mostWaiting = 500;

/**
 * Decides one event over a draft of the fleet. What follows is put into the draft, with its facts; a refused event
 * leaves the draft as it was.
 */
export function decideTransport(draft: FleetDraft, event: TransportEvent, context: TransportContext): Refusal {
  switch (event.type) {
    case 'vehicle.positioned':
      return position(draft, event, context);
    case 'run.scheduled':
      return schedule(draft, event, context);
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
      return void draft.schools.set(event.data.schoolRef, event.data);
    case 'operator.upserted':
      return void draft.operators.set(event.data.operatorRef, event.data);
    case 'vehicle.upserted':
      return void draft.vehicles.set(event.data.vehicleRef, event.data);
    case 'assistant.upserted':
      return void draft.assistants.set(event.data.assistantRef, event.data);
    case 'guardian.upserted':
      return void draft.guardians.set(event.data.guardianRef, event.data);
    case 'passenger.upserted':
      return void keepPassenger(draft, event.data);
    case 'alert.acknowledged':
      return alter(draft, event.data.alertRef, { acknowledgedAt: event.receivedAt });
    case 'alert.assigned':
      return alter(draft, event.data.alertRef, { assignedTo: event.data.to, acknowledgedAt: event.receivedAt });
    case 'alert.closed':
      return alter(draft, event.data.alertRef, { closedAt: event.receivedAt });
    default:
      return happen(draft, event, context);
  }
}

/** Lets time pass: every run's conditions are looked at anew. Runs that nothing can be wrong with are passed by. */
export function passTime(draft: FleetDraft, { now }: TransportContext): void {
  for (const [, run] of draft.runs.entries()) {
    const isOver = run.state === 'completed' || run.plan.startsAt - conditionRules.guideAhead > now;
    if (!isOver || run.conditions.length > 0) look(draft, run, now, false);
  }
}

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
  const decision = decideRun(run, event);
  if ('rejected' in decision) return decision;
  draft.keep(decision.state, decision.facts, run);
  look(draft, decision.state, context.now, event.type !== 'run.cancelled');
  return undefined;
}

function schedule(draft: FleetDraft, event: TransportEvent<'run.scheduled'>, context: TransportContext): Refusal {
  const plan = planRun(event.data, draft.paths);
  if ('message' in plan) return { rejected: [plan] };
  const known = draft.runs.get(plan.runRef);
  const run = replanned(known, plan, event.receivedAt);
  if (run === known) return undefined;
  draft.keep(run, [{ kind: 'planned', runRef: plan.runRef }], known);
  attachWaiting(draft, plan.runRef, context);
  const kept = draft.runs.get(plan.runRef);
  if (kept) look(draft, kept, context.now, true);
  return undefined;
}

/** Events that came before their run: what the rules do not allow any more is left out, it was accepted long ago. */
export function attachWaiting(draft: FleetDraft, runRef: string, context: TransportContext): void {
  const waiting = draft.waiting.get(runRef);
  if (waiting === undefined) return;
  draft.waiting.delete(runRef);
  for (const event of waiting) happen(draft, event, context);
}

function position(draft: FleetDraft, event: TransportEvent<'vehicle.positioned'>, { now }: TransportContext): Refusal {
  const { data } = event;
  const fix = fixOf(data);
  const refusal = refusalOf(fix, event.receivedAt);
  if (refusal) return { rejected: [refusal] };
  const last = draft.fixes.get(fix.vehicleRef);
  const use = acceptFix(fix, last);
  if (use === 'unused') return undefined;
  const told = data.runRef === undefined ? undefined : draft.runs.get(data.runRef);
  if (use === 'late') {
    lateFix(draft, told ?? chooseLateRun(draft.runsOf(fix.vehicleRef), fix), fix);
    return undefined;
  }
  draft.fixes.set(fix.vehicleRef, fix);
  const run = data.runRef === undefined ? chooseRun(draft.runsOf(fix.vehicleRef), fix) : told;
  if (run === undefined || (run.state !== 'running' && run.state !== 'scheduled') || isForeign(run, fix)) return undefined;
  if (run.track !== undefined && fix.recordedAt <= run.track.fix.recordedAt) {
    lateFix(draft, run, fix);
    return undefined;
  }
  if (run.track === undefined) finishOthers(draft, run, fix);
  const followed = followFix(run, fix);
  let next = followed.run;
  let { facts } = followed;
  if (next.vehicleRef === undefined) {
    next = { ...next, vehicleRef: fix.vehicleRef };
    facts = [...facts, { kind: 'changed', runRef: run.plan.runRef }];
  }
  if (next.conditions.length > 0) {
    const looked = withConditions(next, surroundingsOf(next, draft, now), true);
    next = looked.run;
    if (looked.facts.length > 0) facts = [...facts, ...looked.facts];
  }
  draft.keep(next, facts, run);
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

/** Another vehicle says it works this run while its own is still heard: it is not believed. */
const isForeign = (run: Run, fix: Fix): boolean =>
  run.track !== undefined && run.track.fix.vehicleRef !== fix.vehicleRef && fix.recordedAt - run.track.fix.recordedAt <= ages.ageing;

/** An alert is a run's condition, seen from the control room. */
export const alertRefOf = (runRef: string, condition: Condition['condition']): string => `${condition}:${runRef}`;

function alter(draft: FleetDraft, alertRef: string, change: Partial<Condition>): Refusal {
  const kind = conditionTable.find(({ condition }) => alertRef.startsWith(`${condition}:`))?.condition;
  const run = kind && draft.runs.get(alertRef.slice(kind.length + 1));
  const standing = run?.conditions.find(({ condition }) => condition === kind);
  if (!run || !standing) return rejection('data.alertRef', 'is no open alert');
  const condition = { ...standing, ...change, acknowledgedAt: standing.acknowledgedAt ?? change.acknowledgedAt };
  const conditions = run.conditions.map((each) => (each === standing ? condition : each));
  draft.keep({ ...run, conditions }, [{ kind: 'condition', runRef: run.plan.runRef, condition }], run);
  return undefined;
}
