import type { FiguresView } from '@sightline/contracts';
import { counted } from '../ui/words';

/** What the sentence about the worst service is made from: each a figure of the product, of that service alone but for the first. */
export interface WorstFigures {
  /** Overdue cases by service. */
  readonly overdue: FiguresView;
  /** Overdue cases of the worst service, by case type. */
  readonly types: FiguresView;
  /** Received and closed in the last four weeks, and the oldest open case. */
  readonly received: FiguresView;
  readonly closed: FiguresView;
  readonly oldest: FiguresView;
}

/** The service with most overdue cases; `null` where none is, or where it may not be shown. */
export function worstService({ items }: FiguresView): { readonly key: string; readonly label: string; readonly overdue: number } | null {
  const [worst] = items.filter(({ key, value }) => key !== '' && value !== null && value > 0).toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0));
  return worst === undefined ? null : { key: worst.key, label: worst.label, overdue: worst.value ?? 0 };
}

/** Which service is worst, and why: what is overdue there, how old the oldest is, and whether it keeps up. */
export function worstWords({ overdue, types, received, closed, oldest }: WorstFigures): { readonly what: string; readonly why: string } | null {
  const worst = worstService(overdue);
  if (worst === null) return null;
  const all = overdue.total.value;
  const what = `${worst.label} is worst: ${worst.overdue.toLocaleString('en-GB')}${all === null || all === worst.overdue ? '' : ` of the ${all.toLocaleString('en-GB')}`} overdue.`;
  const most = types.items.filter(({ value }) => value !== null && value > 0).toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0)).slice(0, 2);
  const made = most.length === 0 ? '' : `Most of them: ${most.map(({ label, value }) => `${label} ${(value ?? 0).toLocaleString('en-GB')}`).join(', ')}. `;
  const [came, went] = [received.total.value, closed.total.value];
  const pace = came === null || went === null ? '' : `In the last four weeks ${counted(came, 'case', 'cases')} came and ${went.toLocaleString('en-GB')} ${went === 1 ? 'was' : 'were'} closed${came > went ? ', so it grows' : came < went ? ', so it shrinks' : ''}. `;
  const days = oldest.total.value;
  const age = days === null ? '' : `The oldest was received ${counted(days, 'day', 'days')} ago.`;
  return { what, why: `${made}${pace}${age}`.trim() };
}
