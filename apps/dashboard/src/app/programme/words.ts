import type { ProgrammeCounts } from '@sightline/contracts';
import { counted, sentenceCase } from '../ui/words';

/** `2026-09` as `September 2026`. */
export function periodName(period: string, withYear = true): string {
  const [year, month] = period.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, 15)).toLocaleDateString('en-GB', { month: 'long', timeZone: 'UTC', ...(withYear ? { year: 'numeric' } : {}) });
}

/** The last day of a period in words: `30 September 2026`. */
export function periodEnd(period: string): string {
  const [year, month] = period.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 1, 0)).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** `2026-11-30` as `30 November 2026`. */
export const dateName = (date: string): string => new Date(`${date}T12:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** The programme in one line: how many Reds, against the period before, and what became of Blue. */
export function headline({ counts, change, previousPeriod }: ProgrammeCounts): string {
  const red = counts.actions.red;
  const reds = red === 0 ? 'No action is Red' : `${counted(red, 'action is', 'actions are')} Red`;
  if (change === null || previousPeriod === null) return `${reds}.`;
  const before = periodName(previousPeriod, false);
  const more = change.actions.red;
  const moved = more === 0 ? `as in ${before}` : `${Math.abs(more)} ${more > 0 ? 'more' : 'fewer'} than in ${before}`;
  const blue = change.actions.blue;
  const blues = blue === 0 ? 'Blue did not change' : `Blue ${blue > 0 ? 'rose' : 'fell'} by ${Math.abs(blue)}`;
  return `${reds}, ${moved}. ${blues}.`;
}

/** A change with its sign and the period it is measured from: `+4 since June`, `no change`. */
export function changeSince(change: number | undefined, previousPeriod: string | null): { figure: string; since: string } {
  if (change === undefined || previousPeriod === null) return { figure: '', since: 'first period' };
  if (change === 0) return { figure: 'no change', since: '' };
  return { figure: `${change > 0 ? '+' : '−'}${Math.abs(change)}`, since: `since ${periodName(previousPeriod, false)}` };
}

export const contradictionName = (kind: string): string => sentenceCase(kind.replaceAll('-', ' '));

/** That the counts do not move any more, and what came and went since they were taken. */
export function sinceTaken({ added, removed }: Pick<NonNullable<ProgrammeCounts['asTaken']>, 'added' | 'removed'>): string {
  const moved = ([[added, 'added'], [removed, 'removed']] as const).flatMap(([count, what]) => (count === 0 ? [] : [`${counted(count, 'item was', 'items were')} ${what} since`]));
  return `The board has taken this period: the counts are as it took them.${moved.length === 0 ? '' : ` ${moved.join('; ')}.`}`;
}
