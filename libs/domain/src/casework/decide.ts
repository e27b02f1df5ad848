import type { ClockName, EventData, EventType, FieldProblem } from '@sightline/contracts';
import { dateOf, dayOf } from '../calendar/day.js';
import { isOpen } from './case.js';
import type { CaseRecord, ClockFact } from './case.js';
import { clocksOf, latestExtension } from './clocks.js';
import { extendable, isPaused, matching, ofCouncil, pausable, replay, running } from './replay.js';
import type { Run } from './replay.js';
import { groundOf } from './policy.js';
import type { Rules } from './rules.js';

export type CaseEventType = Extract<EventType, `case.${string}`>;
export type CaseEvent = { [T in CaseEventType]: { readonly type: T; readonly data: EventData<T> } }[CaseEventType];

export type CaseDecision = { readonly state: CaseRecord; readonly facts: readonly ClockFact[] } | { readonly rejected: readonly FieldProblem[] };

/**
 * What follows from an event about a case. Pure: a refusal is a value, with path `type` where the case cannot take
 * that step in its state and the field's path where what is said of it cannot be.
 */
export function decideCase(record: CaseRecord | undefined, event: CaseEvent, rules: Rules): CaseDecision {
  if (event.type === 'case.opened') return record === undefined ? open(event.data) : refused(`case ${event.data.caseRef} is known already: it is ${record.state}`);
  if (record === undefined) return refused(`case ${event.data.caseRef} is not known`);
  if (event.type === 'case.updated') return correct(record, event.data, rules);
  if (event.type === 'case.reopened') return isOpen(record.state) ? refused(`the case is ${record.state}`) : reopen(record, event.data, rules);
  if (!isOpen(record.state)) return refused(`the case is ${record.state}; reopen it first`);
  return proceed(record, event, rules);
}

type Proceeding = Exclude<CaseEvent, { type: 'case.opened' | 'case.updated' | 'case.reopened' }>;

function proceed(record: CaseRecord, event: Proceeding, rules: Rules): CaseDecision {
  switch (event.type) {
    case 'case.assigned':
      return { state: { ...record, ownerRef: event.data.ownerRef }, facts: [] };
    case 'case.stage-changed': {
      const { stage, date } = event.data;
      return tooEarly(record, 'data.date', date) ?? append({ ...record, stage }, { fact: 'stage-entered', stage, date }, rules);
    }
    case 'case.closed': {
      const { closedDate, outcome } = event.data;
      return tooEarly(record, 'data.closedDate', closedDate) ?? append({ ...record, state: 'closed', closedDate, outcome }, { fact: 'closed', date: closedDate }, rules);
    }
    case 'case.withdrawn': {
      const { date } = event.data;
      return tooEarly(record, 'data.date', date) ?? append({ ...record, state: 'withdrawn', closedDate: date }, { fact: 'withdrawn', date }, rules);
    }
    default:
      return proceedWithClock(record, event, rules);
  }
}

type AboutClock = Exclude<Proceeding, { type: 'case.assigned' | 'case.stage-changed' | 'case.closed' | 'case.withdrawn' }>;

function proceedWithClock(record: CaseRecord, event: AboutClock, rules: Rules): CaseDecision {
  const clock = event.data.clock;
  const live = clocksOf(record, rules, dayOf(record.receivedDate)).filter(({ stoppedDay }) => stoppedDay === undefined);
  const runs = replay(record, rules.policies).filter((run) => live.some(({ policy }) => policy === run.policy));
  const of = clock === undefined ? 'no clock of this case' : `its clock "${clock}" is not one that`;
  switch (event.type) {
    case 'case.clock-paused': {
      const { reason, from } = event.data;
      if (pausable(runs, clock, reason).length === 0) return notPausable(matching(runs, clock), reason) ?? refused(`${of} may be paused now`);
      return tooEarly(record, 'data.from', from) ?? append(record, { fact: 'paused', ...named(clock), reason, date: from }, rules);
    }
    case 'case.clock-resumed': {
      const paused = matching(runs, clock).filter(isPaused);
      if (paused.length === 0) return refused(`${of} is paused`);
      const { at } = event.data;
      const since = Math.max(...paused.flatMap((run) => run.pauses.filter(({ until }) => until === undefined).map(({ from }) => from)));
      if (dayOf(at) < since) return wrong('data.at', `is before the pause began, ${dateOf(since)}`);
      return append(record, { fact: 'resumed', ...named(clock), date: at }, rules);
    }
    case 'case.clock-extended': {
      const { reason, until } = event.data;
      if (extendable(runs, clock).length === 0) return refused(`${of} may be extended`);
      return tooLong(record, extendable(runs, clock), until, rules) ?? append(record, { fact: 'extended', ...named(clock), reason, until }, rules);
    }
    case 'case.clock-disapplied':
      if (!matching(runs, clock).some(running)) return refused(`${of} is running`);
      return append(record, { fact: 'disapplied', ...named(clock), reason: event.data.reason }, rules);
    case 'case.clock-stopped':
      if (matching(runs, clock).length === 0) return refused(`${of} is running`);
      return tooEarly(record, 'data.date', event.data.date) ?? append(record, { fact: 'stopped', clock: event.data.clock, date: event.data.date }, rules);
  }
}

/** The clock may be paused, but not for this. */
function notPausable(runs: readonly Run[], reason: string): CaseDecision | undefined {
  const waiting = runs.filter((run) => running(run) && !isPaused(run) && run.policy.pauses.length > 0);
  if (waiting.length === 0 || waiting.some(({ policy }) => groundOf(policy, reason) !== undefined)) return undefined;
  const grounds = [...new Set(waiting.flatMap(({ policy }) => policy.pauses.map((ground) => `${ground.reason} (${ground.source})`)))];
  return wrong('data.reason', `is not a ground on which this clock may be paused: ${grounds.join('; ')}`);
}

function open(data: EventData<'case.opened'>): CaseDecision {
  const { stage, ...rest } = data;
  const state: CaseRecord = { ...rest, ...(stage === undefined ? {} : { firstStage: stage, stage }), state: 'open', facts: [] };
  return { state, facts: [] };
}

/** Fields said wrongly before. A corrected stage replaces the one that was said last. */
function correct(record: CaseRecord, { caseRef: _, stage, ...fields }: EventData<'case.updated'>, rules: Rules): CaseDecision {
  const corrected = { ...record, ...fields };
  if (record.closedDate !== undefined && corrected.receivedDate > record.closedDate) return wrong('data.receivedDate', `is after the case was closed, ${record.closedDate}`);
  if (stage === undefined) return { state: withState(corrected, rules), facts: [] };
  const entered = record.facts.findLastIndex(({ fact }) => fact === 'stage-entered');
  const facts = record.facts.map((fact, index) => (index === entered && fact.fact === 'stage-entered' ? { ...fact, stage } : fact));
  return { state: withState({ ...corrected, ...(entered < 0 ? { firstStage: stage } : {}), stage, facts }, rules), facts: [] };
}

function reopen(record: CaseRecord, { date, clock }: EventData<'case.reopened'>, rules: Rules): CaseDecision {
  if (record.closedDate !== undefined && date < record.closedDate) return wrong('data.date', `is before the case was closed, ${record.closedDate}`);
  const { closedDate: _closed, outcome: _outcome, ...rest } = record;
  return append({ ...rest, state: 'open' }, { fact: 'reopened', date, clock }, rules);
}

function append(record: CaseRecord, fact: ClockFact, rules: Rules): CaseDecision {
  return { state: withState({ ...record, facts: [...record.facts, fact] }, rules), facts: [fact] };
}

/** A case is paused while one of its clocks is and none runs. */
function withState(record: CaseRecord, rules: Rules): CaseRecord {
  if (!isOpen(record.state)) return record;
  const live = replay(record, rules.policies).filter((run) => running(run) && ofCouncil(run));
  const state = live.some(isPaused) && live.every((run) => isPaused(run)) ? 'paused' : 'open';
  return state === record.state ? record : { ...record, state };
}

function tooEarly(record: CaseRecord, path: string, date: string): CaseDecision | undefined {
  return date < record.receivedDate ? wrong(path, `is before the case was received, ${record.receivedDate}`) : undefined;
}

function tooLong(record: CaseRecord, runs: readonly Run[], until: string, rules: Rules): CaseDecision | undefined {
  const clocks = clocksOf(record, rules, dayOf(record.receivedDate));
  const day = dayOf(until);
  for (const { policy } of runs) {
    const clock = clocks.findLast((other) => other.policy === policy);
    if (clock === undefined) continue;
    if (day <= clock.dueDay && clock.pausedFrom === undefined) return wrong('data.until', `is not after the day on which it is due already, ${dateOf(clock.dueDay)}`);
    const most = latestExtension(clock, record, rules);
    if (most !== undefined && day > most) return wrong('data.until', `is later than allowed, ${dateOf(most)} (${policy.extension?.source ?? ''})`);
  }
  return undefined;
}

const named = (clock: ClockName | undefined): { clock?: ClockName } => (clock === undefined ? {} : { clock });
const refused = (message: string): CaseDecision => ({ rejected: [{ path: 'type', message }] });
const wrong = (path: string, message: string): CaseDecision => ({ rejected: [{ path, message }] });
