import { createHash } from 'node:crypto';
import { eventSchemas } from '@sightline/contracts';
import type { CaseField, CaseImportProfile, SheetSummary } from '@sightline/contracts';
import { CaseSheet, dateAs, textOf } from '@sightline/domain';
import type { CaseEvent, CaseRecord, FileProblem, Header, HeaderProblem, RowOutcome, Rules, SheetRow } from '@sightline/domain';
import type { SheetTable } from '../../files/sheet.messages.js';

const samples = 3;
const mostWords = 50;
const topLines = 12;
const topCells = 8;
/** What a file of rejected rows has besides the columns of the file that they came in. */
const added = { line: 'line', problem: 'problem' } as const;
/** Fields whose words the profile can be taught. */
const mapped: readonly CaseField[] = ['caseType', 'channel'];

/** The rows of a sheet of cases: read one by one, counted, and told as they came where they are rejected. */
export class CaseRows {
  readonly leftOut = { empty: 0, totals: 0 };
  private readonly words = new Map<string, { readonly field: CaseField; readonly word: string; count: number }>();

  private constructor(
    private readonly table: SheetTable,
    private readonly profile: CaseImportProfile,
    private readonly sheet: CaseSheet | HeaderProblem,
  ) {}

  static of(table: SheetTable, profile: CaseImportProfile, rules: Rules): CaseRows {
    // Rows that were rejected come back without the lines that stood above their headings.
    const isRejects = table.rows[0]?.at(-1) === added.problem;
    const { headerRow, firstRow: _, ...anywhere } = profile;
    if (isRejects) return new CaseRows(table, anywhere, CaseSheet.open(table.rows, anywhere, rules));
    // People count lines as their spreadsheet shows them; rows are counted here without the line breaks within cells.
    const place = table.lines.findIndex((line) => line === headerRow);
    return new CaseRows(table, profile, CaseSheet.open(table.rows, headerRow === undefined || place < 0 ? profile : { ...profile, headerRow: place + 1 }, rules));
  }

  /** Why nothing of the sheet can be read. */
  get refusal(): FileProblem | undefined {
    return 'message' in this.sheet ? { line: this.header === undefined ? 0 : this.lineOf(this.header.row), column: '', value: '', reason: `The sheet ${this.sheet.message}.` } : undefined;
  }

  /** Places of the rows below the headings. */
  get places(): number[] {
    const first = (this.header?.row ?? 0) + 1;
    const { firstRow = 0 } = this.profile;
    return Array.from({ length: Math.max(0, this.table.rows.length - first) }, (_, index) => first + index).filter((place) => this.lineOf(place) >= firstRow);
  }

  read(place: number, known: (caseRef: string) => CaseRecord | undefined): RowOutcome {
    if ('message' in this.sheet) throw new Error('a sheet without headings has no rows');
    const read = this.sheet.read(this.table.rows[place] ?? [], this.lineOf(place) - 1, known);
    const outcome = 'events' in read ? this.checked(read) : read;
    if (outcome.became === 'left out') this.leftOut[outcome.why] += 1;
    if (outcome.became === 'rejected') this.countWords(outcome.problems);
    return outcome;
  }

  /** A rejected row with the cells as they came, to be corrected and sent again. */
  asItCame(place: number, problems: readonly Pick<FileProblem, 'column' | 'reason'>[]): Record<string, string | number> {
    const cells = this.table.rows[place] ?? [];
    const row = Object.fromEntries(this.headings.map((heading, index) => [heading, this.cellOf(cells[index])]));
    return { ...row, [added.line]: this.lineOf(place), [added.problem]: problems.map(({ column, reason }) => (column === '' ? reason : `${column} ${reason}`)).join('; ') };
  }

  summary(): SheetSummary {
    const { header, table } = this;
    const fields = new Map(header?.columns.map(({ index, field }) => [index, field]));
    const below = header === undefined ? [] : table.rows.slice(header.row + 1, header.row + 101);
    const headings = (header === undefined ? [] : table.rows[header.row] ?? []).flatMap((cell, index) => {
      const heading = textOf(cell);
      if (heading === '' || Object.values<string>(added).includes(heading)) return [];
      const field = fields.get(index);
      return [{ heading, ...(field && { field }), samples: [...new Set(below.map((cells) => textOf(cells[index])).filter((text) => text !== ''))].slice(0, samples).map((text) => text.slice(0, 60)) }];
    });
    const sheet = this.profile.sheet ?? table.sheets[0];
    const unknownWords = [...this.words.values()].sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1)).slice(0, mostWords);
    return { ...(sheet === undefined || table.sheets.length === 0 ? {} : { sheet }), sheets: [...table.sheets], headingLine: header === undefined ? 0 : this.lineOf(header.row), headings, top: this.top(), rows: this.places.length, leftOut: this.leftOut, unknownWords };
  }

  /** The first lines, whatever they are. */
  private top(): SheetSummary['top'] {
    return this.table.rows.slice(0, topLines).map((cells, place) => ({ line: this.lineOf(place), cells: cells.slice(0, topCells).map((cell) => textOf(cell).slice(0, 40)) }));
  }

  lineOf(place: number): number {
    return this.table.lines[place] ?? place + 1;
  }

  private get header(): Header | undefined {
    return this.sheet.header;
  }

  /** The headings, each once: two columns of one name are two columns. */
  private get headings(): string[] {
    const names: string[] = [];
    for (const [index, cell] of (this.table.rows[this.header?.row ?? 0] ?? []).entries()) {
      const heading = textOf(cell) || `column ${index + 1}`;
      names.push(names.includes(heading) ? `${heading} (${index + 1})` : heading);
    }
    return names.filter((name) => !Object.values<string>(added).includes(name));
  }

  /** A date is written so that the same profile reads it again. */
  private cellOf(cell: SheetRow[number]): string | number {
    if (cell instanceof Date && !Number.isNaN(cell.getTime())) return dateAs(this.profile.dateFormats[0], cell.toISOString().slice(0, 10));
    return typeof cell === 'number' ? cell : textOf(cell);
  }

  /** What the contract of an event asks of a value that the rules have no opinion on. */
  private checked(outcome: RowOutcome & { events: readonly CaseEvent[] }): RowOutcome {
    const issues = outcome.events.flatMap(({ type, data }) => eventSchemas[type].safeParse(data).error?.issues ?? []);
    if (issues.length === 0) return outcome;
    const problems = issues.map(({ path, message }) => {
      const column = this.header?.columns.find(({ field }) => field === path.at(-1));
      return { line: outcome.line, column: column?.heading ?? path.map(String).join('.'), value: '', reason: message };
    });
    return { line: outcome.line, became: 'rejected', problems };
  }

  private countWords(problems: readonly FileProblem[]): void {
    for (const { column, value, reason } of problems) {
      const field = this.header?.columns.find(({ heading }) => heading === column)?.field;
      if (field === undefined || !mapped.includes(field) || !reason.includes('map it')) continue;
      const key = `${field}\n${value.toLowerCase()}`;
      const word = this.words.get(key) ?? { field, word: value, count: 0 };
      word.count += 1;
      this.words.set(key, word);
    }
  }
}

/**
 * The id of an event that makes a case what a row says: by profile, case, what was known of it, and content. The same
 * row sent again while it is under way is the same event; sent after someone changed the case it is another one.
 */
export function idOf(profile: string, { type, data }: CaseEvent, knownSince: number | undefined): string {
  return createHash('sha256').update(JSON.stringify([profile, data.caseRef, knownSince ?? 0, type, data])).digest('hex').slice(0, 40);
}
