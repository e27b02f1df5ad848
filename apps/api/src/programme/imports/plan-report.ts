import { importLimits } from '@sightline/contracts';
import type { ImportProblem, ImportReply, PlanField, PlanImportProfile, PlanImportSummary } from '@sightline/contracts';
import { emptyProgramme, rejectColumns, rejectedCells, taughtFields, textOf, viewOf } from '@sightline/domain';
import type { PlanCellProblem, PlanItem, PlanReading, PlanRefusal, PlanSheet, PlanSteps, Programme, ReadMeasure, ReadSheet } from '@sightline/domain';
import type { JobResult } from '../../files/import-jobs.js';
import type { BookSheet } from '../../files/sheet.messages.js';
import { planAfter } from './plan-after.js';

const samples = 3;
const mostWords = 50;

/** A sheet as the domain reads it. */
export function planSheetOf({ name, rows, lines, look }: BookSheet): PlanSheet {
  if (look === undefined) return { name, rows, lines };
  const fills = new Map<number, Map<number, string>>();
  for (const [row, column, fill] of look.fills) {
    const ofRow = fills.get(row) ?? new Map<number, string>();
    fills.set(row, ofRow.set(column, fill));
  }
  return { name, rows, lines, looks: { merges: look.merges, fills, hidden: new Set(look.hidden) } };
}

type Told = Pick<ImportProblem, 'column' | 'reason'>;
type Became = PlanSteps['became'];

/** What becomes of a plan, as its sender is told. */
export class PlanReport {
  private readonly counts = { added: 0, changed: 0, unchanged: 0 };
  private readonly ratings = { added: 0, corrected: 0, unchanged: 0 };
  private readonly problems: ImportProblem[] = [];
  private readonly rejects: Record<string, string | number>[] = [];
  private readonly warnings: PlanCellProblem[];
  private readonly refused = new Set<string>();

  constructor(
    private readonly preview: boolean,
    private readonly reading: PlanReading,
    private readonly profile: PlanImportProfile,
  ) {
    this.warnings = [...reading.warnings];
    for (const { sheet, place, problems } of reading.rejected) this.rejectRow(sheet, place, problems);
  }

  static refused(preview: boolean, problem: ImportProblem): JobResult {
    return { reply: { preview, added: 0, changed: 0, unchanged: 0, rejected: [problem] }, rejects: [] };
  }

  /** A file of which nothing can be read, with how its first sheet looks: so that someone can say what it holds. */
  static refusedAs(preview: boolean, { refusal, sheets }: PlanRefusal, profile: PlanImportProfile): JobResult {
    const { reply, rejects } = PlanReport.refused(preview, { line: 0, column: '', value: '', reason: refusal });
    const none: PlanReading = { items: [], rejected: [], warnings: [], sheets, notRead: [], period: undefined, previousPeriod: undefined, periodFrom: '' };
    return { reply: { ...reply, programme: new PlanReport(preview, none, profile).summary(emptyProgramme) }, rejects };
  }

  count({ became, ratings, kept }: PlanSteps): void {
    this.counts[became] += 1;
    for (const each of ['added', 'corrected', 'unchanged'] as const) this.ratings[each] += ratings[each];
    for (const reason of kept) this.warnings.push({ sheet: '', line: 0, column: '', value: '', reason });
  }

  reject({ said, itemRef }: PlanItem, told: readonly Told[]): void {
    const problems = told.map(({ column, reason }) => ({ sheet: said?.sheet ?? '', line: said?.line ?? 0, column, value: itemRef, reason }));
    if (said === undefined) this.problems.push(...problems);
    else this.rejectRow(said.sheet, said.place, problems);
  }

  /** It was counted before the engine had its say. */
  refuse(item: PlanItem, became: Became, told: readonly Told[]): void {
    if (this.refused.has(item.itemRef)) return;
    this.refused.add(item.itemRef);
    this.counts[became] -= 1;
    this.reject(item, told);
  }

  result(programme: Programme, read: ReadMeasure): JobResult {
    const problems = this.problems.sort((a, b) => (a.sheet === b.sheet ? a.line - b.line : 0));
    return {
      reply: { preview: this.preview, ...this.counts, rejected: problems.slice(0, importLimits.problems), problems: problems.length, rejectedRows: this.rejects.length, programme: this.summary(programme, read) } satisfies ImportReply,
      rejects: this.rejects,
    };
  }

  private rejectRow(sheet: string, place: number, problems: readonly PlanCellProblem[]): void {
    this.problems.push(...problems.map(({ sheet: of, ...problem }) => ({ ...problem, ...(of === '' ? {} : { sheet: of }) })));
    const read = this.reading.sheets.find((each) => each.sheet.name === sheet);
    if (read === undefined) return;
    const [inSheet, line, problem] = rejectColumns;
    const words = problems.map(({ column, reason }) => (column === '' ? reason : `${column} ${reason}`)).join('; ');
    this.rejects.push({ ...rejectedCells(read, place, this.reading, this.profile), [inSheet]: sheet, [line]: read.sheet.lines[place] ?? place + 1, [problem]: words });
  }

  private summary(programme: Programme, read?: ReadMeasure): PlanImportSummary {
    const { period, previousPeriod, periodFrom, sheets, notRead } = this.reading;
    const hidden = sheets.filter((each) => each.hidden > 0).map(({ sheet, hidden: count }) => ({ sheet: sheet.name, line: 0, column: '', value: '', reason: count === 1 ? '1 hidden row was read too' : `${count} hidden rows were read too` }));
    const warnings = [...hidden, ...this.warnings];
    const unknownWords = this.unknownWords();
    return {
      period: period ?? null,
      previousPeriod: previousPeriod ?? null,
      periodFrom,
      sheets: sheets.map(summaryOf),
      notRead: [...notRead],
      ratings: this.ratings,
      unknownWords,
      warnings: warnings.slice(0, importLimits.problems),
      warningCount: warnings.length,
      plan: planAfter(programme, viewOf(programme, read, period) ?? viewOf(programme, read)),
    };
  }

  /** Words that the profile can be taught: of what was rejected and can be mapped. */
  private unknownWords(): PlanImportSummary['unknownWords'] {
    const fields = new Map(this.reading.sheets.flatMap(({ sheet, header }) => header.columns.map(({ heading, field }) => [`${sheet.name}\n${heading}`, field] as const)));
    const words = new Map<string, { readonly field: PlanField; readonly word: string; count: number }>();
    for (const { sheet = '', column, value, reason } of this.problems) {
      const found = fields.get(`${sheet}\n${column}`);
      const field = found === 'previousRating' ? 'rating' : found;
      if (field === undefined || value === '' || !taughtFields.includes(field) || !reason.includes('map it')) continue;
      const key = `${field}\n${value.toLowerCase()}`;
      const word = words.get(key) ?? { field, word: value, count: 0 };
      word.count += 1;
      words.set(key, word);
    }
    return [...words.values()].sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1)).slice(0, mostWords);
  }
}

function summaryOf({ sheet, header, leftOut, hidden }: ReadSheet): PlanImportSummary['sheets'][number] {
  const below = sheet.rows.slice(header.row + 1, header.row + 101);
  const columns = new Map(header.columns.map((column) => [column.index, column]));
  const headings = header.headings
    .filter(({ heading }) => !(rejectColumns as readonly string[]).includes(heading))
    .map(({ index, heading }) => {
      const column = columns.get(index);
      const texts = new Set(below.map((cells) => textOf(cells[index]).slice(0, 60)).filter((text) => text !== ''));
      return { heading, ...(column && { field: column.field }), ...(column?.period !== undefined && { period: column.period }), samples: [...texts].slice(0, samples) };
    });
  return { sheet: sheet.name, headingLine: sheet.lines[header.row] ?? header.row + 1, headings, rows: Math.max(0, sheet.rows.length - header.row - 1), leftOut, hidden };
}
