import type { ParamMap } from '@angular/router';
import type { CaseworkDimension, CaseworkMeasure, FiguresView } from '@sightline/contracts';

/** Names that a list of cases is narrowed by: as the api calls them, and as they stand in the URL. */
const names = {
  caseType: 'type', state: 'state', overdue: 'overdue', dueSoon: 'soon', serviceArea: 'area', ownerRef: 'owner', stage: 'stage', channel: 'channel', reason: 'reason', outcome: 'outcome',
  without: 'without', dueFrom: 'dueFrom', dueUntil: 'dueUntil', receivedFrom: 'receivedFrom', receivedUntil: 'receivedUntil', closedFrom: 'closedFrom', closedUntil: 'closedUntil', order: 'order',
} as const;
export type CaseField = keyof typeof names;

/** Which cases the drill-down lists, as the api is asked. */
export type CaseFilter = Partial<Record<CaseField, string>>;
const fields = Object.keys(names) as CaseField[];

/** The filter that stands in the URL; `null` where none does. `list=all` is the one that narrows nothing. */
export function filterIn(params: ParamMap): CaseFilter | null {
  const filter: CaseFilter = {};
  for (const field of fields) {
    const value = params.get(names[field]);
    if (value !== null && value !== '') filter[field] = value === 'yes' ? 'true' : value;
  }
  return Object.keys(filter).length > 0 || params.has('list') ? filter : null;
}

/** The URL's words for a filter; `null` takes a word away. */
export function paramsOf(filter: CaseFilter | null): Record<string, string | null> {
  const params: Record<string, string | null> = { list: filter !== null && Object.keys(filter).length === 0 ? 'all' : null };
  for (const field of fields) {
    const value = filter?.[field];
    params[names[field]] = value === undefined || value === '' ? null : value === 'true' ? 'yes' : value;
  }
  return params;
}

/** What a filter says, for a heading: `Information request, overdue, Admissions`. */
export function filterWords(filter: CaseFilter, typeLabel: string | undefined): string {
  const { caseType, state, overdue, dueSoon, serviceArea, ownerRef, stage, channel, reason, outcome, without, order } = filter;
  const words = [
    typeLabel ?? caseType ?? 'All cases',
    overdue === 'true' ? 'overdue' : undefined,
    dueSoon === 'true' ? 'due soon' : undefined,
    state === 'all' ? 'open and closed' : state,
    serviceArea, ownerRef, stage, channel, reason, outcome?.replaceAll('-', ' '),
    without === undefined ? undefined : `without ${without === 'ownerRef' ? 'an owner' : `a ${without}`}`,
    span('due', filter.dueFrom, filter.dueUntil),
    span('received', filter.receivedFrom, filter.receivedUntil),
    span('closed', filter.closedFrom, filter.closedUntil),
    order === 'oldest' ? 'oldest first' : undefined,
  ];
  return words.filter((word) => word !== undefined && word !== '').join(', ');
}

function span(what: string, from: string | undefined, until: string | undefined): string | undefined {
  if (from === undefined && until === undefined) return undefined;
  if (from === until) return `${what} ${shortDate(from ?? '')}`;
  return [what, from === undefined ? '' : `from ${shortDate(from)}`, until === undefined ? '' : `to ${shortDate(until)}`].filter((part) => part !== '').join(' ');
}

export const shortDate = (date: string): string => new Date(`${date}T12:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** What lists the cases behind a figure of a measure: those it counts now, received, or closed in its period. */
const counted: Readonly<Record<CaseworkMeasure, 'received' | 'closed' | CaseFilter>> = {
  open: {}, 'due-soon': { dueSoon: 'true' }, overdue: { overdue: 'true' }, paused: { state: 'paused' }, 'oldest-days': { order: 'oldest' },
  received: 'received', 'received-projected': 'received', 'lead-days': 'received', 'short-notice': 'received',
  closed: 'closed', 'mean-days': 'closed', 'sla-performance': 'closed', 'on-time': 'closed', 'on-time-of-closed': 'closed', 'on-time-without-exceptions': 'closed',
};
const lacks: Partial<Record<CaseworkDimension, string>> = { owner: 'ownerRef', stage: 'stage', reason: 'reason', outcome: 'outcome' };
const dimensionField: Readonly<Record<Exclude<CaseworkDimension, 'month'>, CaseField>> = { 'case-type': 'caseType', 'service-area': 'serviceArea', stage: 'stage', channel: 'channel', owner: 'ownerRef', reason: 'reason', outcome: 'outcome' };

/** The cases behind one cell of a breakdown. `key`: of its row; `null` for the whole. */
export function filterBehind({ measure, from, until }: Pick<FiguresView, 'measure' | 'from' | 'until'>, by: CaseworkDimension, key: string | null, caseType: string | null): CaseFilter {
  const filter: CaseFilter = caseType === null ? {} : { caseType };
  const of = counted[measure];
  let period: { from: string; until: string } | null = of === 'received' || of === 'closed' ? { from, until } : null;
  if (key !== null && by === 'month') period = monthWithin(key, period);
  else if (key === '') {
    const without = lacks[by];
    if (without !== undefined) filter.without = without;
  } else if (key !== null && by !== 'month') filter[dimensionField[by]] = key;
  if (of === 'closed') return { ...filter, state: 'closed', ...(period === null ? {} : { closedFrom: period.from, closedUntil: period.until }) };
  const received = period === null ? {} : { receivedFrom: period.from, receivedUntil: period.until };
  return of === 'received' ? { ...filter, state: 'all', ...received } : { ...filter, ...of, ...received };
}

/** The days of a month, `YYYY-MM`, within a period. */
function monthWithin(month: string, period: { from: string; until: string } | null): { from: string; until: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const first = `${month}-01`;
  const last = `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`;
  return { from: period !== null && period.from > first ? period.from : first, until: period !== null && period.until < last ? period.until : last };
}
