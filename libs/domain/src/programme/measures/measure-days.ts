import type { MeasurePeriod } from '@sightline/contracts';
import { dateOf, dayOf } from '../../calendar/day.js';
import type { Measure } from '../state.js';

/** A value of a measure at a moment; `hidden` where it stands for too few people to be shown. */
export interface Figure {
  readonly value: number | null;
  /** RFC 3339. */
  readonly at: string;
  readonly hidden?: boolean | undefined;
}

/** How a measure stood on a civil date: its last value, and what was seen of it on the way. Judged by the target of that day. */
export interface MeasureDay {
  readonly measureRef: string;
  readonly date: string;
  /** The value at the end of the day, or as it was last read. `null`: there was nothing to reckon it from. */
  readonly value: number | null;
  /** When the value was last another one, RFC 3339. */
  readonly at: string;
  /** Whether that last value was at target. What was seen on the way is no verdict: an average of three buses at 07:40 is not the day's. */
  readonly met: boolean | null;
  /** Of the values of the day that may be shown. */
  readonly lowest: number | null;
  readonly highest: number | null;
  /** The first moment of the day at which it was seen off target. */
  readonly firstOffAt: string | null;
  readonly target: number;
  readonly aim: Measure['aim'];
  /** The last value stands for fewer than five people and is shown to nobody. */
  readonly hidden: boolean;
}

export const isMet = (value: number | null, { target, aim }: Pick<Measure, 'target' | 'aim'>): boolean | null => (value === null ? null : aim === 'at-least' ? value >= target : value <= target);

/** Adds a reading to its day. The very same record comes back when it says nothing new. */
export function addToDay(day: MeasureDay | undefined, measure: Pick<Measure, 'measureRef' | 'target' | 'aim'>, date: string, { value, at, hidden = false }: Figure): MeasureDay {
  const { measureRef, target, aim } = measure;
  if (day?.value === value && day.target === target && day.aim === aim && day.hidden === hidden) return day;
  const met = isMet(value, measure);
  const shown = value === null || hidden ? [] : [value];
  const extremes = [day?.lowest, day?.highest, ...shown].filter((one) => typeof one === 'number');
  return {
    measureRef, date, value, at, met, target, aim, hidden,
    lowest: extremes.length === 0 ? null : Math.min(...extremes),
    highest: extremes.length === 0 ? null : Math.max(...extremes),
    firstOffAt: day?.firstOffAt ?? (met === false ? at : null),
  };
}

/** For so many days an external figure speaks: then it is stale, and what came after it is not known. */
export const daysOfPeriod: Readonly<Record<MeasurePeriod, number>> = { day: 1, week: 7, month: 31, period: 92 };
/** A live measure is read every day. Days without a record are days on which nobody looked; a stop of a weekend breaks no run. */
const liveGap = 7;

/** How long a value of a measure holds, in days, when no other one comes. */
export const holdsDays = ({ metric, period }: Pick<Measure, 'metric' | 'period'>): number => (metric === undefined ? daysOfPeriod[period ?? 'period'] : liveGap);

/** A day of a span: `met` is `null` where there was no value, `watched` false where nobody looked. */
export interface SpanDay {
  readonly date: string;
  readonly value: number | null;
  readonly met: boolean | null;
  readonly watched: boolean;
  readonly firstOffAt?: string;
}

/** What is known of a measure over some days. */
export interface MeasureSpan {
  readonly days: readonly SpanDay[];
  /** The first day ever recorded: nothing is known of any before. */
  readonly watchedSince: string | null;
  /** Dates that ended off target. */
  readonly offDates: readonly string[];
  /** Dates on which nobody looked, or that came before it was watched. */
  readonly unwatchedDates: readonly string[];
  /** Whether it was at target at the end of every day on which it had a value, and was watched on all of them. `null`: it never had a value. */
  readonly metThroughout: boolean | null;
}

/**
 * A measure day by day from one civil date to another, both included. An external figure speaks from its date until the
 * next one, or until its period has passed; a live one for its own day, and for those after it on which we were not running
 * for at most a week, as what was known.
 * `records` are the measure's own, oldest first.
 */
export function daysOfMeasure(measure: Pick<Measure, 'metric' | 'period'>, records: readonly MeasureDay[], from: string, until: string): MeasureSpan {
  const holds = holdsDays(measure);
  const days: SpanDay[] = [];
  let next = 0;
  let last: MeasureDay | undefined;
  for (let day = dayOf(from); day <= dayOf(until); day++) {
    const date = dateOf(day);
    for (let record = records[next]; record !== undefined && record.date <= date; record = records[++next]) last = record;
    const watched = last !== undefined && day - dayOf(last.date) <= holds;
    days.push({
      date,
      value: watched && last !== undefined && !last.hidden ? last.value : null,
      met: watched && last !== undefined ? last.met : null,
      watched,
      ...(last?.date === date && last.firstOffAt !== null ? { firstOffAt: last.firstOffAt } : {}),
    });
  }
  const known = days.filter(({ met }) => met !== null);
  const offDates = days.filter(({ met }) => met === false).map(({ date }) => date);
  const unwatchedDates = days.filter(({ watched }) => !watched).map(({ date }) => date);
  return { days, watchedSince: records[0]?.date ?? null, offDates, unwatchedDates, metThroughout: known.length === 0 ? null : offDates.length + unwatchedDates.length === 0 };
}

/** Since when a measure is at its target, or is not. */
export interface MeasureStanding {
  readonly watchedSince: string | null;
  readonly lastMetDate: string | null;
  readonly metSinceDate: string | null;
  readonly missedSinceDate: string | null;
}

/** What the records say up to and including `today`: days without a value are passed over, days on which nobody looked break what was unbroken. */
export function standingOf(measure: Pick<Measure, 'metric' | 'period'>, records: readonly MeasureDay[], today: string): MeasureStanding {
  const known = records.filter(({ met, date }) => met !== null && date <= today);
  const last = known.at(-1);
  const standing = { watchedSince: records[0]?.date ?? null, lastMetDate: known.findLast(({ met }) => met === true)?.date ?? null };
  if (last === undefined) return { ...standing, metSinceDate: null, missedSinceDate: null };
  const since = unbroken(measure, records, last);
  return { ...standing, lastMetDate: last.met === true && isRecent(measure, last, today) ? today : standing.lastMetDate, metSinceDate: last.met === true ? since : null, missedSinceDate: last.met === false ? since : null };
}

const isRecent = (measure: Pick<Measure, 'metric' | 'period'>, { date }: MeasureDay, today: string): boolean => dayOf(today) - dayOf(date) <= holdsDays(measure);

function unbroken(measure: Pick<Measure, 'metric' | 'period'>, records: readonly MeasureDay[], last: MeasureDay): string {
  let since = last.date;
  let seen = last.date;
  for (let index = records.indexOf(last) - 1; index >= 0; index--) {
    const record = records[index];
    if (record === undefined || record.met === !last.met || dayOf(seen) - dayOf(record.date) > holdsDays(measure)) break;
    seen = record.date;
    if (record.met !== null) since = record.date;
  }
  return since;
}

const weeksShown = 13;

/** The value at the end of each of the last weeks, the same weekday as today's, and now. What may not be shown is left out. */
export function recentOf(measure: Pick<Measure, 'metric' | 'period'>, records: readonly MeasureDay[], today: string): { date: string; value: number }[] {
  const until = dayOf(today);
  return Array.from({ length: weeksShown }, (_, index) => dateOf(until - 7 * (weeksShown - 1 - index))).flatMap((date) => {
    const record = recordAt(measure, records, date);
    return record === undefined || record.value === null || record.hidden ? [] : [{ date, value: record.value }];
  });
}

/** What was known at the end of a day: its record, or an earlier one that still held. */
export function recordAt(measure: Pick<Measure, 'metric' | 'period'>, records: readonly MeasureDay[], date: string): MeasureDay | undefined {
  const record = records.findLast((each) => each.date <= date);
  return record !== undefined && dayOf(date) - dayOf(record.date) <= holdsDays(measure) ? record : undefined;
}
