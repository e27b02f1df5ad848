import type { ProgrammeTable } from '@sightline/contracts';
import type { Assessment } from '../state.js';
import { inOrder, workstreamTallies } from './matrix.js';
import { redsOf } from './needs.js';
import { measuresOf } from './projects.js';
import { slippedOf } from './slipped.js';
import type { ReportSource } from './source.js';

/** A row for a spreadsheet: names as the interface has them; lists are words with a space between. */
type Row = Readonly<Record<string, unknown>>;

/** The tables of a period as rows: the same figures as the paper's, whole, with nothing left out for want of room. */
export const tableRows: Readonly<Record<Exclude<ProgrammeTable, 'history' | 'changes'>, (source: ReportSource) => readonly Row[]>> = {
  counts: ({ view }) => (['workstreams', 'projects', 'actions'] as const).map((kind) => ({ period: view.period, kind, ...view.counts[kind], change: view.change?.[kind] })),
  workstreams: ({ view }) => workstreamTallies(view.items).map(({ item, projects, actions }) => ({ itemRef: item.itemRef, title: item.title, ledBy: item.ledBy, projects, actions })),
  items: ({ view }) => inOrder(view.items).map(({ measures, ...item }) => ({ ...item, measures: measures.map(({ measureRef }) => measureRef).join(' ') })),
  projects: ({ view }) => inOrder(view.items.filter(({ kind }) => kind === 'project')).map(({ measures, ...item }) => ({ ...item, measures: measures.map(({ measureRef }) => measureRef).join(' ') })),
  reds: ({ view }) => redsOf(view.items).map(({ itemRef, kind, title, leadRole, dueDate, previousRating, commentary, pathToGreen, withoutWords }) => ({ itemRef, kind, title, leadRole, dueDate, previousRating, commentary, pathToGreen, withoutWords })),
  slipped: ({ view, today }) => slippedOf(view.items, today).map(({ itemRef, kind, title, leadRole, previousRating, rating, travel, dueDate }) => ({ itemRef, kind, title, leadRole, previousRating, rating, travel, dueDate })),
  contradictions: ({ view, contradictions }) => {
    const titles = new Map(view.items.map(({ itemRef, title }) => [itemRef, title]));
    return contradictions.map((clash) => ({ ...clash, title: titles.get(clash.itemRef) }));
  },
  measures: ({ view }) => measuresOf(view.items).map(({ measure: { recent: _, ...measure }, itemRefs }) => ({ ...measure, itemRefs: itemRefs.join(' ') })),
  risks: ({ view }) => (view.risks ?? []).map((risk) => ({ ...risk, itemRefs: risk.itemRefs?.join(' ') })),
  recommendations: ({ view }) => (view.recommendations ?? []).map(({ findings, progress: _, ...one }) => ({ ...one, itemRefs: one.itemRefs?.join(' '), findings: findings.map(({ explanation }) => explanation).join(' ') })),
  milestones: ({ view }) => (view.milestones ?? []).map((milestone) => ({ ...milestone })),
  decisions: ({ view }) => (view.decisions ?? []).map((decision) => ({ ...decision, itemRefs: decision.itemRefs?.join(' ') })),
};

/** Everything that was said of the items in a period, item by item, in the order in which it was said. */
export const saidIn = (assessments: ReadonlyMap<string, readonly Assessment[]>, period: string | null): Assessment[] =>
  [...assessments.values()].flatMap((said) => said.filter((one) => one.period === period)).sort((a, b) => byRef.compare(a.itemRef, b.itemRef));

const byRef = new Intl.Collator('en-GB', { numeric: true });
