import type { AlertCause } from '@sightline/contracts';
import { causeOf } from '../transport/disruption/causes.js';
import { counted, punctuality } from '../words.js';
import type { Situation } from './situation.js';
import { latenessAt } from './situation.js';
import type { Part } from './spoken.js';
import { said, strong } from './spoken.js';

/** The turns of phrase that the sentences for callers and families are put together from. */

export const clock = ({ asked }: Situation, at: string | number): string => asked.time(typeof at === 'number' ? new Date(at).toISOString() : at);
export const route = ({ run }: Situation): string => `Route ${run.routeRef}`;

/** A stop by its name; a school's stop by the school's. A code of a register cannot be read aloud. */
export function placeName({ run, calls, at, asked }: Situation, index: number): string {
  if (index === at && asked.yourStop) return 'your stop';
  const isSchool = run.direction === 'to-school' ? index === calls.length - 1 : run.direction === 'from-school' && index === 0;
  return calls[index]?.name ?? (isSchool ? run.schoolName : undefined) ?? `stop ${index + 1}`;
}
export const school = ({ run }: Situation): string => run.schoolName ?? 'The school';
export const targetName = (situation: Situation): string => placeName(situation, situation.targetAt);

/**
 * Why, in words that may be said to anybody. An illness, an accident or the police are for the control room to speak of,
 * and a cause in someone's own words is not read aloud.
 */
const plainCauses: Readonly<Partial<Record<AlertCause, string>>> = {
  'technical-problem': 'a fault',
  strike: 'a strike',
  demonstration: 'a march',
  holiday: 'a holiday',
  weather: 'the weather',
  maintenance: 'repairs',
  construction: 'road works',
};
export function why(cause: string | undefined): string {
  const plain = cause === undefined ? undefined : plainCauses[causeOf(cause)];
  return plain === undefined ? '' : ` because of ${plain}`;
}

/** `on Tuesday 10 November`, for a run of another day; `today` else. */
export function day({ run, asked }: Situation): string {
  const halfDay = 12 * 3_600_000;
  const isNear = Date.parse(run.startsAt) - asked.now < halfDay && asked.now - Date.parse(run.endsAt) < halfDay;
  if (isNear) return 'today';
  const date = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${run.serviceDate}T12:00:00Z`));
  return `on ${date.replace(',', '')}`;
}

/** `Route 412 left Beechwood School at 15:18`; of a run whose start nobody saw, only that it set out. */
export function started(situation: Situation): readonly Part[] {
  const index = situation.calls.findIndex(({ departedAt }) => departedAt !== undefined);
  const departedAt = situation.calls[index]?.departedAt;
  return departedAt === undefined ? said`${route(situation)} has set out` : said`${route(situation)} left ${placeName(situation, index)} at ${strong(clock(situation, departedAt))}`;
}

/** `was at your stop at 15:46`, of a stop that it has come to; of one where it came before its time, when it left: that is what was missed. */
export function was(situation: Situation, index: number): readonly Part[] {
  const { arrivedAt, departedAt, scheduledAt = '' } = situation.calls[index] ?? {};
  const cameEarly = arrivedAt !== undefined && departedAt !== undefined && Date.parse(arrivedAt) < Date.parse(scheduledAt);
  if (arrivedAt !== undefined && index > 0 && !cameEarly) return said`was at ${placeName(situation, index)} at ${strong(clock(situation, arrivedAt))}`;
  if (departedAt !== undefined) return said`left ${placeName(situation, index)} at ${strong(clock(situation, departedAt))}`;
  return said`has gone past ${placeName(situation, index)}, but we did not see when`;
}

/** `, 6 minutes late`, of a stop with a time; nothing where it has none. */
export function howLate({ calls }: Situation, index: number): readonly Part[] {
  const lateness = latenessAt(calls, index);
  return lateness === undefined ? [] : said`, ${strong(punctuality(lateness, 'spoken'))}`;
}

/** `two stops away`; of a caller who asks about no stop, from where the run goes. */
export function stopsAway(situation: Situation): string {
  const stops = counted(situation.away, 'stop', 'stops');
  return situation.at < 0 ? `${stops} from ${targetName(situation)}` : `${stops} away`;
}

/** ` and is two stops away`, ` and your stop is next`. */
export const away = (situation: Situation): readonly Part[] =>
  situation.away === 1 ? said` and ${strong(`${targetName(situation)} is next`)}` : said` and is ${strong(stopsAway(situation))}`;

/** `about 6 minutes late`, of what is expected; `on time` needs no about. */
export function aboutLate(latenessSeconds: number): readonly Part[] {
  const words = punctuality(latenessSeconds, 'spoken');
  return words === 'on time' ? said`${strong(words)}` : said`about ${strong(words)}`;
}

/** `between 15:44 and 15:49`: always a range on the clock. */
export const between = (situation: Situation, { earliest, latest }: { readonly earliest: number; readonly latest: number }): readonly Part[] =>
  said`between ${strong(`${clock(situation, earliest)} and ${clock(situation, latest)}`)}`;

/** `9 seconds`, `4 minutes`, `2 hours`: how long ago, never rounded to more than is true. */
export function ago(seconds: number): string {
  const of = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;
  if (seconds < 120) return of(Math.max(0, Math.round(seconds)), 'second');
  return seconds < 7200 ? of(Math.floor(seconds / 60), 'minute') : of(Math.floor(seconds / 3600), 'hour');
}
