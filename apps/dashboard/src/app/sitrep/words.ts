import type { SitrepFigureName } from '@sightline/contracts';
import { signed } from '../ui/words';

/** What a figure of the SitRep looks like in few words, and which way is well. */
export const figureWords: Readonly<Record<SitrepFigureName, { short: string; of: string; more: 'better' | 'worse' }>> = {
  operated: { short: 'Operated', of: 'runs', more: 'better' },
  'on-time': { short: 'On time', of: 'runs that have ended', more: 'better' },
  lateness: { short: 'Mean late', of: 'late runs', more: 'worse' },
  cancelled: { short: 'Cancelled', of: 'runs', more: 'worse' },
  tracked: { short: 'Tracked', of: 'runs whose trace was read', more: 'better' },
  guided: { short: 'Guide', of: 'runs that needed one', more: 'better' },
  overlong: { short: 'Too long aboard', of: 'children’s journeys', more: 'worse' },
};

export const plain = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 1 });

/** `93.4 %`, `12 min`, `3`; a dash where there is nothing to reckon from. */
export function amount(value: number | null, unit: string): string {
  if (value === null) return '–';
  return unit === '%' || unit === 'min' ? `${plain(value)} ${unit}` : plain(value);
}

/** What stands under a figure: `1,003 of 1,020 runs`. */
export function share({ figure, numerator, denominator }: { figure: SitrepFigureName; numerator: number | null; denominator: number | null }): string {
  if (numerator === null || denominator === null) return 'too few to be shown here';
  if (figure === 'lateness') return `${plain(numerator)} min over ${plain(denominator)} late runs`;
  return `${plain(numerator)} of ${plain(denominator)} ${figureWords[figure].of}`;
}

/** How a figure moved since the week before, in points, minutes or children, and whether that is well. */
export function change(figure: SitrepFigureName, unit: string, now: number | null, before: number | null | undefined): { text: string; way: 'better' | 'worse' | 'level' } | null {
  if (now === null || before === null || before === undefined) return null;
  const difference = Math.round((now - before) * 10) / 10;
  const noun = unit === '%' ? ' points' : unit === 'min' ? ' min' : '';
  if (difference === 0) return { text: 'as last week', way: 'level' };
  const better = difference > 0 === (figureWords[figure].more === 'better');
  return { text: `${signed(difference, 1)}${noun} on last week`, way: better ? 'better' : 'worse' };
}

const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dayOnly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', timeZone: 'UTC' });

/** Monday of an ISO week. */
export function mondayOf(week: string): Date {
  const fourth = new Date(Date.UTC(Number(week.slice(0, 4)), 0, 4));
  const first = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000;
  return new Date(first + (Number(week.slice(6)) - 1) * 7 * 86_400_000);
}

/** `week 47, 16–22 Nov` */
export function weekWords(week: string): string {
  const from = mondayOf(week);
  const until = new Date(from.getTime() + 6 * 86_400_000);
  const start = from.getUTCMonth() === until.getUTCMonth() ? dayOnly.format(from) : dayAndMonth.format(from);
  return `week ${Number(week.slice(6))}, ${start}–${dayAndMonth.format(until)} ${until.getUTCFullYear()}`;
}
