import type { CaseType, CaseworkTable, CaseworkTableView, CaseworkValues } from '@sightline/contracts';
import { addMonths, dateOf, dayFrom, daysInMonth, mondayOf } from '../../calendar/day.js';
import { caseTypeWords } from '../case-type-words.js';
import { dailyFlow, flowDays, oneDecimal } from './figures.js';
import { changePercent } from './breakdown.js';
import type { Figures } from './figures.js';
import { aheadDays, aheadUntil } from './workload.js';
import { formulas } from './formulas.js';

/** A team as its posts are reported. */
export interface Team {
  readonly teamRef: string;
  readonly name: string;
  readonly filledPosts: number;
  readonly vacantPosts: number;
  readonly caseTypes: readonly CaseType[];
}

type Row<T extends CaseworkTable> = { key: string; label: string; values: CaseworkValues<T> };
type Table = Omit<CaseworkTableView, 'asOf'>;

/** The case type that a table is about when none is asked for. */
export const usualType: Readonly<Record<CaseworkTable, CaseType>> = { sla: 'yellow-letter', outcomes: 'complaint', reasons: 'complaint', volumes: 'foi', flow: 'complaint', caseload: 'complaint' };

/** A casework table from the counters, with its formula. `caseType` narrows flow, and chooses the type of the rest. */
export function tableOf(table: CaseworkTable, figures: Figures, teams: Iterable<Team>, caseType?: CaseType): Table {
  const type = caseType ?? usualType[table];
  const formula = formulas[table](caseTypeWords[type].label);
  switch (table) {
    case 'sla':
      return { items: sla(figures, type), formula };
    case 'outcomes':
      return { items: outcomes(figures, type), formula };
    case 'reasons':
      return { items: reasons(figures, type), formula };
    case 'volumes':
      return { items: volumes(figures, type), formula };
    case 'flow':
      return { items: flow(figures, caseType), formula };
    case 'caseload':
      return { items: caseload(figures, teams), formula };
  }
}

/** SLA days less the mean days to respond: subtract first, round last. */
export function slaPerformance(slaDays: number, meanDays: number): number {
  return Math.round(slaDays - meanDays) + 0;
}

function sla(figures: Figures, type: CaseType): Row<'sla'>[] {
  const policy = figures.rules.policies.find(({ caseType, clock }) => caseType === type && clock === 'respond');
  const usual = policy === undefined || policy.unit === 'calendar-month' ? undefined : policy.length * (policy.unit === 'calendar-week' ? 7 : 1);
  return [...figures.of(type).areas].flatMap(([area, { answered, answeredDays, targets }]) => {
    const slaDays = commonest(targets) ?? usual;
    if (answered === 0 || slaDays === undefined) return [];
    const mean = answeredDays / answered;
    return [{ key: area, label: area, values: { cases: answered, meanDays: oneDecimal(mean), slaDays, performance: slaPerformance(slaDays, mean) } }];
  }).sort((a, b) => a.values.performance - b.values.performance || a.label.localeCompare(b.label));
}

/** The target that most cases name, of equals the shortest. */
function commonest(targets: ReadonlyMap<number, number>): number | undefined {
  const [first] = [...targets].sort(([a, cases], [b, others]) => others - cases || a - b);
  return first?.[0];
}

/** Each share rounded half up by itself, so that a row may add up to 99 or 101. */
export function percentEach(counts: Readonly<Record<string, number>>): Record<string, number> {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, total === 0 ? 0 : Math.floor((count * 100) / total + 0.5)]));
}

function outcomes(figures: Figures, type: CaseType): Row<'outcomes'>[] {
  return [...figures.of(type).areas].flatMap(([area, { outcomes: of }]) => {
    const counts = Object.fromEntries([...of].sort(([a], [b]) => a.localeCompare(b)));
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return total === 0 ? [] : [{ key: area, label: area, values: { total, counts, percent: percentEach(counts) } }];
  }).sort((a, b) => b.values.total - a.values.total || a.label.localeCompare(b.label));
}

function reasons(figures: Figures, type: CaseType): Row<'reasons'>[] {
  const { reasons: counts } = figures.of(type);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts]
    .map(([reason, cases]) => ({ key: reason, label: reason, values: { cases, percent: oneDecimal((cases * 100) / total) } }))
    .sort((a, b) => b.values.cases - a.values.cases || a.label.localeCompare(b.label));
}

const monthsShown = 24;

function volumes(figures: Figures, type: CaseType): Row<'volumes'>[] {
  const calendar = figures.rules.calendars['england-and-wales'];
  const of = figures.of(type);
  // Before the first case nothing was recorded: that is not a month without cases.
  const earliest = Math.min(...of.months.keys());
  return [...of.months].sort(([a], [b]) => a - b).slice(-monthsShown).map(([counted, total]) => {
    const year = Math.floor(counted / 12);
    const number = (counted % 12) + 1;
    const month = `${year}-${String(number).padStart(2, '0')}`;
    const first = dayFrom(year, number, 1);
    const last = first + daysInMonth(year, number) - 1;
    const workingDays = calendar.between(first - 1, Math.min(last, Math.max(figures.today, first)));
    // This month is not over: it stands beside the same days of a year ago.
    const isUnderWay = figures.today >= first && figures.today < last;
    const before = isUnderWay ? of.flow(addMonths(first, -12) - 1, addMonths(figures.today, -12)).arrived : (of.months.get(counted - 12) ?? 0);
    const yearBefore = counted - 12 < earliest ? null : before;
    return { key: month, label: month, values: { month, total, workingDays, dailyAverage: workingDays === 0 ? total : oneDecimal(total / workingDays), yearBefore, changePercent: changePercent(total, yearBefore) } };
  });
}

const weeksShown = 26;

function flow(figures: Figures, caseType: CaseType | undefined): Row<'flow'>[] {
  const thisMonday = mondayOf(figures.today);
  return (caseType === undefined ? figures.seen : [caseType]).map((type) => {
    const of = figures.of(type);
    const { arrivals, closures, net, arrived, closed, after, until } = dailyFlow(of, figures.rules);
    const weeks = Array.from({ length: weeksShown }, (_, index) => {
      const monday = thisMonday - 7 * (weeksShown - 1 - index);
      return { weekStarting: dateOf(monday), ...of.flow(monday - 1, monday + 6) };
    });
    const values = { arrivalsPerDay: oneDecimal(arrivals), closuresPerDay: oneDecimal(closures), netPerDay: oneDecimal(net), clearBy: clearBy(figures, of.open, net), open: of.open, arrived, closed, from: dateOf(after + 1), until: dateOf(until), weeks };
    return { key: type, label: caseTypeWords[type].label, values };
  });
}

/** The working day on which the open cases are gone at this rate; never while as many or more arrive as are closed. */
function clearBy(figures: Figures, open: number, net: number): string | null {
  if (open === 0) return dateOf(figures.today);
  return net >= 0 ? null : dateOf(figures.rules.calendars['england-and-wales'].add(figures.today, Math.min(Math.ceil(open / -net), 100 * flowDays)));
}

function caseload(figures: Figures, teams: Iterable<Team>): Row<'caseload'>[] {
  const { today, rules } = figures;
  const last = aheadUntil(rules, today);
  const yearDays = rules.calendars['england-and-wales'].between(today, addMonths(today, 12));
  return [...teams].map((team) => {
    const open = team.caseTypes.reduce((sum, type) => sum + figures.of(type).open, 0);
    const due = team.caseTypes.reduce((sum, type) => sum + figures.of(type).dueBy(last), 0);
    const posts = team.filledPosts;
    const each = (count: number): number | null => (posts === 0 ? null : oneDecimal(count / posts));
    return { key: team.teamRef, label: team.name, values: { open, posts, vacantPosts: team.vacantPosts, each: each(open), yearPerDay: each(open / yearDays), due, dueUntil: dateOf(last), duePerDay: each(due / aheadDays) } };
  });
}
