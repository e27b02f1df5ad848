import type { CaseChannel, CaseLack, CaseState, CaseType, CaseworkMeasure } from '@sightline/contracts';
import type { LiveCase, Rules } from '@sightline/domain';
import { dayOf, isDueSoon, isLive, isOverdue, measures, monthCounted, outcomeKey, periodOf } from '@sightline/domain';

/** What a list of cases is narrowed by; whatever is left out narrows nothing, but without `state` or `counts` only what is open is listed. */
export interface CaseFilter {
  readonly caseType?: CaseType | undefined;
  readonly state?: CaseState | 'all' | undefined;
  readonly overdue?: boolean | undefined;
  readonly dueSoon?: boolean | undefined;
  readonly serviceArea?: string | undefined;
  readonly ownerRef?: string | undefined;
  readonly stage?: string | undefined;
  readonly channel?: CaseChannel | undefined;
  readonly reason?: string | undefined;
  readonly outcome?: string | undefined;
  readonly without?: CaseLack | undefined;
  /** Civil dates, both ends included. */
  readonly dueFrom?: string | undefined;
  readonly dueUntil?: string | undefined;
  readonly receivedFrom?: string | undefined;
  readonly receivedUntil?: string | undefined;
  readonly closedFrom?: string | undefined;
  readonly closedUntil?: string | undefined;
  /** Those that a figure counts, of a period and in a month of it. */
  readonly counts?: CaseworkMeasure | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly month?: string | undefined;
  readonly teamRef?: string | undefined;
}

/** What a filter is read against. */
export interface FilterContext {
  readonly today: number;
  readonly rules: Rules;
  readonly teams: ReadonlyMap<string, { readonly caseTypes: readonly CaseType[] }>;
}

type Test = (live: LiveCase) => boolean;
/** One condition of a filter, with the name that it has there. */
export interface NamedTest {
  readonly name: keyof CaseFilter;
  readonly test: Test;
}

/** Whether a case is among those asked for; the filter is read once, not once for each case. */
export function caseTest(filter: CaseFilter, context: FilterContext): Test {
  const tests = caseTests(filter, context);
  return (live) => tests.every(({ test }) => test(live));
}

/** The conditions of a filter, each by itself. */
export function caseTests(filter: CaseFilter, { today, rules, teams }: FilterContext): NamedTest[] {
  const tests: NamedTest[] = [];
  const wants = <N extends keyof CaseFilter>(name: N, test: (wanted: NonNullable<CaseFilter[N]>) => Test): void => {
    const wanted = filter[name];
    if (wanted !== undefined) tests.push({ name, test: test(wanted) });
  };
  if (filter.state === undefined && filter.counts === undefined) tests.push({ name: 'state', test: isLive });
  else if (filter.state !== 'all') wants('state', (state) => ({ record }) => record.state === state);
  for (const field of ['caseType', 'serviceArea', 'ownerRef', 'stage', 'channel', 'reason'] as const) wants(field, (wanted) => ({ record }) => record[field] === wanted);
  wants('outcome', (outcome) => ({ record }) => record.outcome !== undefined && outcomeKey(record.outcome) === outcomeKey(outcome));
  wants('without', (field) => ({ record }) => record[field] === undefined);
  wants('counts', (measure) => {
    const context = { today, rules, ...periodOf(filter, today) };
    return (live) => measures[measure].adds(live, context) !== undefined;
  });
  wants('month', (month) => (live) => monthCounted(filter.counts ?? 'open', live) === month);
  wants('teamRef', (team) => ({ record }) => teams.get(team)?.caseTypes.includes(record.caseType) === true);
  wants('overdue', (wanted) => (live) => isOverdue(live, today) === wanted);
  wants('dueSoon', (wanted) => (live) => isDueSoon(live, today) === wanted);
  for (const [name, dayIn] of dates) {
    wants(`${name}From`, (from) => onOrAfter(dayOf(from), dayIn));
    wants(`${name}Until`, (until) => onOrBefore(dayOf(until), dayIn));
  }
  return tests;
}

type DayIn = (live: LiveCase) => number | undefined;
const dates: readonly (readonly [name: 'due' | 'received' | 'closed', dayIn: DayIn])[] = [
  ['due', ({ timing }) => timing.dueDay],
  ['received', ({ receivedDay }) => receivedDay],
  ['closed', ({ closedDay }) => closedDay],
];
const onOrAfter = (day: number, dayIn: DayIn): Test => (live) => (dayIn(live) ?? -Infinity) >= day;
const onOrBefore = (day: number, dayIn: DayIn): Test => (live) => (dayIn(live) ?? Infinity) <= day;
