import type { CaseType, EventData, QualityFinding, QualityKind } from '@sightline/contracts';
import { caseTypes } from '@sightline/contracts';
import { dateOf, dayOf } from '../calendar/day.js';
import type { Day } from '../calendar/day.js';
import { lowerFirst } from '../words.js';
import { isLive } from './figures/live-case.js';
import type { LiveCase } from './figures/live-case.js';
import { caseTypeWords } from './case-type-words.js';
import { caseDates, policiesFor } from './policy.js';
import type { Rules } from './rules.js';

export type DeclaredTotal = EventData<'casework.total-declared'>;

/** An event that came before its case and that the case, when it came, could not take. */
export interface Unfitting {
  readonly caseRef: string;
  readonly type: string;
  readonly problem: string;
}

/** All that is looked at. */
export interface Told {
  readonly cases: Iterable<LiveCase>;
  /** Cases that were never opened, with how many events wait for each. */
  readonly waiting: ReadonlyMap<string, readonly unknown[]>;
  readonly unfitting: readonly Unfitting[];
  readonly declared: Iterable<DeclaredTotal>;
}

export const qualityLabels: Readonly<Record<QualityKind, string>> = {
  'possible-duplicate': 'May be the same case twice',
  'no-owner': 'Nobody has it',
  'impossible-date': 'A date that cannot be',
  'no-date-to-count-from': 'No clock runs: its date is missing',
  'never-opened': 'Told of, but never opened',
  'did-not-fit': 'Told too early, and did not fit',
  'total-differs': 'Totals that do not agree',
  'incomplete-source': 'Source known to be incomplete',
};

/** Two cases of one child and type this near in time may be one. */
const duplicateDays = 3;
/** A case may be without an owner for so many working days. */
const ownerWorkingDays = 2;
/** Nobody has waited longer for an answer than this: the year is a slip. */
const longestDays = 15 * 366;

/** Everything that is wrong, or may be, with the casework as it was told; the order is that of the kinds. */
export function qualityFindings({ cases, ...rest }: Told, rules: Rules, today: Day): QualityFinding[] {
  const look = new QualityLook(rules, today);
  for (const live of cases) look.see(live);
  return look.findings(rest);
}

/** A look through all cases in one pass, one by one: whoever has many may do other things between them. */
export class QualityLook {
  readonly #noOwner: QualityFinding[] = [];
  readonly #impossible: QualityFinding[] = [];
  readonly #noClock: QualityFinding[] = [];
  readonly #byChild = new Map<CaseType, Map<string, LiveCase[]>>();
  readonly #byType = new Map<CaseType, LiveCase[]>();

  constructor(
    private readonly rules: Rules,
    private readonly today: Day,
  ) {}

  see(live: LiveCase): void {
    const { caseType, subjectRef } = live.record;
    push(this.#byType, caseType, live);
    if (subjectRef !== undefined) {
      let children = this.#byChild.get(caseType);
      if (children === undefined) this.#byChild.set(caseType, (children = new Map<string, LiveCase[]>()));
      push(children, subjectRef, live);
    }
    this.#noOwner.push(...withoutOwner(live, this.rules, this.today));
    this.#impossible.push(...impossibleDates(live, this.today));
    this.#noClock.push(...withoutClock(live, this.rules));
  }

  findings({ waiting, unfitting, declared }: Omit<Told, 'cases'>): QualityFinding[] {
    return [
      ...[...this.#byChild.values()].flatMap((children) => [...children.values()].flatMap(duplicates)),
      ...this.#noOwner,
      ...this.#impossible,
      ...this.#noClock,
      ...[...waiting].map(([caseRef, events]): QualityFinding => ({ kind: 'never-opened', caseRef, explanation: `${events.length} ${events.length === 1 ? 'event is' : 'events are'} kept for a case that nobody opened`, remedy: 'Send case.opened, or correct the reference at its source' })),
      ...unfitting.map(({ caseRef, type, problem }): QualityFinding => ({ kind: 'did-not-fit', caseRef, explanation: `${type} came before the case was opened and could not happen to it: ${problem}`, remedy: 'Send it again with what is right' })),
      ...[...declared].flatMap((total) => differing(total, this.#byType.get(total.caseType) ?? [])),
      ...incomplete(this.#byType),
    ];
  }
}

function push<K>(lists: Map<K, LiveCase[]>, key: K, live: LiveCase): void {
  const list = lists.get(key);
  if (list) list.push(live);
  else lists.set(key, [live]);
}

const about = ({ record }: LiveCase): Pick<QualityFinding, 'caseRef' | 'caseType' | 'serviceArea'> => ({ caseRef: record.caseRef, caseType: record.caseType, serviceArea: record.serviceArea });

/** Of the cases of one child and type the later of two that look alike is named, with the earlier in its words. */
function duplicates(group: LiveCase[]): QualityFinding[] {
  if (group.length < 2) return [];
  group.sort((a, b) => a.receivedDay - b.receivedDay || (a.record.caseRef < b.record.caseRef ? -1 : 1));
  return group.flatMap((live, index): QualityFinding[] => {
    const before = group[index - 1];
    if (before === undefined || live.receivedDay - before.receivedDay > duplicateDays) return [];
    const elsewhere = before.record.source === live.record.source ? '' : ' by another source';
    return [{ kind: 'possible-duplicate', ...about(live), explanation: `of the same type and child as ${before.record.caseRef}, received ${before.record.receivedDate}${elsewhere}`, remedy: `Withdraw one of the two, or leave both if they are different` }];
  });
}

const none: readonly QualityFinding[] = [];

function withoutOwner(live: LiveCase, rules: Rules, today: Day): readonly QualityFinding[] {
  if (!isLive(live) || live.record.ownerRef !== undefined) return none;
  const days = rules.calendars['england-and-wales'].between(live.receivedDay, today);
  return days <= ownerWorkingDays ? [] : [{ kind: 'no-owner', ...about(live), explanation: `open for ${days} working days and nobody has it`, remedy: 'Assign it' }];
}

/** What cannot be of the dates of a case: the test, and the words for it. */
const impossible: readonly (readonly [(dates: Dates) => boolean, (dates: Dates) => string])[] = [
  [({ received, today }) => received > today, ({ received }) => `received in the future, ${dateOf(received)}`],
  [({ isOpen, received, today }) => isOpen && today - received > longestDays, ({ received }) => `open since ${dateOf(received)}`],
  [({ closed = -Infinity, today }) => closed > today, ({ closed = 0 }) => `closed in the future, ${dateOf(closed)}`],
  [({ closed = Infinity, received }) => closed < received, ({ closed = 0 }) => `closed ${dateOf(closed)}, before it was received`],
  [({ acknowledged = Infinity, received }) => acknowledged < received, ({ acknowledged = 0 }) => `acknowledged ${dateOf(acknowledged)}, before it was received`],
  [({ acknowledged = -Infinity, closed = Infinity }) => acknowledged > closed, ({ acknowledged = 0 }) => `acknowledged ${dateOf(acknowledged)}, after it was closed`],
];
interface Dates {
  readonly received: Day;
  readonly closed: Day | undefined;
  readonly acknowledged: Day | undefined;
  readonly isOpen: boolean;
  readonly today: Day;
}

function impossibleDates(live: LiveCase, today: Day): readonly QualityFinding[] {
  const { record: { acknowledgedDate }, receivedDay, closedDay } = live;
  const dates: Dates = { received: receivedDay, closed: closedDay, acknowledged: acknowledgedDate === undefined ? undefined : dayOf(acknowledgedDate), isOpen: isLive(live), today };
  const wrong = impossible.filter(([isWrong]) => isWrong(dates));
  return wrong.length === 0 ? none : wrong.map(([, words]) => ({ kind: 'impossible-date', ...about(live), explanation: words(dates), remedy: 'Correct the date at its source and send case.updated' }));
}

/** A case whose type has clocks and none of whose clocks can be counted, for want of a date. */
function withoutClock(live: LiveCase, rules: Rules): readonly QualityFinding[] {
  const { record, timing } = live;
  if (record.state !== 'open' || timing.dues.length > 0) return none;
  const needed = policiesFor(rules.policies, record.caseType, record.receivedDate, record.stage).filter(({ whose }) => whose !== 'family');
  const dates = caseDates.filter((date) => needed.some(({ from }) => from.includes(date)));
  const isMissing = needed.length > 0 && dates.length > 0 && needed.every(({ from }) => from.every((start) => typeof start === 'string' && (dates as string[]).includes(start) && record.dates?.[start as 'plan'] === undefined));
  return isMissing ? [{ kind: 'no-date-to-count-from', ...about(live), explanation: `no date of the ${dates.join(' or the ')}: nothing says when it is due`, remedy: 'Send the date with case.updated' }] : [];
}

/** Where a total that someone declares is not what is held here: nothing where they agree. `cases`: of its type, or more. */
export function differing({ declaredBy, caseType, figure, from, asOf, total }: DeclaredTotal, cases: readonly LiveCase[]): QualityFinding[] {
  const [first, last] = [from === undefined ? Number.NEGATIVE_INFINITY : dayOf(from), dayOf(asOf)];
  const counts = ({ record, receivedDay, closedDay }: LiveCase): boolean => {
    if (figure === 'open') return receivedDay <= last && (closedDay === undefined || closedDay > last);
    if (figure === 'received') return receivedDay >= first && receivedDay <= last;
    return record.state === 'closed' && closedDay !== undefined && closedDay >= first && closedDay <= last;
  };
  const held = cases.filter(counts).length;
  if (held === total) return [];
  const when = from === undefined ? `on ${asOf}` : `from ${from} to ${asOf}`;
  const words = `${declaredBy} says ${total} ${figure} ${when}, ${held} are held here: ${Math.abs(total - held)} ${held < total ? 'missing' : 'too many'}`;
  return [{ kind: 'total-differs', caseType, explanation: words, remedy: held < total ? 'Import what is missing' : 'Look for duplicates, or for cases that were withdrawn there' }];
}

function incomplete(held: ReadonlyMap<CaseType, unknown>): QualityFinding[] {
  return caseTypes.flatMap((caseType: CaseType) => {
    const { label, completeness } = caseTypeWords[caseType];
    return completeness === undefined || !held.has(caseType) ? [] : [{ kind: 'incomplete-source' as const, caseType, explanation: `${label}: ${lowerFirst(completeness)}`, remedy: 'Its figures are a lower bound, and say so' }];
  });
}
