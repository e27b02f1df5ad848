/** `1 child`, `6 children`: the count with its noun. */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

export const children = (count: number): string => counted(count, 'child', 'children');

/** How long: `9 s`, `4 min`, `2 h 5 min`, `26 h`, `3 days`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 90) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 6 && minutes % 60 !== 0) return `${hours} h ${minutes % 60} min`;
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`;
}

/** How long someone has waited, to the second while it is short: `42 s`, `1 min 42 s`, `1 h 5 min`. */
export function waited(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
}

/** Whole minutes late or early against the schedule: `+8`, `−2`, `0`. */
export function minutesLate(seconds: number): string {
  const minutes = Math.trunc(seconds / 60);
  if (minutes === 0) return '0';
  return minutes > 0 ? `+${minutes}` : `−${-minutes}`;
}

/** A signed difference with a true minus sign. */
export function signed(value: number, digits = 0): string {
  const text = Math.abs(value).toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  if (Number(Math.abs(value).toFixed(digits)) === 0) return text;
  return value > 0 ? `+${text}` : `−${text}`;
}

/** First letter large, the rest as it is. */
export { upperFirst as sentenceCase } from '@sightline/domain';

