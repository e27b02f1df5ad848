import type { RunCondition } from '@sightline/contracts';
import { latenessThatMatters } from './lateness.js';
import type { Condition, Run, RunFact } from './run.js';
import { conditionRules } from './settings.js';

/** What the conditions of a run depend on besides the run itself. */
export interface Surroundings {
  readonly now: number;
  /** Since when we listen: epoch milliseconds, 0 for always. */
  readonly awakeSince: number;
  /** Whether a child on the route needs a guide. */
  readonly assistantRequired: boolean;
  /** Since when the assigned guide cannot work, if so: epoch milliseconds. */
  readonly assistantAwaySince?: number | undefined;
}

/** Whether a condition holds: since when, `false` where it does not, `undefined` where nobody can tell and it stays as it is. */
type Rule = (run: Run, around: Surroundings, standing: boolean) => number | false | undefined;

const late: Rule = (run, { now }, standing) => {
  if (run.state === 'completed' || run.state === 'cancelled') return false;
  if (run.state === 'scheduled' && now > run.plan.endsAt + conditionRules.forgotten) return false;
  const lateness = latenessThatMatters(run, now);
  if (lateness === undefined) return run.state === 'running' ? undefined : false;
  return lateness >= (standing ? conditionRules.lateEnds : conditionRules.lateBegins) ? now : false;
};

const isSettling = (run: Run, { now, awakeSince }: Surroundings): boolean => now < Math.max(run.knownSince, awakeSince) + conditionRules.settling;

/** How long a run may be silent: two minutes, or three times the tracker's own interval. */
const signalPatience = (run: Run): number => Math.max(conditionRules.signalLost, conditionRules.signalIntervals * (run.track?.interval ?? 0));

const signalLost: Rule = (run, around, standing) => {
  const { now } = around;
  if (run.state !== 'running' || (!standing && isSettling(run, around))) return false;
  const lostAt = Math.max(run.track?.fix.recordedAt ?? 0, run.startedAt ?? 0) + signalPatience(run);
  return now >= lostAt ? lostAt : false;
};

const notStarted: Rule = (run, around, standing) => {
  const { now } = around;
  const begins = run.plan.startsAt + conditionRules.notStarted;
  const over = now < begins || (!standing && isSettling(run, around)) || now > run.plan.endsAt + conditionRules.forgotten;
  return run.state !== 'scheduled' || over || run.signIns.length > 0 || run.calls[0]?.arrivedAt !== undefined ? false : begins;
};

const noGuide: Rule = (run, around, standing) => {
  const { now, assistantRequired, assistantAwaySince } = around;
  if (!assistantRequired || (run.state !== 'scheduled' && run.state !== 'running')) return false;
  const from = run.plan.startsAt - conditionRules.guideAhead;
  if (now < from || (!standing && isSettling(run, around)) || (run.state === 'scheduled' && now > run.plan.endsAt + conditionRules.forgotten)) return false;
  if (run.assistantRef === undefined) return now;
  return assistantAwaySince === undefined ? false : Math.max(from, assistantAwaySince);
};

const uncovered: Rule = (run) => (run.state === 'cancelled' && run.coveredAt === undefined ? (run.cancellation?.at ?? run.plan.startsAt) : false);

/** The rules that are in force, as data. A condition without a rule is never set. */
export const conditionTable: readonly { readonly condition: RunCondition; readonly holds: Rule }[] = [
  { condition: 'uncovered', holds: uncovered },
  { condition: 'no-guide', holds: noGuide },
  { condition: 'not-started', holds: notStarted },
  { condition: 'late', holds: late },
  { condition: 'signal-lost', holds: signalLost },
];

/** Looks at every condition anew. With `onlyEnd`, none begins: what a fix may do. The same run comes back when nothing changed. */
export function withConditions(run: Run, around: Surroundings, onlyEnd = false): { readonly run: Run; readonly facts: readonly RunFact[] } {
  let conditions: Condition[] | undefined;
  let facts: RunFact[] | undefined;
  const { runRef } = run.plan;
  for (const { condition, holds } of conditionTable) {
    const standing = run.conditions.find((each) => each.condition === condition);
    if (!standing && onlyEnd) continue;
    const since = holds(run, around, standing !== undefined);
    if (since === undefined || (since === false) === (standing === undefined)) continue;
    conditions ??= [...run.conditions];
    facts ??= [];
    if (standing) {
      conditions = conditions.filter((each) => each !== standing);
      facts.push({ kind: 'condition', runRef, condition: standing, until: around.now });
    } else if (since !== false) {
      const began: Condition = { condition, since: Math.min(since, around.now) };
      conditions.push(began);
      facts.push({ kind: 'condition', runRef, condition: began });
    }
  }
  return conditions && facts ? { run: { ...run, conditions }, facts } : { run, facts: nothing };
}

const nothing: readonly RunFact[] = [];
