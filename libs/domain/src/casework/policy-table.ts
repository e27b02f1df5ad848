import { caseTypeWords } from './case-type-words.js';
import type { ClockStart, Policy } from './policy.js';

const startOf = (start: ClockStart): string => (typeof start === 'object' ? `${start.after} done` : start.replaceAll('-', ' '));
const plural = (count: number, unit: string): string => `${count} ${unit.replace('calendar-', '').replace('-', ' ')}${count === 1 ? '' : 's'}`;

function countedOf({ unit, calendar, whenNotWorking, length }: Policy): string {
  if (unit === 'working-day') return calendar === 'uk-union' ? 'working days, any part of the UK' : 'working days, England and Wales';
  if (unit === 'calendar-period') return `in each period of ${length} months`;
  return whenNotWorking === 'next-working-day' ? 'to the next working day' : 'every day';
}

function lengthOf(policy: Policy): string {
  const { unit, length, extension } = policy;
  const base = unit === 'calendar-period' ? `${length} months, less a day` : plural(length, unit);
  if (extension === undefined) return base;
  return `${base}, ${extension.mostUnits === undefined ? 'may be extended' : `at most ${extension.mostUnits} more`}`;
}

const appliesOf = ({ applies: { from, until } }: Policy): string => [from === undefined ? '' : `from ${from}`, until === undefined ? '' : `until ${until}`].filter((part) => part !== '').join(' ') || 'always';
const stageOf = ({ stages }: Policy): string => (stages === undefined ? '' : `, stage ${stages.join(' or ')}`);
const cells = (row: readonly string[]): string => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** The policies as a table of a page: what the product says of itself, made from what it reckons with. */
export function policyTable(policies: readonly Policy[]): string {
  const heading = ['case type', 'clock', 'id', 'received', 'from', 'length', 'counted', 'paused for', 'legal source', 'checked how'];
  const rows = policies.map((policy) => [
    `${caseTypeWords[policy.caseType].label}${stageOf(policy)}`,
    `${policy.clock}${policy.whose === 'family' ? ' (the family’s)' : ''}`,
    `\`${policy.id}\``,
    appliesOf(policy),
    policy.from.map(startOf).join(', else '),
    lengthOf(policy),
    countedOf(policy),
    policy.pauses.map(({ reason, anyReason }) => (anyReason === true ? 'any stated reason' : reason)).join(', ') || '–',
    policy.source,
    policy.checked,
  ]);
  return [cells(heading), cells(heading.map(() => '---')), ...rows.map(cells)].join('\n');
}
