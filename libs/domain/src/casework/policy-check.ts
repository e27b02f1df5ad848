import { daysOff } from './policy.js';
import type { Policy } from './policy.js';

/** What is wrong with a set of policies, in words that name them; nothing where they can be used. */
export function checkPolicies(policies: readonly Policy[]): string[] {
  const problems: string[] = [];
  for (const [index, policy] of policies.entries()) {
    const { id, applies: { from, until }, unit, whenNotWorking, length } = policy;
    if (from !== undefined && until !== undefined && from > until) problems.push(`${id} applies from ${from} until ${until}, which is earlier`);
    if (length < 1) problems.push(`${id} has a length of ${length}: a clock ends after it starts`);
    if (unit === 'working-day' && whenNotWorking !== daysOff[0]) problems.push(`${id} is counted in working days, so its due day always is one: whenNotWorking must be keep`);
    for (const other of policies.slice(index + 1)) {
      if (other.id === id) problems.push(`${id} is there twice`);
      else if (clash(policy, other)) problems.push(`${id} and ${other.id} are both in force for ${policy.caseType}, ${policy.clock}: end the earlier one with applies.until, the day before the later one begins`);
    }
  }
  return problems;
}

/** Whether a case could have both at once. */
function clash(a: Policy, b: Policy): boolean {
  if (a.caseType !== b.caseType || a.clock !== b.clock) return false;
  const share = a.stages === undefined || b.stages === undefined || a.stages.some((stage) => b.stages?.includes(stage) === true);
  const before = (one: Policy, other: Policy): boolean => one.applies.until !== undefined && other.applies.from !== undefined && one.applies.until < other.applies.from;
  return share && !before(a, b) && !before(b, a);
}
