import { planColumns, planFields } from '@sightline/contracts';
import type { PlanField, PlanImportProfile } from '@sightline/contracts';
import { fold, textOf } from '../../sheets/cells.js';
import type { SheetRow } from '../../sheets/cells.js';
import { periodIn } from './periods.js';
import type { PlanSheet } from './plan-sheet.js';

/** A column that is read. `period`: the one that its heading names. */
export interface PlanColumn {
  readonly index: number;
  readonly heading: string;
  readonly field: PlanField;
  readonly period?: string;
}

/** The row of headings, from 0, with every heading and what is read of it. */
export interface PlanHeader {
  readonly row: number;
  readonly columns: readonly PlanColumn[];
  readonly headings: readonly { readonly index: number; readonly heading: string }[];
}

/** Place in the list of names that a heading goes by: the earlier, the surer. */
const byName: ReadonlyMap<string, { readonly field: PlanField; readonly place: number }> = new Map(
  planFields.flatMap((field) => [field.replaceAll(/([A-Z])/g, ' $1').toLowerCase(), planColumns[field].name, ...planColumns[field].also].map((name, place) => [fold(name) || name, { field, place }] as const)),
);
/** Of these a plan may have one column for each period. */
const perPeriod: ReadonlySet<PlanField> = new Set(['rating', 'previousRating', 'commentary', 'travel'] satisfies PlanField[]);
/** Headings stand within the first rows, below titles and logos. */
const mostRowsAbove = 25;
/** Fewer known headings than these are a coincidence. */
const fewestKnown = 2;

/** The headings of a sheet; `undefined` where it has no column of references. */
export function findPlanHeader(sheet: PlanSheet, profile: Pick<PlanImportProfile, 'headerRow' | 'columns'>): PlanHeader | undefined {
  const rows = profile.headerRow === undefined ? sheet.rows.slice(0, mostRowsAbove).map((_, row) => row) : [profile.headerRow - 1];
  let best: PlanHeader | undefined;
  for (const row of rows) {
    const header = readHeader(sheet, row, profile);
    if (header.columns.length >= fewestKnown && header.columns.some(({ field }) => field === 'reference') && (best === undefined || header.columns.length > best.columns.length)) best = header;
  }
  return best;
}

/** What looks most like headings where there are none: so that someone can say what they hold. */
export function likeliestHeader(sheet: PlanSheet, profile: Pick<PlanImportProfile, 'headerRow' | 'columns'>): PlanHeader | undefined {
  return sheet.rows.slice(0, mostRowsAbove).map((_, row) => readHeader(sheet, row, profile)).sort((a, b) => b.columns.length - a.columns.length || b.headings.length - a.headings.length)[0];
}

function readHeader(sheet: PlanSheet, row: number, { columns: said }: Pick<PlanImportProfile, 'columns'>): PlanHeader {
  const own = new Map(Object.entries(said).map(([heading, field]) => [fold(heading) || heading, field]));
  const cells = sheet.rows[row] ?? [];
  const groups = groupsAbove(sheet, row);
  const texts = cells.map(textOf);
  const headings = texts.flatMap((text, index) => {
    if (text === '') return [];
    const group = groups[index] ?? '';
    const isRepeated = texts.filter((other) => other === text).length > 1;
    return [{ index, text, heading: isRepeated && group !== '' && group !== text ? `${group} – ${text}` : text, group }];
  });
  const guessed = headings.flatMap(({ index, text, heading, group }): (PlanColumn & { readonly place: number })[] => {
    const [named, period] = [own.get(fold(heading) || heading), periodIn(text)?.period ?? periodIn(group)?.period];
    if (named === '') return [];
    const known = named === undefined ? nameOf(text) : { field: named, place: -1 };
    return known === undefined ? [] : [{ index, heading, ...known, ...(period === undefined || !perPeriod.has(known.field) ? {} : { period }) }];
  });
  const isDated = guessed.some(({ field, period }) => field === 'rating' && period !== undefined);
  const columns = guessed.filter((column) => !guessed.some((other) => isSurer(other, column)) && !(isDated && isLooseStatus(column)));
  return { row, columns: columns.map(({ place: _, ...column }) => column), headings: headings.map(({ index, heading }) => ({ index, heading })) };
}

/** Two columns for one thing: the one whose name is surer is read, or the first one. */
const isSurer = (other: PlanColumn & { readonly place: number }, column: PlanColumn & { readonly place: number }): boolean =>
  other !== column && other.field === column.field && other.period === column.period && (other.place < column.place || (other.place === column.place && other.index < column.index));

/** A "Status" beside dated ratings says something else, such as open or closed. */
const isLooseStatus = ({ field, period, heading, place }: PlanColumn & { readonly place: number }): boolean => field === 'rating' && period === undefined && place >= 0 && fold(heading).endsWith('status');

function nameOf(text: string): { readonly field: PlanField; readonly place: number } | undefined {
  const known = byName.get(fold(text) || text);
  if (known !== undefined) return known;
  const named = periodIn(text);
  if (named === undefined) return undefined;
  const rest = fold(text.replace(named.words, ' ').replaceAll(/[()]/g, ' ').replace(/\b\d{1,2}(st|nd|rd|th)?\b/, ' '));
  return rest === '' ? { field: 'rating', place: 0 } : byName.get(rest);
}

/** What stands merged over the headings; without merges, over those to the right of it until the next. */
function groupsAbove({ rows, looks }: PlanSheet, row: number): string[] {
  const above: SheetRow = rows[row - 1] ?? [];
  const groups = above.map(textOf);
  const width = rows[row]?.length ?? 0;
  if (looks !== undefined) {
    for (const [top, left, bottom, right] of looks.merges) if (bottom === row - 1 && top >= 0) for (let index = left; index <= Math.min(right, width - 1); index++) groups[index] = textOf(rows[top]?.[left]);
    return groups;
  }
  for (let index = 1; index < width; index++) groups[index] = (groups[index] ?? '') || (groups[index - 1] ?? '');
  return groups;
}

/** The one period that the titles above the headings, or the name of the sheet, speak of. */
export function titledPeriod({ rows, name, lines }: PlanSheet, { row }: PlanHeader): { readonly period: string; readonly from: string } | undefined {
  const found = new Map<string, string>();
  for (const [index, cells] of rows.slice(0, row).entries()) {
    for (const cell of cells) {
      const period = periodIn(textOf(cell))?.period;
      if (period !== undefined && !found.has(period)) found.set(period, `line ${lines[index] ?? index + 1}${name === '' ? '' : ` of “${name}”`}`);
    }
  }
  if (found.size === 0) {
    const period = periodIn(name)?.period;
    if (period !== undefined) found.set(period, `the name of the sheet “${name}”`);
  }
  const [only] = found;
  return found.size === 1 && only !== undefined ? { period: only[0], from: only[1] } : undefined;
}
