import type { RunCondition } from '@sightline/contracts';
import { overlong, unaccounted } from './conditions-children.js';
import { offRoute, signalLost, stalled, wrongSchool } from './conditions-place.js';
import { late, noGuide, notReady, notStarted, uncovered } from './conditions-time.js';
import type { Rule, Surroundings } from './surroundings.js';
import type { Condition, Run, RunFact } from './run.js';

/** The rules that are in force, as data (transport.md, "A run's life"). A condition without a rule is never set. */
export const conditionTable: readonly { readonly condition: RunCondition; readonly holds: Rule }[] = [
  { condition: 'wrong-school', holds: wrongSchool },
  { condition: 'unaccounted', holds: unaccounted },
  { condition: 'uncovered', holds: uncovered },
  { condition: 'no-guide', holds: noGuide },
  { condition: 'not-started', holds: notStarted },
  { condition: 'late', holds: late },
  { condition: 'stalled', holds: stalled },
  { condition: 'signal-lost', holds: signalLost },
  { condition: 'off-route', holds: offRoute },
  { condition: 'overlong', holds: overlong },
  { condition: 'not-ready', holds: notReady },
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
