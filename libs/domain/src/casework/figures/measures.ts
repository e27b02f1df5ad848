import type { CaseworkMeasure } from '@sightline/contracts';
import { dayOf } from '../../calendar/day.js';
import type { Day } from '../../calendar/day.js';
import type { Rules } from '../rules.js';
import { daysToAnswer, isDueSoon, isLive, isOverdue, slaDaysOf, wasOverdue } from './live-case.js';
import type { LiveCase } from './live-case.js';

export interface MeasureContext {
  readonly today: Day;
  /** The period, both days included. */
  readonly from: Day;
  readonly until: Day;
  readonly rules: Rules;
}

/** A figure as data: its formula in words, what a case adds to it, and how the sums become its value. */
export interface Measure {
  readonly label: string;
  readonly unit: 'cases' | 'days' | '%';
  readonly formula: string;
  /** Of the cases as they stand now, whatever the period: it cannot be told of a year ago. */
  readonly ofNow?: true;
  /** It counts by the day of receipt, also where the case was closed since. */
  readonly byReceipt?: true;
  /** It can only be said of one case type: requests with requests, plans with plans. */
  readonly ofOneType?: true;
  /** What a case adds to the numerator and the denominator; nothing where it is not among those counted. */
  readonly adds: (live: LiveCase, context: MeasureContext) => readonly [numerator: number, denominator: number] | undefined;
  readonly value: 'sum' | 'greatest' | 'mean' | 'mean, rounded' | 'percent' | 'projected';
}

const one = [1, 1] as const;
const within = (day: Day | undefined, { from, until }: MeasureContext): boolean => day !== undefined && day >= from && day <= until;
const wasAnswered = (live: LiveCase, context: MeasureContext): boolean => live.record.state === 'closed' && within(live.closedDay, context);

const closedOnTime = (live: LiveCase, context: MeasureContext): readonly [number, number] | undefined =>
  live.timing.inTime === undefined || !wasAnswered(live, context) ? undefined : [live.timing.inTime ? 1 : 0, 1];

/** Closed in the period, or open and overdue at its end: a rate of closed cases alone hides the backlog. */
const onTime = (live: LiveCase, context: MeasureContext): readonly [number, number] | undefined =>
  closedOnTime(live, context) ?? (wasOverdue(live, Math.min(context.until, context.today)) ? [0, 1] : undefined);

const leadDays = ({ record, receivedDay }: LiveCase): number | undefined => (record.dates?.performance === undefined ? undefined : dayOf(record.dates.performance) - receivedDay);
/** Asked for before a performance (Children (Performances and Activities) (England) Regulations 2014, regulation 4). */
const noticeDays = 21;

/** Every figure of casework that can be broken down (casework.md, "Metrics"). */
export const measures: Readonly<Record<CaseworkMeasure, Measure>> = {
  open: { label: 'Open', unit: 'cases', formula: 'cases received and neither closed nor withdrawn, paused ones included', ofNow: true, adds: (live) => (isLive(live) ? one : undefined), value: 'sum' },
  'due-soon': { label: 'Due soon', unit: 'cases', formula: 'open cases with three quarters of a clock used, not overdue', ofNow: true, adds: (live, { today }) => (isLive(live) && isDueSoon(live, today) ? one : undefined), value: 'sum' },
  overdue: { label: 'Overdue', unit: 'cases', formula: 'open cases with a running clock past its due date', ofNow: true, adds: (live, { today }) => (isLive(live) && isOverdue(live, today) ? one : undefined), value: 'sum' },
  paused: { label: 'Paused', unit: 'cases', formula: 'open cases all of whose clocks stand still', ofNow: true, adds: ({ record }) => (record.state === 'paused' ? one : undefined), value: 'sum' },
  'oldest-days': { label: 'Oldest', unit: 'days', formula: 'days since the oldest open case was received', ofNow: true, adds: (live, { today }) => (isLive(live) ? [today - live.receivedDay, 1] : undefined), value: 'greatest' },
  received: { label: 'Received', unit: 'cases', formula: 'cases received in the period', byReceipt: true, adds: (live, context) => (within(live.receivedDay, context) ? one : undefined), value: 'sum' },
  closed: { label: 'Closed', unit: 'cases', formula: 'cases closed in the period; withdrawn ones left out', adds: (live, context) => (wasAnswered(live, context) ? one : undefined), value: 'sum' },
  'received-projected': { label: 'Received, projected for the year', unit: 'cases', formula: 'cases of one type received from the start of the period × 12 ÷ months elapsed', ofOneType: true, byReceipt: true, adds: (live, context) => (within(live.receivedDay, context) ? one : undefined), value: 'projected' },
  'mean-days': {
    label: 'Mean days to answer', unit: 'days', formula: 'days from receipt to answer ÷ cases answered in the period; withdrawn ones left out; in working days where the target is',
    adds: (live, context) => {
      const days = wasAnswered(live, context) ? daysToAnswer(live, context.rules) : undefined;
      return days === undefined ? undefined : [days, 1];
    },
    value: 'mean',
  },
  'sla-performance': {
    label: 'Performance against target', unit: 'days', formula: 'days allowed − mean days to answer, of cases answered in the period; subtracted first and rounded last; below zero is over',
    adds: (live, context) => {
      const days = wasAnswered(live, context) ? daysToAnswer(live, context.rules) : undefined;
      const allowed = slaDaysOf(live, context.rules);
      return days === undefined || allowed === undefined ? undefined : [allowed - days, 1];
    },
    value: 'mean, rounded',
  },
  'on-time': { label: 'On time', unit: '%', formula: 'closed on time ÷ (closed + open and overdue); cases with a legal exception are counted as they stand', adds: onTime, value: 'percent' },
  'on-time-of-closed': {
    label: 'On time, of those closed', unit: '%', formula: 'closed on time ÷ closed, as statutory returns have it; it says nothing of the overdue cases that are still open',
    adds: closedOnTime, value: 'percent',
  },
  'on-time-without-exceptions': {
    label: 'On time, without excepted cases', unit: '%', formula: 'closed on time ÷ (closed + open and overdue), cases left out to which a legal exception applied',
    adds: (live, context) => (live.timing.excepted === true ? undefined : onTime(live, context)), value: 'percent',
  },
  'lead-days': {
    label: 'Lead time', unit: 'days', formula: 'days from application to performance ÷ applications received in the period that name their date', byReceipt: true,
    adds: (live, context) => {
      const days = within(live.receivedDay, context) ? leadDays(live) : undefined;
      return days === undefined ? undefined : [days, 1];
    },
    value: 'mean',
  },
  'short-notice': {
    label: 'Short notice', unit: '%', formula: `applications with fewer than ${noticeDays} days to the performance ÷ applications received in the period that name their date`, byReceipt: true,
    adds: (live, context) => {
      const days = within(live.receivedDay, context) ? leadDays(live) : undefined;
      return days === undefined ? undefined : [days < noticeDays ? 1 : 0, 1];
    },
    value: 'percent',
  },
};
