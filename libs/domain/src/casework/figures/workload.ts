import type { WorkerRow } from '@sightline/contracts';
import { dateOf } from '../../calendar/day.js';
import type { Day } from '../../calendar/day.js';
import type { Rules } from '../rules.js';
import { oneDecimal } from './figures.js';
import { isLive, isOverdue } from './live-case.js';
import type { LiveCase } from './live-case.js';

/** Working days over which is told what the due dates ask for. */
export const aheadDays = 20;

export const workloadFormula = `Asked for a day = open cases overdue or due within the next ${aheadDays} working days ÷ ${aheadDays}. Cases that nobody has stand in a row of their own.`;

/** The last of the next {@link aheadDays} working days of England and Wales. */
export const aheadUntil = (rules: Rules, today: Day): Day => rules.calendars['england-and-wales'].add(today, aheadDays);

/** What each worker has, and what a working day it asks of them; those asked for most first. */
export function workload(cases: Iterable<LiveCase>, rules: Rules, today: Day): { items: WorkerRow[]; dueUntil: string } {
  const until = aheadUntil(rules, today);
  const rows = new Map<string, { open: number; overdue: number; due: number; oldest: Day }>();
  for (const live of cases) {
    if (!isLive(live)) continue;
    const { ownerRef = '' } = live.record;
    let row = rows.get(ownerRef);
    if (row === undefined) rows.set(ownerRef, (row = { open: 0, overdue: 0, due: 0, oldest: live.receivedDay }));
    row.open++;
    if (isOverdue(live, today)) row.overdue++;
    if ((live.timing.dueDay ?? Infinity) <= until) row.due++;
    row.oldest = Math.min(row.oldest, live.receivedDay);
  }
  const items = [...rows].map(([ownerRef, { open, overdue, due, oldest }]) => ({ key: ownerRef, label: ownerRef === '' ? 'Nobody has it' : ownerRef, open, overdue, oldestDays: Math.max(0, today - oldest), due, duePerDay: oneDecimal(due / aheadDays) }));
  return { items: items.sort((a, b) => b.due - a.due || b.open - a.open || a.label.localeCompare(b.label)), dueUntil: dateOf(until) };
}
