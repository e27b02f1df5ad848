import type { PlanField, PlanImportProfile } from '@sightline/contracts';
import { textOf } from '../../sheets/cells.js';
import { dateAs } from '../../sheets/dates.js';
import { periodWords, ratingWord } from '../words.js';
import type { PlanColumn } from './headings.js';
import type { PlanReading, ReadSheet } from './plan.js';
import { PlanGrid } from './plan-sheet.js';
import { ratingOfFill } from './ratings.js';

/** Columns that a file of rejected rows has besides those of the plan. */
export const rejectColumns = ['sheet', 'line', 'problem'] as const;
const carried: readonly PlanField[] = ['workstream', 'project', 'workstreamRef', 'projectRef'];

/**
 * A rejected row with its cells as they came, to be corrected and sent again by itself: what stood above it (its
 * workstream, its project, its period) or was only a colour is written into it.
 */
export function rejectedCells({ sheet, header }: ReadSheet, place: number, { period, previousPeriod }: Pick<PlanReading, 'period' | 'previousPeriod'>, profile: PlanImportProfile): Record<string, string | number> {
  const grid = new PlanGrid(sheet);
  const cells: Record<string, string | number> = {};
  for (const { index, heading } of header.headings) {
    const column = header.columns.find((each) => each.index === index);
    const own = written(grid, place, index, profile);
    cells[headed(column, heading, period, previousPeriod)] = own === '' && column !== undefined ? implied(grid, column, place, header.row) : own;
  }
  return cells;
}

/** A rating bears its period in its heading: the titles that said it are not in the file of rejects. */
function headed(column: PlanColumn | undefined, heading: string, period: string | undefined, previous: string | undefined): string {
  if (column === undefined || column.period !== undefined) return heading;
  const of = column.field === 'rating' ? period : column.field === 'previousRating' ? previous : undefined;
  return of === undefined ? heading : `${heading} (${periodWords(of)})`;
}

function written(grid: PlanGrid, place: number, index: number, { dateFormats }: PlanImportProfile): string | number {
  const cell = grid.cell(place, index);
  if (cell instanceof Date && !Number.isNaN(cell.getTime())) return dateAs(dateFormats[0], cell.toISOString().slice(0, 10));
  return typeof cell === 'number' ? cell : typeof cell === 'string' ? cell.trim() : textOf(cell);
}

function implied(grid: PlanGrid, { field, index }: PlanColumn, place: number, headerRow: number): string {
  if (field === 'rating' || field === 'previousRating') {
    const rating = ratingOfFill(grid.fill(place, index));
    return rating ? ratingWord(rating) : '';
  }
  if (!carried.includes(field)) return '';
  for (let above = place - 1; above > headerRow; above--) if (grid.text(above, index) !== '') return grid.text(above, index);
  return '';
}
