import type { StopHistoryDay } from '@sightline/contracts';

/** A visit of a past day as it was planned and seen. Epoch milliseconds. */
export interface PastVisit {
  readonly serviceDate: string;
  readonly scheduledAt: number;
  readonly arrivedAt?: number | undefined;
  readonly departedAt?: number | undefined;
  readonly isCancelled: boolean;
  readonly isFirst: boolean;
}

/** A bus is late from six minutes on: up to 5 minutes 59 seconds counts as on time (Department for Transport, bus punctuality statistics). */
export const lateFromMinutes = 6;
/** Four weeks of school. */
export const historyDays = 20;

export const historyFormula =
  `moment seen or reported at this stop − its time in that day’s timetable, whole minutes rounded down; at the first stop the departure. Late from ${lateFromMinutes} minutes. ` +
  `The last ${historyDays} days before this run on which its route was planned to call here in this direction; of several runs a day the one nearest in time of day. Days on which it was not seen here count neither as late nor as on time.`;

/** What a past day says of a stop. Who came early and waited is measured when it left. */
export function historyDay({ serviceDate, scheduledAt, arrivedAt, departedAt, isCancelled, isFirst }: PastVisit): StopHistoryDay {
  const day = { serviceDate, scheduledAt: new Date(scheduledAt).toISOString() };
  if (isCancelled) return { ...day, outcome: 'cancelled' };
  const cameEarly = arrivedAt !== undefined && arrivedAt < scheduledAt;
  const at = isFirst || cameEarly ? (departedAt ?? arrivedAt) : (arrivedAt ?? departedAt);
  if (at === undefined) return { ...day, outcome: 'not-seen' };
  return { ...day, arrivedAt: new Date(isFirst ? at : (arrivedAt ?? at)).toISOString(), lateMinutes: Math.floor((at - scheduledAt) / 60_000), outcome: 'seen' };
}

/** `5 of 18 late; not seen on 1 day, cancelled on 1`: what is not known is said beside what is. */
export function historySummary(days: readonly StopHistoryDay[]): { readonly late: number; readonly seen: number; readonly summary: string } {
  const count = (outcome: StopHistoryDay['outcome']): number => days.filter((day) => day.outcome === outcome).length;
  const late = days.filter(({ lateMinutes }) => lateMinutes !== undefined && lateMinutes >= lateFromMinutes).length;
  const [seen, unseen, cancelled] = [count('seen'), count('not-seen'), count('cancelled')];
  const on = (number: number): string => `${number} ${number === 1 ? 'day' : 'days'}`;
  const parts = [
    days.length === 0 ? 'No day before this one is known' : seen === 0 ? 'Not seen here on any day' : `${late} of ${seen} late`,
    ...(unseen > 0 && seen > 0 ? [`not seen on ${on(unseen)}`] : []),
    ...(cancelled > 0 ? [`cancelled on ${on(cancelled)}`] : []),
  ];
  return { late, seen, summary: parts.join('; ') };
}
