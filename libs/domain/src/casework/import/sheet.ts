import type { CaseField, CaseImportProfile } from '@sightline/contracts';
import { caseFields } from '@sightline/contracts';
import { fold, isNoRecord, textOf } from '../../sheets/cells.js';
import type { SheetRow } from '../../sheets/cells.js';

/** Names that columns go by, folded; the field's own name is one of them. */
const names: Readonly<Record<CaseField, readonly string[]>> = {
  caseRef: ['ref', 'reference', 'case reference', 'case id', 'case number', 'case no', 'unique reference', 'log number', 'our ref'],
  caseType: ['type', 'case type', 'type of case', 'request type'],
  stage: ['stage', 'complaint stage'],
  stageDate: ['stage date', 'date stage entered', 'escalated', 'date escalated'],
  channel: ['channel', 'received by', 'how received', 'method', 'source'],
  serviceArea: ['service area', 'service', 'area', 'team', 'department', 'directorate'],
  receivedDate: ['received', 'received date', 'date received', 'date rec d', 'date recd', 'date of receipt', 'date in', 'logged', 'date logged', 'start date'],
  acknowledgedDate: ['acknowledged', 'acknowledged date', 'date acknowledged', 'ack date', 'acknowledgement sent'],
  reason: ['reason', 'category', 'subject', 'nature of complaint', 'topic'],
  ownerRef: ['owner', 'case owner', 'case officer', 'officer', 'assigned to', 'handler', 'caseworker', 'lead officer', 'owner ref'],
  subjectRef: ['child reference', 'child ref', 'pupil reference', 'pupil ref', 'upn', 'subject ref', 'subject reference'],
  slaDays: ['sla', 'sla days', 'target', 'target days', 'days allowed'],
  closedDate: ['closed', 'closed date', 'date closed', 'responded', 'response date', 'date responded', 'date of response', 'date out', 'completed', 'date completed', 'reply sent'],
  outcome: ['outcome', 'result', 'decision', 'finding'],
  withdrawnDate: ['withdrawn', 'withdrawn date', 'date withdrawn'],
  meetingDate: ['meeting', 'meeting date', 'review meeting', 'date of meeting', 'review meeting date'],
  appealedDecisionDate: ['decision appealed against', 'date of original decision', 'original decision date', 'date of refusal', 'refusal date'],
  planDate: ['plan date', 'date of plan', 'date plan issued', 'plan issued'],
  performanceDate: ['performance date', 'date of performance', 'first performance'],
};

const byName: ReadonlyMap<string, CaseField> = new Map(caseFields.flatMap((field) => [field.replaceAll(/([A-Z])/g, ' $1').toLowerCase(), ...names[field]].map((name) => [fold(name), field] as const)));

/** The heading row, from 0, with what each of its columns holds. */
export interface Header {
  readonly row: number;
  readonly columns: readonly { readonly index: number; readonly heading: string; readonly field: CaseField }[];
  /** Headings that nobody knows: their columns are not read. */
  readonly unknown: readonly string[];
}

/** Headings stand within the first rows, below titles and logos. */
const mostRowsAbove = 25;

/** Why a sheet cannot be read; with the row that looks most like headings, so that someone can say what they hold. */
export interface HeaderProblem {
  readonly message: string;
  readonly header?: Header;
}

/** Of rows in which nothing is known the fullest: titles above headings are short. */
const isBetter = (one: Header, other: Header): boolean => one.columns.length > other.columns.length || (other.columns.length === 0 && one.unknown.length > other.unknown.length);

/**
 * The row of headings: the one that the profile names, else the row among the first with the most headings that are
 * known. People write titles above it, and merge cells over groups of columns. What cannot be comes back as words.
 */
export function findHeader(rows: readonly SheetRow[], profile: Pick<CaseImportProfile, 'headerRow' | 'columns'>): Header | HeaderProblem {
  const own = new Map(Object.entries(profile.columns).map(([heading, field]) => [fold(heading), field]));
  const candidates = profile.headerRow === undefined ? rows.slice(0, mostRowsAbove).map((_, index) => index) : [profile.headerRow - 1];
  let best: Header | undefined;
  for (const row of candidates) {
    const header = readHeader(rows[row] ?? [], row, own);
    if (best === undefined || isBetter(header, best)) best = header;
  }
  if (best === undefined || !best.columns.some(({ field }) => field === 'caseRef')) return { message: 'has no column with the reference of the case, such as “Reference”: say which it is', ...(best && { header: best }) };
  const twice = best.columns.find(({ field, index }) => best.columns.some((other) => other.field === field && other.index < index));
  if (twice !== undefined) return { message: `has two columns for ${twice.field}: “${twice.heading}” and another. Say which one to read`, header: best };
  return best;
}

function readHeader(cells: SheetRow, row: number, own: ReadonlyMap<string, CaseField | ''>): Header {
  const columns: Header['columns'][number][] = [];
  const unknown: string[] = [];
  const taken = new Set([...own.values()]);
  cells.forEach((cell, index) => {
    const heading = textOf(cell);
    if (heading === '') return;
    const named = own.get(fold(heading));
    const guessed = named ?? byName.get(fold(heading));
    // A field that the profile gives to another heading is not guessed a second time.
    const field = named === undefined && guessed !== undefined && taken.has(guessed) ? undefined : guessed;
    if (field === undefined) unknown.push(heading);
    else if (field !== '') columns.push({ index, heading, field });
  });
  return { row, columns, unknown };
}

/** Whether a row says nothing, or sums up what stands above it: neither is a case. */
export const isNoCase = (cells: SheetRow, { columns }: Header): 'empty' | 'totals' | undefined => isNoRecord(cells, columns.find(({ field }) => field === 'caseRef')?.index ?? -1);
