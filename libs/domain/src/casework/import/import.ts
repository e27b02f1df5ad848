import type { CaseField, CaseImportProfile } from '@sightline/contracts';
import { textOf } from '../../sheets/cells.js';
import type { SheetRow } from '../../sheets/cells.js';
import type { CaseRecord } from '../case.js';
import type { CaseEvent } from '../decide.js';
import type { Rules } from '../rules.js';
import { findHeader, isNoCase } from './sheet.js';
import type { Header, HeaderProblem } from './sheet.js';
import { stepsFor } from './steps.js';
import type { CaseValues, CellProblem } from './steps.js';
import { readValue } from './values.js';

/** What is wrong with a cell of a file: its line from 1, the heading of its column, and its text. */
export interface FileProblem {
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** What becomes of a row. */
export type RowOutcome =
  | { readonly line: number; readonly caseRef: string; readonly became: 'added' | 'changed' | 'unchanged'; readonly events: readonly CaseEvent[] }
  | { readonly line: number; readonly became: 'rejected'; readonly problems: readonly FileProblem[] }
  | { readonly line: number; readonly became: 'left out'; readonly why: 'empty' | 'totals' };

/** Reads a sheet of cases row by row, against the cases that are known. Pure: nothing happens to any case. */
export class CaseSheet {
  private readonly lines = new Map<string, number>();

  private constructor(
    readonly header: Header,
    private readonly profile: CaseImportProfile,
    private readonly rules: Rules,
  ) {}

  static open(rows: readonly SheetRow[], profile: CaseImportProfile, rules: Rules): CaseSheet | HeaderProblem {
    const header = findHeader(rows, profile);
    return 'message' in header ? header : new CaseSheet(header, profile, rules);
  }

  /** `index`: of the row in the sheet, from 0. Rows are read in their order. */
  read(cells: SheetRow, index: number, known: (caseRef: string) => CaseRecord | undefined): RowOutcome {
    const line = index + 1;
    const why = isNoCase(cells, this.header);
    if (why !== undefined) return { line, became: 'left out', why };
    const { values, problems } = this.valuesOf(cells, line);
    const { caseRef } = values;
    if (caseRef === undefined) problems.push(this.problem(cells, line, { field: 'caseRef', reason: 'is empty: a row without a reference is no case' }));
    else this.repeated(caseRef, cells, line, problems);
    if (caseRef === undefined || problems.length > 0) return { line, became: 'rejected', problems };
    const before = known(caseRef);
    const steps = stepsFor(caseRef, values, before, this.rules);
    if ('problems' in steps) return { line, became: 'rejected', problems: steps.problems.map((problem) => this.problem(cells, line, problem)) };
    return { line, caseRef, became: before === undefined ? 'added' : steps.events.length > 0 ? 'changed' : 'unchanged', events: steps.events };
  }

  private valuesOf(cells: SheetRow, line: number): { values: CaseValues; problems: FileProblem[] } {
    const values: Partial<Record<CaseField, string>> = {};
    const problems: FileProblem[] = [];
    for (const [field, constant] of Object.entries(this.profile.constants) as [CaseField, string][]) {
      const read = readValue(field, constant, this.profile);
      if ('value' in read && read.value !== undefined) values[field] = read.value;
    }
    for (const { field, index } of this.header.columns) {
      const read = readValue(field, cells[index], this.profile);
      if ('reason' in read) problems.push(this.problem(cells, line, { field, reason: read.reason }));
      else if (read.value !== undefined) values[field] = read.value;
    }
    return { values, problems };
  }

  private repeated(caseRef: string, cells: SheetRow, line: number, problems: FileProblem[]): void {
    const first = this.lines.get(caseRef);
    if (first === undefined) this.lines.set(caseRef, line);
    else problems.push(this.problem(cells, line, { field: 'caseRef', reason: `is the reference of line ${first} already: which of the two is right?` }));
  }

  private problem(cells: SheetRow, line: number, { field, reason }: CellProblem): FileProblem {
    const column = this.header.columns.find((each) => each.field === field);
    return { line, column: column?.heading ?? field ?? '', value: column === undefined ? '' : textOf(cells[column.index]), reason };
  }
}
