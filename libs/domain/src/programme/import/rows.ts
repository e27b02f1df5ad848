import { ratings } from '@sightline/contracts';
import type { ItemKind, PlanField, PlanImportProfile, Rating, Travel } from '@sightline/contracts';
import { fold, isNoRecord } from '../../sheets/cells.js';
import { ratingWord } from '../words.js';
import type { PlanColumn, PlanHeader } from './headings.js';
import type { PlanGrid } from './plan-sheet.js';
import { boardOf, ratingOfFill, statusOf, travelOfWords } from './ratings.js';
import { kindOfLevels, levelsOf, namedOf, referenceOf } from './reference.js';
import { leadsOf, mappedRating, readPlanValue } from './values.js';

/** What is wrong with, or odd about, a cell of a plan. */
export interface PlanCellProblem {
  readonly sheet: string;
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
}

/** A place in the hierarchy that a row names: its own workstream or project. */
export interface Named {
  readonly ref?: string;
  readonly title: string;
}

/** A rating that a row gives; without a period it is of the one that was chosen, or of the one before it. */
export interface SaidRating {
  readonly rating: Rating;
  readonly period?: string;
  readonly isPrevious: boolean;
  readonly commentary?: string;
}

/** A row of the plan as it reads by itself. */
export interface PlanRow {
  readonly sheet: string;
  readonly line: number;
  /** Place in its sheet, from 0. */
  readonly place: number;
  readonly ref: string;
  readonly kind: ItemKind | undefined;
  /** What the row is about, where it has no reference and names a project or workstream alone. */
  readonly about: Named | undefined;
  readonly workstream: Named | undefined;
  readonly project: Named | undefined;
  readonly values: Readonly<Partial<Record<PlanField, string>>>;
  readonly ledBy: string | undefined;
  readonly ratings: readonly SaidRating[];
  readonly travel: Travel | undefined;
  readonly problems: readonly PlanCellProblem[];
  readonly warnings: readonly PlanCellProblem[];
}

export type PlanRowOutcome = PlanRow | { readonly leftOut: 'empty' | 'totals' | 'headings' | 'notes' };

const longestTitle = 300;
/** What people write below a table. */
const isNote = /^(?:notes?|key|source|\*|nb|please note|printed|prepared|version|page)\b/i;

/** Reads the rows of a sheet one after the other: workstream and project stay until others are named. */
export class PlanRows {
  private workstream: Named | undefined;
  private project: Named | undefined;

  constructor(
    private readonly grid: PlanGrid,
    private readonly header: PlanHeader,
    private readonly profile: PlanImportProfile,
  ) {
    const named = /^(?:work ?stream|priority|theme)\b|^[A-Z]\d?\s*[–—:-]/i.test(grid.sheet.name) ? namedOf(grid.sheet.name) : undefined;
    if (named?.ref !== undefined) this.workstream = named;
  }

  read(place: number): PlanRowOutcome {
    const own = this.grid.own(place);
    const reference = this.column('reference');
    const key = reference?.index ?? -1;
    const none = isNoRecord(this.grid.sheet.rows[place] ?? [], key);
    if (none !== undefined) return { leftOut: none };
    if (reference !== undefined && fold(this.grid.text(place, key)) === fold(reference.heading)) return { leftOut: 'headings' };
    const ref = referenceOf(this.grid.cell(place, key));
    const [only] = own.length === 1 && ref === '' ? own : [];
    if (only !== undefined && isNote.test(only.text)) return { leftOut: 'notes' };
    this.carry(place);
    if (only !== undefined && this.isNoItem(only)) {
      this.section(only.text, only.index);
      return { leftOut: 'notes' };
    }
    if (ref === '' && !own.some(({ index }) => this.isTelling(index))) return { leftOut: 'notes' };
    return this.row(place, ref);
  }

  private row(place: number, reference: string): PlanRow {
    const problems: PlanCellProblem[] = [];
    const warnings: PlanCellProblem[] = [];
    const tell = (to: PlanCellProblem[], column: PlanColumn | undefined, reason: string): void => void to.push({ sheet: this.grid.sheet.name, line: this.grid.line(place), column: column?.heading ?? '', value: column === undefined ? '' : this.grid.text(place, column.index).slice(0, 200), reason });
    const values = this.values(place, (column, reason) => tell(problems, column, reason));
    const [ref, kind, about] = this.identity(place, reference, values);
    if (ref === '' && about === undefined) tell(problems, this.column('reference'), 'is empty: a row without a reference is no item');
    else if (ref.length > 200) tell(problems, this.column('reference'), 'is longer than 200 characters');
    const states = this.states(place, tell, problems, warnings);
    const title = values.title ?? (kind === 'project' ? this.project?.title : kind === 'workstream' ? this.workstream?.title : undefined);
    if (title !== undefined && title.length > longestTitle) tell(warnings, this.column('title'), `is longer than ${longestTitle} characters: it is kept up to there`);
    const short = title === undefined ? {} : { title: title.length > longestTitle ? `${title.slice(0, longestTitle - 1)}…` : title };
    const { title: _, ...others } = values;
    return {
      sheet: this.grid.sheet.name,
      line: this.grid.line(place),
      place,
      ref,
      kind,
      about,
      workstream: kind === 'workstream' ? undefined : this.workstream,
      project: kind === 'action' && about === undefined ? this.project : undefined,
      values: { ...others, ...short },
      ledBy: values.ledBy === undefined ? states.ledBy ?? boardOf(values.lead ?? '') : boardOf(values.ledBy) ?? values.ledBy,
      ratings: states.said,
      travel: states.travel,
      problems,
      warnings,
    };
  }

  /** What a row is about: the item of its reference, or the project or workstream that it names and no action. */
  private identity(place: number, reference: string, values: Partial<Record<PlanField, string>>): [ref: string, kind: ItemKind | undefined, about: Named | undefined] {
    const said = values.kind as ItemKind | undefined;
    if (reference !== '') {
      const byLevels = kindOfLevels(levelsOf(reference));
      const isAction = values.title !== undefined && this.project !== undefined && this.project.ref !== reference && (byLevels === undefined || byLevels === 'workstream');
      return [reference, said ?? (isAction ? 'action' : byLevels), undefined];
    }
    if (values.title !== undefined) return ['', said, undefined];
    const named = this.ownName(place, 'project') ? this.project : this.ownName(place, 'workstream') ? this.workstream : undefined;
    return [named?.ref ?? '', named === undefined ? said : named === this.project ? 'project' : 'workstream', named];
  }

  private ownName(place: number, field: 'project' | 'workstream'): boolean {
    const column = this.column(field);
    return column !== undefined && this.grid.text(place, column.index) !== '';
  }

  private values(place: number, tell: (column: PlanColumn, reason: string) => void): Partial<Record<PlanField, string>> {
    const values: Partial<Record<PlanField, string>> = {};
    for (const [field, constant] of Object.entries(this.profile.constants) as [PlanField, string][]) {
      const read = readPlanValue(field, constant, constant, this.profile);
      if ('value' in read && read.value !== undefined) values[field] = read.value;
    }
    for (const column of this.header.columns) {
      const { field, index, period } = column;
      if (period !== undefined || ['rating', 'previousRating', 'travel', 'reference', 'workstream', 'project', 'workstreamRef', 'projectRef'].includes(field)) continue;
      const read = readPlanValue(field, this.grid.cell(place, index), this.grid.text(place, index), this.profile);
      if ('reason' in read) tell(column, read.reason);
      else if (read.value !== undefined) values[field] = field === 'lead' ? leadsOf(this.grid.lines(place, index)) : field === 'commentary' || field === 'pathToGreen' ? this.grid.lines(place, index) : read.value;
    }
    return values;
  }

  private states(place: number, tell: (to: PlanCellProblem[], column: PlanColumn | undefined, reason: string) => void, problems: PlanCellProblem[], warnings: PlanCellProblem[]): { said: SaidRating[]; ledBy: string | undefined; travel: Travel | undefined } {
    const said: SaidRating[] = [];
    let ledBy: string | undefined;
    let travel: Travel | undefined;
    for (const column of this.header.columns) {
      const text = this.grid.text(place, column.index);
      if (column.field === 'travel' && text !== '' && text !== '-') {
        travel = travelOfWords(text);
        if (travel === undefined) tell(warnings, column, 'is no direction of travel that is known (↑ → ↓, or up, level, down)');
      }
      if (column.field !== 'rating' && column.field !== 'previousRating') continue;
      const state = this.state(place, column, text);
      if (state === undefined) continue;
      if (state.warning !== undefined) tell(warnings, column, state.warning);
      if ('reason' in state) tell(problems, column, state.reason);
      else if ('ledBy' in state) ledBy = state.ledBy;
      else if ('rating' in state) said.push({ rating: state.rating, ...(column.period === undefined ? {} : { period: column.period }), isPrevious: column.field === 'previousRating', ...this.commentaryOf(place, column.period) });
    }
    return { said, ledBy, travel };
  }

  /** What a cell of a rating says: its word, or else its colour. The word wins, and where they disagree it is told. */
  private state(place: number, { index }: PlanColumn, text: string): ({ readonly warning?: string } & ({ readonly rating: Rating } | { readonly ledBy: string } | { readonly reason: string } | object)) | undefined {
    const fill = this.grid.fill(place, index);
    // A whole row in one colour is a stripe, no rating.
    const isStripe = fill !== undefined && this.header.columns.filter(({ field }) => field === 'title' || field === 'lead' || field === 'reference').some((other) => this.grid.fill(place, other.index) === fill);
    const colour = isStripe ? null : ratingOfFill(fill);
    const mapped = mappedRating(text, this.profile);
    if (mapped === null) return undefined;
    const isEmpty = text === '' || /^(n\/?a|tbc|[-–—]+)$/i.test(text);
    if (isEmpty && mapped === undefined) {
      if (colour === undefined) return { reason: `is empty and filled with #${fill ?? ''}, which is the colour of no rating: write the word` };
      return colour === null ? undefined : { rating: colour };
    }
    const words = mapped === undefined ? statusOf(text) : (ratings.find((each) => each === mapped) === undefined ? statusOf(mapped) : { rating: mapped as Rating });
    if ('reason' in words && colour) return { rating: colour, warning: `is no rating that is known, and was taken as the ${ratingWord(colour)} that it is filled with` };
    if ('rating' in words && colour && colour !== words.rating) return { ...words, warning: `says ${ratingWord(words.rating)} and is filled ${ratingWord(colour)}: the word was taken` };
    return words;
  }

  private commentaryOf(place: number, period: string | undefined): { commentary?: string } {
    const column = period === undefined ? undefined : this.header.columns.find((each) => each.field === 'commentary' && each.period === period);
    const text = column === undefined ? '' : this.grid.lines(place, column.index);
    return text === '' ? {} : { commentary: text };
  }

  private carry(place: number): void {
    const named = (field: 'workstream' | 'project'): Named | undefined => {
      const [column, refColumn] = [this.column(field), this.column(`${field}Ref`)];
      const text = column === undefined ? '' : this.grid.text(place, column.index);
      const ref = refColumn === undefined ? '' : referenceOf(this.grid.cell(place, refColumn.index));
      if (text === '' && ref === '') return undefined;
      const read = namedOf(text);
      return ref === '' ? read : { ref, title: read.ref === ref ? read.title : text || ref };
    };
    const workstream = named('workstream');
    const project = named('project');
    if (workstream !== undefined && !isSameName(workstream, this.workstream)) {
      this.workstream = workstream;
      this.project = undefined;
    }
    if (project !== undefined) this.project = project;
  }

  /** A line between the rows that names the workstream or the project of those below it. */
  private section(text: string, index: number): void {
    const isOfColumn = [this.column('workstream')?.index, this.column('project')?.index].includes(index);
    const named = namedOf(text);
    if (isOfColumn || named.ref === undefined) return;
    const kind = /^project\b/i.test(text) ? 'project' : /^(work ?stream|priority|theme)\b/i.test(text) ? 'workstream' : kindOfLevels(levelsOf(named.ref));
    if (kind === 'workstream') [this.workstream, this.project] = [named, undefined];
    if (kind === 'project') this.project = named;
  }

  /** A lone cell that names no workstream and no project by its reference in their own column. */
  private isNoItem({ index, text }: { readonly index: number; readonly text: string }): boolean {
    const isOfColumn = [this.column('workstream')?.index, this.column('project')?.index].includes(index);
    return isOfColumn ? namedOf(text).ref === undefined : this.column('title')?.index !== index;
  }

  private isTelling(index: number): boolean {
    const column = this.header.columns.find((each) => each.index === index);
    return column !== undefined && ['title', 'rating', 'previousRating', 'workstream', 'project'].includes(column.field);
  }

  private column(field: PlanField): PlanColumn | undefined {
    return this.header.columns.find((each) => each.field === field);
  }
}

const isSameName = (one: Named, other: Named | undefined): boolean => one.title === other?.title && one.ref === other.ref;
