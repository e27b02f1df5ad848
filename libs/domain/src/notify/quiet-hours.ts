import type { MessagingRules } from '@sightline/contracts';
import { Temporal } from 'temporal-polyfill';

/** From so long before a run begins its families are setting out: what they must know is told at any hour. Milliseconds. */
export const urgentBefore = 60 * 60_000;

/**
 * When a message may go: at once, or at the end of the quiet hours, but never later than an hour before the run that it
 * is about. `now`, `startsAt` and the answer in epoch milliseconds.
 */
export function releaseAt(now: number, startsAt: number, { quietFrom, quietUntil }: Pick<MessagingRules, 'quietFrom' | 'quietUntil'>, timeZone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const [from, until] = [Temporal.PlainTime.from(quietFrom), Temporal.PlainTime.from(quietUntil)];
  const time = local.toPlainTime();
  const afterFrom = Temporal.PlainTime.compare(time, from) >= 0;
  const beforeUntil = Temporal.PlainTime.compare(time, until) < 0;
  const overnight = Temporal.PlainTime.compare(from, until) > 0;
  if (!(overnight ? afterFrom || beforeUntil : afterFrom && beforeUntil)) return now;
  const endsOn = overnight && afterFrom ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate();
  const end = endsOn.toZonedDateTime({ timeZone, plainTime: until }).epochMilliseconds;
  return Math.min(end, Math.max(now, startsAt - urgentBefore));
}
