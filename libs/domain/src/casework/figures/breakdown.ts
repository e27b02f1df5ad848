import type { CaseworkDimension, CaseworkMeasure, FiguresView } from '@sightline/contracts';
import { addMonths, dateOf, dayOf, daysInMonth, partsOf } from '../../calendar/day.js';
import type { Day } from '../../calendar/day.js';
import { caseTypeWords } from '../case-type-words.js';
import type { Rules } from '../rules.js';
import { outcomeKey, yearDays } from './type-figures.js';
import { measures } from './measures.js';
import type { Measure, MeasureContext } from './measures.js';
import type { LiveCase } from './live-case.js';

type Row = FiguresView['items'][number];

/** A dimension as data: the key of a case in it, and what a key is called. */
interface Dimension {
  readonly key: (live: LiveCase, asked: Pick<BreakdownQuery, 'measure'>) => string | undefined;
  readonly label?: (key: string) => string;
  /** What a case is under that has no key. */
  readonly none: string;
  /** The key that stands beside it of the period a year earlier, where that is another one. */
  readonly yearBefore?: (key: string) => string;
}

const monthOf = (day: Day): string => dateOf(day).slice(0, 7);
/** The month, `YYYY-MM`, that a figure counts a case in: of closing, or of receipt where it counts what was received or is open. */
export const monthCounted = (measure: CaseworkMeasure, { receivedDay, closedDay }: LiveCase): string => monthOf(measures[measure].byReceipt === true ? receivedDay : (closedDay ?? receivedDay));

/** A period, both days included; what is left open is the last year, as the counters of the backlog have it, until today. */
export function periodOf({ from, until }: { readonly from?: string | undefined; readonly until?: string | undefined }, today: Day): { from: Day; until: Day } {
  const last = until === undefined ? today : dayOf(until);
  return { from: from === undefined ? last - yearDays + 1 : dayOf(from), until: last };
}
const dimensions: Readonly<Record<CaseworkDimension, Dimension>> = {
  'case-type': { key: ({ record }) => record.caseType, label: (key) => caseTypeWords[key as keyof typeof caseTypeWords].label, none: '' },
  'service-area': { key: ({ record }) => record.serviceArea, none: 'No service named' },
  stage: { key: ({ record }) => record.stage, none: 'No stage' },
  channel: { key: ({ record }) => record.channel, none: '' },
  owner: { key: ({ record }) => record.ownerRef, none: 'Nobody has it' },
  reason: { key: ({ record }) => record.reason, none: 'No reason given' },
  outcome: { key: ({ record }) => (record.outcome === undefined ? undefined : outcomeKey(record.outcome)), none: 'No outcome' },
  month: { key: (live, { measure }) => monthCounted(measure, live), none: '', yearBefore: (key) => `${Number(key.slice(0, 4)) - 1}${key.slice(4)}` },
};

class Sums {
  numerator = 0;
  denominator = 0;
  greatest = 0;

  add([numerator, denominator]: readonly [number, number]): void {
    this.numerator += numerator;
    this.denominator += denominator;
    if (numerator > this.greatest) this.greatest = numerator;
  }

  value({ value }: Measure, months: number): number | null {
    if (this.denominator === 0) return value === 'sum' ? 0 : null;
    switch (value) {
      case 'sum':
        return this.numerator;
      case 'greatest':
        return this.greatest;
      case 'mean':
        return oneDecimal(this.numerator / this.denominator);
      case 'mean, rounded':
        return Math.round(this.numerator / this.denominator) + 0;
      case 'percent':
        return oneDecimal((this.numerator * 100) / this.denominator);
      case 'projected':
        return months === 0 ? null : Math.round((this.numerator * 12) / months);
    }
  }
}

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

/** Months of a period, a begun one by the share of its days: January to the end of June is 6. */
export function monthsElapsed(from: Day, until: Day): number {
  const [a, b] = [partsOf(from), partsOf(until)];
  const share = ({ year, month }: typeof a, days: number): number => days / daysInMonth(year, month);
  return b.year * 12 + b.month - (a.year * 12 + a.month) + share(b, b.dayOfMonth) - share(a, a.dayOfMonth - 1);
}

export interface BreakdownQuery {
  readonly measure: CaseworkMeasure;
  readonly by: CaseworkDimension;
  readonly from: Day;
  readonly until: Day;
}

/**
 * A figure broken down by a dimension, the worst of it first where it has a worst, and in all; of a period also the
 * same period a year earlier, with the change in percent to one decimal. `cases` are those that it is asked of.
 */
export function breakdown(cases: readonly LiveCase[], { measure: name, by, from, until }: BreakdownQuery, rules: Rules, today: Day): { items: Row[]; total: Row } {
  const measure = measures[name];
  const context = { today, from, until, rules };
  const now = sumsOf(cases, name, by, context);
  const before = measure.ofNow === true ? undefined : sumsOf(cases, name, by, { ...context, from: addMonths(from, -12), until: addMonths(until, -12) });
  const months = monthsElapsed(from, until);
  const row = (key: string, label: string, sums: Sums, earlier: Sums | undefined): Row => {
    const value = sums.value(measure, months);
    const yearBefore = before === undefined ? undefined : (earlier?.value(measure, months) ?? (measure.value === 'sum' ? 0 : null));
    return { key, label, value, numerator: sums.numerator, denominator: sums.denominator, ...(yearBefore === undefined ? {} : { yearBefore, changePercent: changePercent(value, yearBefore) }) };
  };
  const { label, none, yearBefore = (key: string) => key } = dimensions[by];
  const items = [...now.byKey].map(([key, sums]) => row(key, key === '' ? none : (label?.(key) ?? key), sums, before?.byKey.get(yearBefore(key))));
  items.sort(by === 'month' ? (a, b) => (a.key < b.key ? -1 : 1) : (a, b) => (b.value ?? 0) - (a.value ?? 0) || a.label.localeCompare(b.label));
  const leastIsWorst = by !== 'month' && (name === 'sla-performance' || measure.unit === '%');
  return { items: leastIsWorst ? items.reverse() : items, total: row('total', 'In all', now.all, before?.all) };
}

function sumsOf(cases: readonly LiveCase[], measure: CaseworkMeasure, by: CaseworkDimension, context: MeasureContext): { all: Sums; byKey: Map<string, Sums> } {
  const all = new Sums();
  const byKey = new Map<string, Sums>();
  const { adds } = measures[measure];
  const { key: keyOf } = dimensions[by];
  for (const live of cases) {
    const added = adds(live, context);
    if (added === undefined) continue;
    const key = keyOf(live, { measure }) ?? '';
    let sums = byKey.get(key);
    if (sums === undefined) byKey.set(key, (sums = new Sums()));
    sums.add(added);
    all.add(added);
  }
  return { all, byKey };
}

/** Change on a year earlier in percent, to one decimal; nothing can be said of a change from nothing. */
export const changePercent = (now: number | null, before: number | null): number | null => (now === null || before === null || before === 0 ? null : oneDecimal(((now - before) * 100) / Math.abs(before)));
