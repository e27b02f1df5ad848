import { caseTypes } from '@sightline/contracts';
import type { BacklogRow, CaseType } from '@sightline/contracts';
import { dateOf } from '../../calendar/day.js';
import type { Day } from '../../calendar/day.js';
import { caseTypeWords } from '../case-type-words.js';
import type { Rules } from '../rules.js';
import type { LiveCase } from './live-case.js';
import { TypeFigures } from './type-figures.js';

/** Working days over which arrivals and closures a day are averaged: the last complete ones. */
export const flowDays = 20;

/** Every counter of the backlog and the tables, kept up to date case by case and day by day. */
export class Figures {
  readonly #types: ReadonlyMap<CaseType, TypeFigures>;
  #today: Day;

  constructor(
    today: Day,
    readonly rules: Rules,
    cases: Iterable<LiveCase> = [],
  ) {
    this.#today = today;
    this.#types = new Map(caseTypes.map((type) => [type, new TypeFigures(today, rules)]));
    for (const live of cases) this.add(live);
  }

  /** The day that the figures are of. */
  get today(): Day {
    return this.#today;
  }

  /** Goes on to a later day and gives how many changes that made; it costs as much as they are, however many cases there are. */
  advance(today: Day): number {
    if (today < this.#today) throw new Error(`figures of ${dateOf(this.#today)} cannot go back to ${dateOf(today)}`);
    this.#today = today;
    return [...this.#types.values()].reduce((changes, figures) => changes + figures.advance(today), 0);
  }

  of(type: CaseType): TypeFigures {
    const figures = this.#types.get(type);
    if (figures === undefined) throw new Error(`no figures for ${type}`);
    return figures;
  }

  add(live: LiveCase): void {
    this.of(live.record.caseType).add(live);
  }

  replace(before: LiveCase | undefined, now: LiveCase): void {
    if (before) this.of(before.record.caseType).remove(before);
    this.add(now);
  }

  /** Case types of which there was ever a case. */
  get seen(): CaseType[] {
    return caseTypes.filter((type) => this.of(type).known > 0);
  }

  row(type: CaseType): BacklogRow {
    const figures = this.of(type);
    const words = caseTypeWords[type];
    const { closedWithClock, closedInTime, overdue, excepted } = figures;
    const withoutExcepted = closedWithClock - excepted.closedWithClock + overdue - excepted.overdue;
    const { net } = dailyFlow(figures, this.rules);
    return {
      caseType: type,
      label: words.label,
      clockLabel: words.clock,
      open: figures.open,
      dueSoon: figures.dueSoon,
      overdue: figures.overdue,
      paused: figures.paused,
      oldestDays: figures.oldestDays(),
      onTimePercent: percent(closedInTime, closedWithClock + overdue),
      onTimeOfClosedPercent: percent(closedInTime, closedWithClock),
      ...(excepted.known === 0 ? {} : { onTimeWithoutExceptedPercent: percent(closedInTime - excepted.closedInTime, withoutExcepted), withoutExcepted }),
      closedWithClock,
      closedOnTime: closedInTime,
      netPerDay: oneDecimal(net),
      arrivedToday: figures.arrivedOn(this.today),
      closedToday: figures.closedOn(this.today),
      trend: figures.trend().map(({ day, open, overdue }) => ({ date: dateOf(day), open, overdue })),
      ...(words.completeness === undefined ? {} : { completeness: words.completeness }),
      lastChangeAt: figures.lastChangeAt === null ? null : new Date(figures.lastChangeAt).toISOString(),
    };
  }
}

/** Arrivals, closures and their difference a working day, over the last {@link flowDays} complete working days: those after `after`, up to and including `until`. */
export function dailyFlow(figures: TypeFigures, rules: Rules): { arrivals: number; closures: number; net: number; arrived: number; closed: number; after: Day; until: Day } {
  const calendar = rules.calendars['england-and-wales'];
  const until = figures.today - 1;
  let from = until;
  for (let counted = 0; counted < flowDays; from--) if (calendar.isWorkingDay(from)) counted++;
  const { arrived, closed } = figures.flow(from, until);
  return { arrivals: arrived / flowDays, closures: closed / flowDays, net: (arrived - closed) / flowDays, arrived, closed, after: from, until };
}

const percent = (part: number, whole: number): number | null => (whole === 0 ? null : oneDecimal((part * 100) / whole));

export const oneDecimal = (value: number): number => Math.round(value * 10) / 10;
