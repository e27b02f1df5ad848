import type { MeasureTrend, MeasureView } from '@sightline/contracts';
import { addMonths, dateOf, dayOf } from '../../calendar/day.js';
import type { Measure, Programme } from '../state.js';
import { daysOfPeriod, isMet, recentOf, recordAt, standingOf } from './measure-days.js';
import type { MeasureDay } from './measure-days.js';

export type MeasureReading = MeasureView;

/** What a measure says now, and what is on record of it. */
export interface MeasureValue {
  readonly value: number | null;
  /** RFC 3339. */
  readonly asOf: string | null;
  readonly sourceName: string;
  /** Of one of our own metrics, in words. */
  readonly formula?: string | undefined;
  /** One of our own metrics feeds it. */
  readonly live?: boolean;
  /** Why there is no value, where something is wrong. */
  readonly problem?: string | undefined;
  /** Fewer than five people stand behind the value: it is judged, and not shown. */
  readonly hidden?: boolean | undefined;
  /** The measure's days, oldest first, and the civil date of today. */
  readonly days?: readonly MeasureDay[];
  readonly today?: string;
}

/** Gives a measure its live value where one of our own metrics feeds it. */
export type ReadMeasure = (measure: Measure) => MeasureValue;

/** The value that was told, for a measure that nothing of ours feeds. */
export const asEntered: ReadMeasure = ({ value, asOf, sourceName }) => ({ value: value ?? null, asOf: asOf ?? null, sourceName: sourceName ?? 'not stated' });

/** The last civil date of a reporting period, which is named by its last month. */
export const lastDateOf = (period: string): string => dateOf(addMonths(dayOf(`${period}-01`), 1) - 1);

/** A measure as an item shows it. `previous` is the reporting period that it is compared with. */
export function readingOf(programme: Programme, measure: Measure, read: ReadMeasure, previous: string | null): MeasureReading {
  const { measureRef, title, unit, target, aim, period } = measure;
  const { value, asOf, sourceName, formula, live, problem, hidden, days, today } = read(measure);
  const shown = hidden === true ? null : value;
  return {
    measureRef,
    title,
    unit,
    target,
    aim,
    value: shown,
    asOf,
    met: isMet(value, measure),
    sourceName,
    ...(live === true ? { live } : {}),
    ...(period === undefined ? {} : { period }),
    ...(formula === undefined ? {} : { formula }),
    ...(problem === undefined ? {} : { problem }),
    ...(hidden === true ? { suppressed: true } : {}),
    ...(today === undefined ? {} : { ...(isStale(measure, asOf, value, today) ? { stale: true } : {}), trend: trendOf(programme, measure, shown, days ?? [], previous), ...standingOf(measure, days ?? [], today), recent: recentOf(measure, days ?? [], today) }),
  };
}

/** An external figure that is older than the time over which it counts. One without a date is of no known age. */
function isStale({ metric, period }: Measure, asOf: string | null, value: number | null, today: string): boolean {
  if (metric !== undefined || value === null) return false;
  return asOf === null || dayOf(today) - dayOf(asOf.slice(0, 10)) > daysOfPeriod[period ?? 'period'];
}

/** Against the value on record at the end of the period before; else against the one that the board was shown when it took that period. */
function trendOf(programme: Programme, measure: Measure, value: number | null, days: readonly MeasureDay[], previous: string | null): MeasureReading['trend'] {
  if (previous === null || value === null) return null;
  const then = valueAtEnd(measure, days, previous) ?? valueShown(programme, measure.measureRef, previous);
  if (then === null) return null;
  const change = tenth(value - then);
  return { since: previous, value: then, change, direction: directionOf(change, measure.aim) };
}

/** Better or worse is the aim's to say: fewer days are better where the target is at most. */
const directionOf = (change: number, aim: Measure['aim']): MeasureTrend => (change === 0 ? 'level' : change > 0 === (aim === 'at-least') ? 'better' : 'worse');

function valueShown({ frozen }: Programme, measureRef: string, period: string): number | null {
  for (const { measures } of frozen.get(period)?.items ?? []) {
    const found = measures.find((measure) => measure.measureRef === measureRef);
    if (found) return found.value;
  }
  return null;
}

function valueAtEnd(measure: Measure, days: readonly MeasureDay[], period: string): number | null {
  const record = recordAt(measure, days, lastDateOf(period));
  return record === undefined || record.hidden ? null : record.value;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
