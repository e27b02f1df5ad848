import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { bankHolidayDivisions, narrowedFields } from '@sightline/contracts';
import type { BankHoliday, CaseOrder, CaseState, CaseSummary, CaseType, CaseValue, ClearingView, ClockView, FiguresQuery, FiguresView, NarrowedField, QualityFinding, WorkloadView } from '@sightline/contracts';
import { breakdown, caseTypeWords, clocksOf, dailyFlow, dateOf, dayOf, explain, isDueSoon, isOverdue, measures, periodOf, QualityLook, whatItTakes, whatItTakesFormula, workload, workloadFormula } from '@sightline/domain';
import type { LiveCase } from '@sightline/domain';
import type { CaseFilter, FilterContext, NamedTest } from './case-filter.js';
import { caseTest, caseTests } from './case-filter.js';
import { CaseworkState } from './casework.state.js';

/** A due date that sorts after every real one. */
const noDueDate = 10 ** 9;

interface Looked {
  readonly findings: readonly QualityFinding[];
  readonly lookedAt: string;
}
/** A look through all cases that costs more than this is kept a while although a case changed since: a hundred times as long as it took. */
const cheapMilliseconds = 20;
const keptFactor = 100;
/** After so many cases the event loop is given back: the engine's tick and the sockets do not wait for a look. */
const casesAtATime = 2000;

/** Cases as others may read them. Whoever calls it has asked whether they may. */
@Injectable()
export class CasesQueries {
  private looked: (Looked & { version: number; keptUntil: number }) | undefined;
  private looking: Promise<Looked> | undefined;

  constructor(private readonly state: CaseworkState) {}

  /** Those that fall due first at the top, or the oldest, after `cursor`; `total` counts them all. */
  list(filter: CaseFilter, limit: number, cursor?: string, order: CaseOrder = 'due'): { items: CaseSummary[]; total: number; nextCursor?: string } {
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const asked = caseTest(filter, this.context);
    const dayIn = orders[order];
    const first: LiveCase[] = [];
    let total = 0;
    for (const live of this.state.cases.values()) {
      if (!asked(live)) continue;
      total++;
      const day = dayIn(live);
      if (after !== undefined && compare(day, live.record.caseRef, after) <= 0) continue;
      const last = first.length > limit ? first.at(-1) : undefined;
      if (last !== undefined && compare(day, live.record.caseRef, placeOf(last, dayIn)) >= 0) continue;
      first.splice(placeIn(first, day, live.record.caseRef, dayIn), 0, live);
      if (first.length > limit + 1) first.pop();
    }
    const items = first.slice(0, limit);
    const last = items.at(-1);
    return { items: items.map((live) => this.summary(live)), total, ...(first.length > limit && last ? { nextCursor: cursorOf(placeOf(last, dayIn)) } : {}) };
  }

  /** The values that cases have in the fields that a list is narrowed by, the most frequent first; each field as if it did not narrow itself. `only`: the one service area that may be looked at. */
  values(filter: CaseFilter, only?: string): CaseValue[] {
    const tests = caseTests(filter, this.context);
    const counts = new Map(narrowedFields.map((field) => [field, new Map<string, number>()]));
    const count = (field: NarrowedField, { record }: LiveCase): void => {
      const of = counts.get(field);
      const value = record[field];
      if (of !== undefined && value !== undefined) of.set(value, (of.get(value) ?? 0) + 1);
    };
    for (const live of this.state.cases.values()) {
      if (only !== undefined && live.record.serviceArea !== only) continue;
      const failed = failures(tests, live);
      if (failed === 'more than one') continue;
      for (const field of narrowedFields) if (failed === undefined || failed === field) count(field, live);
    }
    return [...counts].flatMap(([field, of]) =>
      [...of].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)).slice(0, mostValues).map(([value, many]) => ({ field, value, label: field === 'caseType' ? caseTypeWords[value as CaseType].label : value, count: many })),
    );
  }

  /** What each worker has, and what a working day it asks of them. */
  workload(): Omit<WorkloadView, 'asOf'> {
    const { cases, rules, figures } = this.state;
    return { ...workload(cases.values(), rules, figures.today), formula: workloadFormula };
  }

  private get context(): FilterContext {
    const { figures, rules, teams } = this.state;
    return { today: figures.today, rules, teams };
  }

  /** `undefined` of a case that is not known. */
  one(caseRef: string): CaseSummary | undefined {
    const live = this.state.cases.get(caseRef);
    return live && this.summary(live);
  }

  /** The clocks of a case, each with the working of its due date. */
  clocks(caseRef: string): ClockView[] | undefined {
    const live = this.state.cases.get(caseRef);
    const { rules, figures } = this.state;
    return live && clocksOf(live.record, rules, figures.today).map((clock) => explain(clock, rules, figures.today));
  }

  /** A figure broken down, over the cases that the query narrows to. Whatever is left open is the last year until today. */
  figures({ measure, by, from, until, caseType, serviceArea, channel, ownerRef, stage }: FiguresQuery): Omit<FiguresView, 'asOf'> {
    const { rules, figures } = this.state;
    const period = periodOf({ from, until }, figures.today);
    const cases = [...this.state.cases.values()].filter(
      ({ record }) =>
        (caseType === undefined || record.caseType === caseType) &&
        (serviceArea === undefined || record.serviceArea === serviceArea) &&
        (channel === undefined || record.channel === channel) &&
        (ownerRef === undefined || record.ownerRef === ownerRef) &&
        (stage === undefined || record.stage === stage),
    );
    const { label, unit, formula } = measures[measure];
    return { measure, label, unit, formula, from: dateOf(period.from), until: dateOf(period.until), ...breakdown(cases, { measure, by, ...period }, rules, figures.today) };
  }

  /** What it would take to have none of a type open by a day, on working days of England and Wales. */
  clearing(caseType: CaseType, by: string): Omit<ClearingView, 'asOf'> {
    const { rules, figures } = this.state;
    const of = figures.of(caseType);
    const { arrivals, closures } = dailyFlow(of, rules);
    const rates = { arrivalsPerDay: arrivals, closuresPerDay: closures };
    const day = dayOf(by);
    const workingDays = day <= figures.today ? 0 : rules.calendars['england-and-wales'].between(figures.today, day);
    return { caseType, by, open: of.open, arrivalsPerDay: round(arrivals), closuresPerDay: round(closures), plan: whatItTakes(of.open, rates, workingDays), formula: whatItTakesFormula };
  }

  /** What is wrong, or may be, with the casework as it was told, in the order of its kinds, and when that was looked for. */
  async quality(): Promise<Looked> {
    const { looked, state } = this;
    if (looked !== undefined && (looked.version === state.version || Date.now() < looked.keptUntil)) return looked;
    // Of all who ask meanwhile one looks.
    this.looking ??= this.look().finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async look(): Promise<Looked> {
    const { cases, waiting, unfitting, declared, rules, figures, version } = this.state;
    const look = new QualityLook(rules, figures.today);
    const lookedAt = new Date().toISOString();
    let cost = 0;
    let began = performance.now();
    let seen = 0;
    for (const live of cases.values()) {
      look.see(live);
      if (++seen % casesAtATime !== 0) continue;
      cost += performance.now() - began;
      await setImmediate();
      began = performance.now();
    }
    const findings = look.findings({ waiting, unfitting, declared: declared.values() });
    cost += performance.now() - began;
    this.looked = { findings, lookedAt, version, keptUntil: Date.now() + (cost < cheapMilliseconds ? 0 : cost * keptFactor) };
    return this.looked;
  }

  /** The bank holidays in force, by division and date. */
  bankHolidays(): BankHoliday[] {
    return bankHolidayDivisions.flatMap((division) => this.state.divisions[division].holidays.map(({ date, title }) => ({ division, date, title })));
  }

  /** Open cases about a child, by its reference: no more than what kind they are and when they fall due. */
  ofSubject(subjectRef: string): { caseRef: string; caseType: CaseType; dueDate?: string; state: CaseState }[] {
    return [...this.state.cases.values()]
      .filter(({ record }) => record.subjectRef === subjectRef && (record.state === 'open' || record.state === 'paused'))
      .map((live) => this.summary(live))
      .map(({ caseRef, caseType, dueDate, state }) => ({ caseRef, caseType, ...(dueDate !== undefined && { dueDate }), state }));
  }

  private summary(live: LiveCase): CaseSummary {
    const { record, timing } = live;
    const { today } = this.state.figures;
    const { caseRef, caseType, stage, channel, serviceArea, ownerRef, reason, state, receivedDate, closedDate, outcome, contactRef } = record;
    return {
      caseRef,
      caseType,
      ...(stage === undefined ? {} : { stage }),
      channel,
      serviceArea,
      ...(ownerRef === undefined ? {} : { ownerRef }),
      ...(reason === undefined ? {} : { reason }),
      state,
      receivedDate,
      ...(closedDate === undefined ? {} : { closedDate }),
      ...(outcome === undefined ? {} : { outcome }),
      ...(contactRef === undefined ? {} : { contactRef }),
      ...(timing.dueDay === undefined ? {} : { dueDate: dateOf(timing.dueDay) }),
      ...(timing.dueClock === undefined ? {} : { dueClock: timing.dueClock }),
      overdue: isOverdue(live, today),
      dueSoon: isDueSoon(live, today),
      ageDays: Math.max(0, (live.closedDay ?? today) - live.receivedDay),
    };
  }
}

/** Of a field: more than any select is read through. */
const mostValues = 500;

/** The one condition that a case fails, if it fails no more than one. */
function failures(tests: readonly NamedTest[], live: LiveCase): NamedTest['name'] | 'more than one' | undefined {
  let failed: NamedTest['name'] | undefined;
  for (const { name, test } of tests) {
    if (test(live)) continue;
    if (failed !== undefined) return 'more than one';
    failed = name;
  }
  return failed;
}

const round = (value: number): number => Math.round(value * 10) / 10;

interface Place {
  readonly day: number;
  readonly caseRef: string;
}
type DayIn = (live: LiveCase) => number;
/** The day by which a list is ordered; cases of one day are in the order of their refs. */
const orders: Readonly<Record<CaseOrder, DayIn>> = {
  due: ({ timing }) => timing.dueDay ?? noDueDate,
  oldest: ({ receivedDay }) => receivedDay,
};
const placeOf = (live: LiveCase, dayIn: DayIn): Place => ({ day: dayIn(live), caseRef: live.record.caseRef });
/** Asked of every case, so it takes the parts of the place that it is asked of. */
const compare = (day: number, caseRef: string, other: Place): number => day - other.day || (caseRef < other.caseRef ? -1 : caseRef > other.caseRef ? 1 : 0);

/** Where a case belongs among sorted ones. */
function placeIn(sorted: readonly LiveCase[], day: number, caseRef: string, dayIn: DayIn): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle];
    if (other !== undefined && compare(day, caseRef, placeOf(other, dayIn)) > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const cursorOf = ({ day, caseRef }: Place): string => Buffer.from(`${day} ${caseRef}`).toString('base64url');

/** `undefined` of what no list gave out: then the list begins anew. */
function readCursor(cursor: string): Place | undefined {
  const [, day, caseRef] = /^(\d+) (.+)$/s.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return day === undefined || caseRef === undefined ? undefined : { day: Number(day), caseRef };
}
