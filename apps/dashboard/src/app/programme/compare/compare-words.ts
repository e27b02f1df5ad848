import type { ChangeKind, Comparison, ComparisonRow, Rating } from '@sightline/contracts';
import { ratings } from '@sightline/contracts';
import { counted, signed } from '../../ui/words';
import { dateName, periodName } from '../words';

/** The tables of the comparison, in the order of the board's paper: what belongs in each. */
export const tables: readonly { readonly id: string; readonly heading: string; readonly holds: (row: ComparisonRow) => boolean }[] = [
  { id: 'fell', heading: 'Ratings that fell', holds: (row) => row.what === 'rating' && row.travel === 'down' },
  { id: 'rose', heading: 'Ratings that rose', holds: (row) => row.what === 'rating' && row.travel === 'up' },
  { id: 'first-rated', heading: 'Rated for the first time, or no more', holds: (row) => row.what === 'rating' && row.travel !== 'up' && row.travel !== 'down' },
  { id: 'dates', heading: 'Dates that moved', holds: (row) => row.what === 'due-date' },
  { id: 'done', heading: 'Milestones met, decisions taken, risks closed', holds: (row) => row.what === 'achieved' || row.what === 'decided' || row.what === 'closed' },
  { id: 'risks', heading: 'Risks scored anew', holds: (row) => row.what === 'score' },
  { id: 'recommendations', heading: 'Recommendations assessed anew', holds: (row) => row.what === 'category' },
  { id: 'measures', heading: 'Measures', holds: (row) => row.what === 'value' },
  { id: 'new', heading: 'New', holds: (row) => row.what === 'new' },
  { id: 'removed', heading: 'No longer there', holds: (row) => row.what === 'removed' },
];

/** Between two periods in one sentence. */
export function comparisonInWords({ from, to, items }: Comparison): string {
  const moved = (travel: 'up' | 'down') => items.filter((row) => row.what === 'rating' && row.travel === travel).length;
  const [down, up] = [moved('down'), moved('up')];
  const later = items.filter((row) => row.what === 'due-date' && (row.days ?? 0) > 0).length;
  const between = `From ${periodName(from.period)} to ${periodName(to.period)}`;
  if (items.length === 0) return `${between} nothing changed.`;
  return `${between}, ${counted(down, 'rating', 'ratings')} fell, ${up} rose, and ${counted(later, 'date', 'dates')} moved later.`;
}

/** A value of a row as a reader writes it; a rating is drawn, not written. */
export function valueName(value: ComparisonRow['from'], what: ChangeKind): string {
  if (value === null) return '–';
  if (typeof value === 'number') return value.toLocaleString('en-GB');
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && what !== 'category' ? dateName(value) : value;
}

export const ratingOf = (value: ComparisonRow['from']): Rating | null => ratings.find((rating) => rating === value) ?? null;

/** How far a row went: `28 days later`, `+3`, `up`. */
export function distance({ what, from, to, days, travel }: ComparisonRow): string {
  if (days !== null) return `${counted(Math.abs(days), 'day', 'days')} ${days > 0 ? 'later' : 'sooner'}`;
  if (typeof from === 'number' && typeof to === 'number') return `${signed(Math.round((to - from) * 10) / 10, what === 'value' ? 1 : 0)}, ${travel === 'up' ? 'better' : travel === 'down' ? 'worse' : 'level'}`;
  return travel ?? '';
}
