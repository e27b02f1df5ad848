import type { MeasurePeriod, MeasureView } from '@sightline/contracts';
import { signed } from '../../ui/words';
import { dateName, periodName } from '../words';

const digits = (value: number): number => (Number.isInteger(value) ? 0 : 1);

/** `87.1%`, `18.4 days`. A percentage sign stands at its number. */
export function withUnit(value: number, unit: string): string {
  const figure = value.toLocaleString('en-GB', { maximumFractionDigits: 1 }).replace('-', '−');
  return unit === '%' || unit === '' ? `${figure}${unit}` : `${figure} ${unit}`;
}

export function valueWords({ value, unit, suppressed, problem }: MeasureView): string {
  if (value !== null) return withUnit(value, unit);
  if (suppressed === true) return 'fewer than 5';
  return problem === undefined ? 'no value yet' : 'not known';
}

export const targetWords = ({ aim, target, unit }: MeasureView): string => `${aim === 'at-least' ? 'at least' : 'at most'} ${withUnit(target, unit)}`;

/** Whether it is at target: a word with a mark. */
export function verdict({ met }: MeasureView): { word: string; icon: 'check' | 'close' | 'minus' } {
  if (met === null) return { word: 'not known', icon: 'minus' };
  return met ? { word: 'met', icon: 'check' } : { word: 'missed', icon: 'close' };
}

/** Against the period before: `+2.1 since June, better`. */
export function trendWords({ trend }: MeasureView): string {
  if (trend === undefined || trend === null) return 'nothing to compare';
  const since = `since ${periodName(trend.since, false)}`;
  return trend.direction === 'level' ? `no change ${since}` : `${signed(trend.change, digits(trend.change))} ${since}, ${trend.direction}`;
}

/** Which way the value went, for the arrow beside the words. */
export function trendIcon({ trend }: MeasureView): 'up' | 'down-arrow' | 'level' | null {
  if (trend === undefined || trend === null) return null;
  return trend.change === 0 ? 'level' : trend.change > 0 ? 'up' : 'down-arrow';
}

/** When it was last true, without a word about a past that nobody watched. */
export function lastMetWords({ met, metSinceDate, missedSinceDate, lastMetDate, watchedSince, problem }: MeasureView): string {
  if (problem !== undefined) return problem;
  if (watchedSince === undefined || watchedSince === null) return met === null ? 'not on record yet' : met ? 'met now' : 'not met';
  if (met === true) return metSinceDate ? `every day since ${dateName(metSinceDate)}` : 'met now';
  if (lastMetDate) return `last met ${dateName(lastMetDate)}`;
  return met === null && !missedSinceDate ? `no value since ${dateName(watchedSince)}` : `never since ${dateName(watchedSince)}`;
}

const periods: Readonly<Record<MeasurePeriod, string>> = { day: 'a day', week: 'a week', month: 'a month', period: 'a quarter' };

/** What is wrong with the age of a figure from elsewhere. */
export const staleWords = ({ stale, period, asOf }: MeasureView): string | null => (stale !== true ? null : asOf === null ? 'of no stated date' : `older than ${periods[period ?? 'period']}`);
