/** Civil time of an English city: Europe/London, by the rule in force since 1996. Instants are milliseconds since 1970. */
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

function lastSundayAtOne(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0));
  return Date.UTC(year, month, last.getUTCDate() - last.getUTCDay(), 1);
}

function offsetAt(instant: number): number {
  const year = new Date(instant).getUTCFullYear();
  return instant >= lastSundayAtOne(year, 2) && instant < lastSundayAtOne(year, 9) ? hour : 0;
}

/** The day in London at an instant, `YYYY-MM-DD`. */
export function civilDateAt(instant: number): string {
  return new Date(instant + offsetAt(instant)).toISOString().slice(0, 10);
}

/** Minutes since local midnight by the clock on the wall. */
export function minutesOfDayAt(instant: number): number {
  const local = new Date(instant + offsetAt(instant));
  return local.getUTCHours() * 60 + local.getUTCMinutes() + local.getUTCSeconds() / 60;
}

/** The instant at which the wall clock shows `minutes` past midnight on a day. */
export function instantAt(date: string, minutes: number): number {
  const wall = Date.parse(`${date}T00:00:00Z`) + minutes * minute;
  const guess = wall - offsetAt(wall);
  return wall - offsetAt(guess);
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
}

export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day);
}

/** 0 is Sunday. */
export function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

export function timeOfDay(minutes: number): string {
  const whole = Math.round(minutes);
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

export const iso = (instant: number): string => new Date(Math.round(instant)).toISOString();
