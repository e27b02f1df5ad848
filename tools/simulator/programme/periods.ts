import { addDays } from '../clock.ts';

/** How many reporting periods the plan has had. */
export const periodCount = 7;

/** The quarters that have ended, oldest first, each by its last month: the newest is the last that is over today. */
export function periodsBefore(today: string): string[] {
  const year = Number(today.slice(0, 4));
  const quarter = Math.floor((Number(today.slice(5, 7)) - 1) / 3);
  return Array.from({ length: periodCount }, (_, i) => {
    const quarters = year * 4 + quarter - periodCount + i;
    return `${Math.floor(quarters / 4)}-${String((quarters % 4) * 3 + 3).padStart(2, '0')}`;
  });
}

/** The last day of a period. */
export function endOf(period: string): string {
  const [year = 0, month = 1] = period.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

export const daysAfter = (period: string, days: number): string => addDays(endOf(period), days);
