import { weekday } from '../clock.ts';

export interface Term {
  readonly from: string;
  readonly until: string;
}

/** The invented council's school terms of the school year that begins in September of `year`. */
export function termsOf(year: number): Term[] {
  const next = year + 1;
  return [
    { from: `${year}-09-03`, until: `${year}-10-23` },
    { from: `${year}-11-02`, until: `${year}-12-18` },
    { from: `${next}-01-05`, until: `${next}-02-12` },
    { from: `${next}-02-22`, until: `${next}-03-26` },
    { from: `${next}-04-12`, until: `${next}-05-28` },
    { from: `${next}-06-07`, until: `${next}-07-21` },
  ];
}

export const schoolYearOf = (date: string): number => Number(date.slice(0, 4)) - (date.slice(5) < '08-15' ? 1 : 0);

export function isSchoolDay(date: string): boolean {
  const day = weekday(date);
  return day !== 0 && day !== 6 && termsOf(schoolYearOf(date)).some((term) => date >= term.from && date <= term.until);
}
