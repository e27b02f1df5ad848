import { planFields } from '@sightline/contracts';
import type { PlanImportProfile, PlanPeriods, Rating, Travel } from '@sightline/contracts';
import { travelOf } from '../rating.js';
import type { Programme } from '../state.js';
import { periodsOf, ratingIn } from '../state.js';
import { periodWords } from '../words.js';
import { findPlanHeader, likeliestHeader, titledPeriod } from './headings.js';
import type { PlanHeader } from './headings.js';
import { gatherItems } from './items.js';
import type { PlanItem } from './items.js';
import { PlanGrid } from './plan-sheet.js';
import type { PlanSheet } from './plan-sheet.js';
import { PlanRows } from './rows.js';
import type { PlanCellProblem, PlanRow } from './rows.js';

export interface ReadSheet {
  readonly sheet: PlanSheet;
  readonly header: PlanHeader;
  readonly leftOut: { empty: number; totals: number; headings: number; notes: number };
  readonly hidden: number;
}

/** A row that does not go in, with why. `sheet`: its place in {@link PlanReading.sheets}. */
export interface RejectedRow {
  readonly sheet: string;
  readonly place: number;
  readonly problems: readonly PlanCellProblem[];
}

/** A plan as it reads: what it says of each item, in the order workstreams, projects, actions. */
export interface PlanReading {
  readonly items: readonly PlanItem[];
  readonly rejected: readonly RejectedRow[];
  readonly warnings: readonly PlanCellProblem[];
  readonly sheets: readonly ReadSheet[];
  readonly notRead: readonly { readonly sheet: string; readonly reason: string }[];
  readonly period: string | undefined;
  readonly previousPeriod: string | undefined;
  readonly periodFrom: string;
}

/** Why nothing of a file can be read; with the sheets as far as they were understood. */
export interface PlanRefusal {
  readonly refusal: string;
  readonly sheets: readonly ReadSheet[];
}

export interface PlanQuestion {
  readonly profile: PlanImportProfile;
  readonly periods: PlanPeriods;
  readonly known: Programme;
}

/** Reads the sheets of an action plan as people keep it. Pure: nothing happens to any item. */
export function readPlan(sheets: readonly PlanSheet[], { profile, periods, known }: PlanQuestion): PlanReading | PlanRefusal {
  const wanted = profile.sheets === undefined ? sheets : sheets.filter(({ name }) => profile.sheets?.includes(name));
  const notRead = sheets.filter((sheet) => !wanted.includes(sheet)).map(({ name }) => ({ sheet: name, reason: 'is not among the sheets of the profile' }));
  const read: (ReadSheet & { readonly rows: readonly PlanRow[] })[] = [];
  for (const sheet of wanted) {
    const header = findPlanHeader(sheet, profile);
    if (header === undefined) notRead.push({ sheet: sheet.name, reason: sheet.rows.length === 0 ? 'is empty' : 'has no column of references' });
    else read.push(readRows(sheet, header, profile));
  }
  if (read.length === 0) return { refusal: 'The file has no column with the references of the plan, such as “Reference” or “Ref”: say which it is.', sheets: wanted.slice(0, 1).flatMap((sheet) => likely(sheet, profile)) };
  const said = periodsSaid(read, periods, known);
  if ('refusal' in said) return { refusal: said.refusal, sheets: read };
  const gathered = gatherItems(read.flatMap(({ rows }) => rows), said);
  const compared = travelsOf(gathered.items, known, said.period);
  return { ...said, ...gathered, warnings: [...said.warnings, ...gathered.warnings, ...compared], sheets: read, notRead };
}

function likely(sheet: PlanSheet, profile: PlanImportProfile): ReadSheet[] {
  const header = likeliestHeader(sheet, profile);
  return header === undefined ? [] : [{ sheet, header, leftOut: { empty: 0, totals: 0, headings: 0, notes: 0 }, hidden: 0 }];
}

function readRows(sheet: PlanSheet, header: PlanHeader, profile: PlanImportProfile): ReadSheet & { readonly rows: readonly PlanRow[] } {
  const grid = new PlanGrid(sheet);
  const reader = new PlanRows(grid, header, profile);
  const leftOut = { empty: 0, totals: 0, headings: 0, notes: 0 };
  const rows: PlanRow[] = [];
  let hidden = 0;
  for (let place = header.row + 1; place < sheet.rows.length; place++) {
    const outcome = reader.read(place);
    if ('leftOut' in outcome) leftOut[outcome.leftOut] += 1;
    else {
      rows.push(outcome);
      if (grid.isHidden(place)) hidden += 1;
    }
  }
  return { sheet, header, leftOut, hidden, rows };
}

interface SaidPeriods {
  readonly period: string | undefined;
  readonly previousPeriod: string | undefined;
  readonly periodFrom: string;
  readonly warnings: readonly PlanCellProblem[];
}

/** Of which period the ratings are: as the person says, else as the headings, the titles or the sheet's name do. */
function periodsSaid(read: readonly ReadSheet[], chosen: PlanPeriods, known: Programme): SaidPeriods | { readonly refusal: string } {
  const rated = read.flatMap(({ header }) => header.columns.filter(({ field }) => field === 'rating' || field === 'previousRating'));
  const headed = [...new Set(rated.flatMap(({ period }) => period ?? []))].sort();
  const titles = read.flatMap(({ sheet, header }) => titledPeriod(sheet, header) ?? []);
  const titled = new Set(titles.map(({ period }) => period)).size === 1 ? titles[0] : undefined;
  const isOpen = rated.some(({ field, period }) => field === 'rating' && period === undefined);
  const current = (isOpen ? chosen.period ?? titled?.period : undefined) ?? headed.at(-1) ?? chosen.period;
  if (isOpen && current === undefined) return { refusal: 'Nothing in the file says of which period its ratings are: choose the reporting period.' };
  const from = isOpen && chosen.period !== undefined ? 'chosen' : isOpen && titled !== undefined ? titled.from : headed.length > 0 ? 'the headings' : 'no ratings';
  const asksPrevious = rated.some(({ field, period }) => field === 'previousRating' && period === undefined);
  const before = [...new Set([...headed, ...periodsOf(known)])].filter((period) => current !== undefined && period < current).sort().at(-1);
  const previous = chosen.previousPeriod ?? before;
  const wrong = asksPrevious && previous !== undefined && current !== undefined && previous >= current;
  if (wrong) return { refusal: `The period before (${periodWords(previous)}) is not before ${periodWords(current)}.` };
  const unread = asksPrevious && previous === undefined ? rated.filter(({ field, period }) => field === 'previousRating' && period === undefined) : [];
  const warnings = unread.slice(0, 1).map(({ heading }) => ({ sheet: '', line: 0, column: heading, value: '', reason: 'was not read, because nothing says of which period it is: choose the period before' }));
  return { period: current, previousPeriod: previous, periodFrom: from, warnings };
}

/** A direction of travel that is declared and disagrees with the ratings. */
function travelsOf(items: readonly PlanItem[], known: Programme, period: string | undefined): PlanCellProblem[] {
  return items.flatMap(({ itemRef, travel, ratings, said }): PlanCellProblem[] => {
    if (travel === undefined || period === undefined || said === undefined) return [];
    const now = ratings.find((each) => each.period === period)?.rating ?? null;
    const derived = travelOf(now, ratingBefore(ratings, itemRef, known, period));
    if (derived === null || derived === travel) return [];
    return [{ sheet: said.sheet, line: said.line, column: 'Direction of travel', value: travelWords[travel], reason: `disagrees with the ratings of ${itemRef}, which went ${travelWords[derived]}: it is derived, and was not taken` }];
  });
}

const travelWords: Readonly<Record<Travel, string>> = { up: 'up', level: 'level', down: 'down', new: 'new' };

function ratingBefore(ratings: PlanItem['ratings'], itemRef: string, known: Programme, period: string): Rating | null {
  const inFile = ratings.filter((each) => each.period < period).sort((a, b) => (a.period < b.period ? 1 : -1))[0];
  const before = periodsOf(known).filter((each) => each < period).at(-1);
  if (inFile !== undefined && (before === undefined || inFile.period >= before)) return inFile.rating;
  return before === undefined ? null : ratingIn(known, itemRef, before);
}

/** What the profile can be taught words of. */
export const taughtFields = planFields.filter((field) => ['rating', 'kind', 'startDate', 'dueDate', 'pathToGreenDate', 'assessedDate'].includes(field));
