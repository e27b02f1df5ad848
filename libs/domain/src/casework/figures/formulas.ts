import type { CaseworkTable } from '@sightline/contracts';
import { aheadDays } from './workload.js';

/** Each table's formula in words: what is counted, over what, how it is rounded, what it leaves out. */
export const formulas: Readonly<Record<CaseworkTable, (type: string) => string>> = {
  sla: (type) => `${type}: days allowed − mean days from receipt to answer, of cases answered in the last 12 months. Subtract first, round last; below zero is over. Withdrawn cases are left out.`,
  outcomes: (type) => `${type}: outcomes of cases closed in the last 12 months; each percentage rounded half up by itself, so that a row may add up to 99 or 101.`,
  reasons: (type) => `${type}: cases received in the last 12 months by reason ÷ all of them that state one.`,
  volumes: (type) => `${type}: cases received in the month; daily average = total ÷ working days of the month (of this month: so far). Change = (month − the same month a year earlier) ÷ the same month a year earlier, in percent; this month stands beside its same days.`,
  flow: () => 'Arrivals and closures a working day: mean of the last 20 complete working days. Clear by = today + open ÷ (closures − arrivals) working days; never, while as many or more arrive as are closed.',
  caseload: () => `Each = open cases of the team's case types ÷ its filled full-time posts. A day, over a year = each ÷ working days of the next 12 months. A day, to keep the dates = cases overdue or due within the next ${aheadDays} working days ÷ ${aheadDays} ÷ filled posts.`,
};

/** Formulas of the backlog's columns, by column. */
export const backlogFormulas = {
  open: 'received and neither closed nor withdrawn; paused ones included',
  dueSoon: 'open with three quarters of a clock used, not overdue',
  overdue: 'open with a running clock past its due date',
  paused: 'open with all clocks that run standing still',
  oldestDays: 'days since the oldest open case was received',
  onTimePercent: 'closed on time ÷ (closed + open and overdue), closed in the last 12 months; on time: none of its clocks ran over, one with a legal exception counted as it stands',
  onTimeOfClosedPercent: 'closed on time ÷ closed, in the last 12 months: it says nothing of the overdue cases that are still open',
  onTimeWithoutExceptedPercent: 'closed on time ÷ (closed + open and overdue), cases left out to which a legal exception applied',
  netPerDay: 'arrivals − closures a working day, mean of the last 20 complete working days',
} as const;
