import type { CaseChannel, CaseLack, CaseState, CaseType } from '@sightline/contracts';
import type { LiveCase } from '@sightline/domain';
import { dayOf, isDueSoon, isLive, isOverdue, outcomeKey } from '@sightline/domain';

/** What a list of cases is narrowed by; whatever is left out narrows nothing, but without `state` only what is open is listed. */
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
}

type Test = (live: LiveCase) => boolean;

/** Whether a case is among those asked for; the filter is read once, not once for each case. */
export function caseTest(filter: CaseFilter, today: number): Test {
  const tests: Test[] = [];
  const wants = <T>(wanted: T | undefined, test: (wanted: T) => Test): void => {
    if (wanted !== undefined) tests.push(test(wanted));
  };
  if (filter.state === undefined) tests.push(isLive);
  else if (filter.state !== 'all') wants(filter.state, (state) => ({ record }) => record.state === state);
  for (const field of ['caseType', 'serviceArea', 'ownerRef', 'stage', 'channel', 'reason'] as const) wants(filter[field], (wanted) => ({ record }) => record[field] === wanted);
  wants(filter.outcome, (outcome) => ({ record }) => record.outcome !== undefined && outcomeKey(record.outcome) === outcomeKey(outcome));
  wants(filter.without, (field) => ({ record }) => record[field] === undefined);
  wants(filter.overdue, (wanted) => (live) => isOverdue(live, today) === wanted);
  wants(filter.dueSoon, (wanted) => (live) => isDueSoon(live, today) === wanted);
  between(filter.dueFrom, filter.dueUntil, ({ timing }) => timing.dueDay);
  between(filter.receivedFrom, filter.receivedUntil, ({ receivedDay }) => receivedDay);
  between(filter.closedFrom, filter.closedUntil, ({ closedDay }) => closedDay);
  return (live) => tests.every((test) => test(live));

  function between(from: string | undefined, until: string | undefined, dayIn: (live: LiveCase) => number | undefined): void {
    if (from === undefined && until === undefined) return;
    const first = from === undefined ? -Infinity : dayOf(from);
    const last = until === undefined ? Infinity : dayOf(until);
    tests.push((live) => {
      const day = dayIn(live);
      return day !== undefined && day >= first && day <= last;
    });
  }
}
