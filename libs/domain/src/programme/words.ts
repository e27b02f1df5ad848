import type { Rating } from '@sightline/contracts';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `2026-09` as `September 2026`. */
export function periodWords(period: string): string {
  const [year, month] = period.split('-');
  return `${months[Number(month) - 1] ?? ''} ${year ?? ''}`;
}

/** `2026-09-15` as `15 September 2026`. */
export const dateWords = (date: string): string => `${Number(date.slice(8))} ${periodWords(date.slice(0, 7))}`;

/** `green` as `Green`, and no rating as `unrated`. */
export const ratingWord = (rating: Rating | null): string => (rating === null ? 'unrated' : `${rating.charAt(0).toUpperCase()}${rating.slice(1)}`);

/** The first few of many: `A1.1, A1.2 and 4 more`. */
export function listed(of: readonly string[], most = 3): string {
  if (of.length === 1) return of[0] ?? '';
  const shown = of.length > most ? of.slice(0, most - 1) : of.slice(0, -1);
  const last = of.length > most ? `${of.length - shown.length} more` : of.at(-1);
  return `${shown.join(', ')} and ${last ?? ''}`;
}
