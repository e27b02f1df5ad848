import type { FieldProblem, Rating } from '@sightline/contracts';
import { addMonths, dateOf, dayOf } from '../calendar/day.js';
import type { Day } from '../calendar/day.js';
import { atTargetSince } from './measure-record.js';
import type { MeasureRecord } from './measure-record.js';
import { assessmentIn, isLedElsewhere, itemIn, periodsOf, remembered, unCorrected } from './state.js';
import type { Assessment, Item, PeriodView, Programme } from './state.js';
import { dateWords, periodWords, ratingWord } from './words.js';

/** Green must have lasted for **more than** so many months before Blue (specification, BRAG). */
const monthsOfGreen = 3;
/** A board that reports quarterly leaves two monthly periods without a word between its reports. */
const silentPeriodsElsewhere = 2;

/** What Blue rests on at a date. Dates are civil, `YYYY-MM-DD`. */
export interface BlueEvidence {
  /** First day of the unbroken run of Green; `null` where there is none. */
  readonly greenSince: string | null;
  /** The first day on which Blue could be said, if Green and the measures hold until then; `null` before there is a Green. */
  readonly earliestDate: string | null;
  /** What it lacks, each in words; empty when Blue is reached. */
  readonly missing: readonly string[];
}

/** A Blue that is said of a period on a date, in place of an assessment or beside it. */
export interface BlueClaim {
  readonly period: string;
  readonly on: string;
  /** Id of an assessment that is not to be counted: the Blue itself, or the one that it corrects. */
  readonly without?: string | undefined;
}

/** The day after the one on which three months are full: more than three months, not three months. */
export const blueFrom = (since: Day): Day => addMonths(since, monthsOfGreen) + 1;

/**
 * What Blue rests on if it is said of `itemRef` in `period` on the date `on`. Decision record 0024 has the whole definition:
 * - A run of Green is the standing assessments that lead up to Blue, none of which says anything but Green or Blue. It begins on
 *   the day its first Green was assessed; a Blue without a Green before it begins nothing.
 * - A reporting period of the programme in which nothing was said of the item breaks the run; of an item that another board
 *   leads, and reports quarterly, only the third such period in a row does.
 * - A correction counts instead of what it corrects; one that says Green again keeps the day on which Green was first said.
 * - A period that the board has taken counts as it was taken.
 * - Each measure that the item names must have been at target on every day of more than three months as well; a day of
 *   which nothing is known is not one at target.
 * - Three months after the 30th of November is the last day of February, so Blue is reached on the first of March.
 */
export function blueEvidence(programme: Programme, itemRef: string, measures: readonly MeasureRecord[], { period, on, without }: BlueClaim): BlueEvidence {
  const { since, before } = greenRun(programme, itemRef, { period, without });
  if (since === undefined) return { greenSince: null, earliestDate: null, missing: [before] };
  const today = dayOf(on);
  const greenSince = dayOf(since);
  const missing: string[] = [];
  if (blueFrom(greenSince) > today) missing.push(`Green is on record since ${dateWords(since)}${before === '' ? '' : ` (${before})`}`);
  let proven = greenSince;
  for (const record of measures) {
    const { day, why } = atTargetSince(record, today);
    // Off target today: the best that can be is that it is met from tomorrow.
    proven = Math.max(proven, day ?? today + 1);
    if (day === null || blueFrom(day) > today) missing.push(`its measure "${record.title}" ${why}`);
  }
  return { greenSince: since, earliestDate: dateOf(blueFrom(proven)), missing };
}

/** What a Blue that is on record lacks, as at the day it was said; empty where it lacks nothing or the board overruled. */
export function blueLacks(programme: Programme, itemRef: string, period: string, measures: readonly MeasureRecord[]): BlueEvidence {
  const said = assessmentIn(programme, itemRef, period);
  if (said === undefined) return { greenSince: null, earliestDate: null, missing: [] };
  const evidence = blueEvidence(programme, itemRef, measures, { period, on: said.assessedOn, without: said.id });
  return said.overruled === undefined ? evidence : { ...evidence, missing: [] };
}

/** What a Red lacks of a narrative, an owner and a path to green with a date later than `on`, by field path of the assessment. */
export function redLacks(item: Item | undefined, said: Pick<Assessment, 'commentary' | 'pathToGreen'> | undefined, on: string): FieldProblem[] {
  const missing: FieldProblem[] = [];
  if (blank(said?.commentary)) missing.push({ path: 'data.commentary', message: 'a narrative' });
  if (blank(item?.leadRole)) missing.push({ path: 'data.itemRef', message: 'an owner' });
  if (said?.pathToGreen === undefined) missing.push({ path: 'data.pathToGreen', message: 'a path to green with a date' });
  else {
    if (blank(said.pathToGreen.words)) missing.push({ path: 'data.pathToGreen.words', message: 'a path to green' });
    if (said.pathToGreen.date <= on) missing.push({ path: 'data.pathToGreen.date', message: 'a date for its path to green that is still ahead' });
  }
  return missing;
}

/**
 * Why an assessment that a person gives on a page is refused, by field path; empty when it stands. What a machine or a file tells
 * is not asked: it is recorded as said. An item that another board leads is not either: its rating is that board's.
 */
export function refusalsOf(programme: Programme, said: Assessment, measures: readonly MeasureRecord[], today: string): FieldProblem[] {
  const item = programme.items.get(said.itemRef);
  const problems: FieldProblem[] = [];
  if (programme.frozen.has(said.period)) problems.push({ path: 'data.period', message: `The board has taken ${periodWords(said.period)}, and its figures never change. Assess the current period instead.` });
  const others = programme.assessments.get(said.itemRef) ?? [];
  if (said.corrects !== undefined && !others.some(({ id, period }) => id === said.corrects && period === said.period)) {
    problems.push({ path: 'data.corrects', message: 'There is no such assessment of this item in this period.' });
  }
  if (said.overruled !== undefined && blank(said.overruled.reason)) problems.push({ path: 'data.overruled.reason', message: 'Overruling needs its reason: it stays on record beside the rating.' });
  if (item !== undefined && isLedElsewhere(item)) return problems;
  if (said.rating === 'red') problems.push(...redLacks(item, said, today).map(({ path, message }) => ({ path, message: `A Red needs ${message}.${path === 'data.itemRef' ? ` Give ${said.itemRef} a lead first.` : ''}` })));
  if (said.rating === 'blue' && said.overruled === undefined) {
    const { missing, earliestDate } = blueEvidence(programme, said.itemRef, measures, { period: said.period, on: said.assessedOn < today ? said.assessedOn : today, without: said.corrects });
    const from = earliestDate === null ? 'It must be Green first.' : `Blue could be reached from ${dateWords(earliestDate)}.`;
    problems.push(...missing.map((lack) => ({ path: 'data.rating', message: `Blue needs more than three months of unbroken Green with every measure at target: ${lack}. ${from}` })));
  }
  return problems;
}

interface Said {
  readonly id: string;
  readonly period: string;
  readonly rating: Rating;
  readonly on: string;
}

/** What stands of an item, by period and in the order in which it was said, each on the day on which its rating was first said. */
const timelineOf = remembered((said: readonly Assessment[]): readonly Said[] => {
  const byId = new Map(said.map((one) => [one.id, one]));
  return unCorrected(said)
    .map((one) => ({ id: one.id, period: one.period, rating: one.rating, on: firstSaid(one, byId) }))
    .sort((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0));
});

/** The first day of the run of Green that leads up to `period`, and what came before it in words. Walks back only to where it broke. */
function greenRun(programme: Programme, itemRef: string, { period, without }: Pick<BlueClaim, 'period' | 'without'>): { since?: string; before: string } {
  const timeline = timelineOf(programme.assessments.get(itemRef) ?? []);
  const elsewhere = programme.items.get(itemRef)?.ledBy !== undefined;
  let first: Said | undefined;
  let next = period;
  for (let index = timeline.length - 1; index >= 0; index--) {
    const told = timeline[index];
    if (told === undefined || told.period > period || told.id === without) continue;
    const taken = told.period === period ? undefined : programme.frozen.get(told.period);
    const one = taken === undefined ? told : asTaken(told, taken, itemRef);
    if (one === undefined) continue;
    const silent = one.period === next ? [] : periodsOf(programme).filter((between) => between > one.period && between < next);
    if (silent.length > (elsewhere ? silentPeriodsElsewhere : 0)) return run(first, undefined, `nothing was said of it in ${periodWords(silent[0] ?? '')}`);
    if (one.rating !== 'green' && one.rating !== 'blue') return run(first, one.on, `it was ${ratingWord(one.rating)} in ${periodWords(one.period)}`);
    if (one.rating === 'green') first = one;
    next = one.period;
  }
  return run(first, undefined, '');
}

/** The same as the board took it: of a period that it took nothing else counts. */
function asTaken(told: Said, taken: PeriodView, itemRef: string): Said | undefined {
  const item = itemIn(taken, itemRef);
  return item?.rating ? { ...told, rating: item.rating, on: item.assessedOn ?? told.on } : undefined;
}

/** A Green that bears an earlier date than what it followed counts from that one's. */
const run = (first: Said | undefined, after: string | undefined, before: string): { since?: string; before: string } =>
  first === undefined ? { before: before === '' ? 'no Green is on record before it' : `no Green is on record before it: ${before}` } : { since: after !== undefined && after > first.on ? after : first.on, before };

/** A correction that repeats the rating keeps the day on which it was first said. */
function firstSaid(said: Assessment, byId: ReadonlyMap<string, Assessment>): string {
  let one = said;
  for (let steps = byId.size; steps > 0; steps--) {
    const corrected = one.corrects === undefined ? undefined : byId.get(one.corrects);
    if (corrected?.rating !== said.rating || corrected.period !== said.period) break;
    one = corrected;
  }
  return one.assessedOn < said.assessedOn ? one.assessedOn : said.assessedOn;
}

const blank = (words: string | undefined): boolean => (words ?? '').trim() === '';
