import type { ParamMap } from '@angular/router';
import type { CaseworkDimension, CaseworkMeasure, FiguresView } from '@sightline/contracts';

/** Names that a list of cases is narrowed by: as the api calls them, and as they stand in the URL. */
const names = {
  caseType: 'type', state: 'state', overdue: 'overdue', dueSoon: 'soon', serviceArea: 'area', ownerRef: 'owner', stage: 'stage', channel: 'channel', reason: 'reason', outcome: 'outcome',
  without: 'without', dueFrom: 'dueFrom', dueUntil: 'dueUntil', receivedFrom: 'receivedFrom', receivedUntil: 'receivedUntil', closedFrom: 'closedFrom', closedUntil: 'closedUntil', order: 'order',
  counts: 'counts', from: 'countsFrom', until: 'countsUntil', month: 'month', teamRef: 'team',
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
    filter.counts === undefined ? undefined : countedWords[filter.counts as CaseworkMeasure],
    filter.month === undefined ? span('', filter.from, filter.until) : monthWords(filter.month),
    filter.teamRef === undefined ? undefined : `team ${filter.teamRef}`,
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

export const monthWords = (month: string): string => new Date(`${month}-01T12:00:00Z`).toLocaleDateString('en-GB', { month: 'long', year: 'numeric' });

/** What a list says of the figure that it is of. */
const countedWords: Readonly<Record<CaseworkMeasure, string>> = {
  open: 'open', 'due-soon': 'due soon', overdue: 'overdue', paused: 'paused', 'oldest-days': 'open',
  received: 'received', 'received-projected': 'received', closed: 'closed', 'mean-days': 'answered', 'sla-performance': 'answered', 'on-time': 'closed, or open and overdue',
  'on-time-of-closed': 'closed', 'on-time-without-exceptions': 'closed, or open and overdue, without a legal exception', 'lead-days': 'with the date of a performance', 'short-notice': 'with the date of a performance',
};
/** Figures of the cases as they stand now: a list says so in fewer words. */
const ofNow: Partial<Record<CaseworkMeasure, CaseFilter>> = { open: {}, 'due-soon': { dueSoon: 'true' }, overdue: { overdue: 'true' }, paused: { state: 'paused' }, 'oldest-days': { order: 'oldest' } };
const lacks: Partial<Record<CaseworkDimension, string>> = { owner: 'ownerRef', stage: 'stage', reason: 'reason', outcome: 'outcome' };
const dimensionField: Readonly<Record<CaseworkDimension, CaseField>> = { 'case-type': 'caseType', 'service-area': 'serviceArea', stage: 'stage', channel: 'channel', owner: 'ownerRef', reason: 'reason', outcome: 'outcome', month: 'month' };

/** The cases behind one cell of a breakdown: those that its figure counts. `key`: of its row; `null` for the whole. */
export function filterBehind({ measure, from, until }: Pick<FiguresView, 'measure' | 'from' | 'until'>, by: CaseworkDimension, key: string | null, caseType: string | null): CaseFilter {
  const filter: CaseFilter = { ...(caseType === null ? {} : { caseType }), ...(ofNow[measure] ?? { counts: measure, from, until }) };
  if (key === '') {
    const without = lacks[by];
    if (without !== undefined) filter.without = without;
  } else if (key !== null) filter[dimensionField[by]] = key;
  return filter;
}
