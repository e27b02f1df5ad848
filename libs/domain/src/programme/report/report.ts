import type { ProgrammeReport, ReportSection } from '@sightline/contracts';
import { dayWords, momentWords, periodEndWords } from '../words.js';
import { headlineSection, headlineWords } from './headline.js';
import { matrixSection } from './matrix.js';
import { contradictionSection, redSection } from './needs.js';
import { decisionSection, milestoneSection, recommendationSection, riskSection } from './papers.js';
import { measureSection, projectSection } from './projects.js';
import { slippedSection } from './slipped.js';
import type { ReportSource } from './source.js';
import { elsewhereSection, sourceSections } from './sources.js';

/**
 * The highlight report of a period as a document: the page, the PDF and the print of a browser are drawn from it, so
 * that they say the same. Sections of the second level are numbered in their order.
 */
export function reportOf(source: ReportSource): ProgrammeReport {
  const { view, frozen, takenAt, trueAt, timeZone } = source;
  const period = view.period ?? '';
  const sections = [
    headlineSection(source),
    matrixSection(source),
    { id: 'needs', level: 2 as const, heading: 'What needs the board', blocks: [] },
    redSection(source),
    contradictionSection(source),
    slippedSection(source),
    decisionSection(source),
    projectSection(source),
    measureSection(source),
    riskSection(source),
    recommendationSection(source),
    milestoneSection(source),
    elsewhereSection(source),
    ...sourceSections(source),
  ].filter((section): section is ReportSection => section !== undefined);
  return {
    programme: source.programme,
    title: 'Highlight report',
    period,
    periodWords: period === '' ? 'not rated yet' : `period to ${periodEndWords(period)}`,
    status: statusWords(frozen, takenAt, trueAt, timeZone),
    frozen,
    trueAt,
    demonstration: source.demonstration,
    headline: headlineWords(view),
    sections: numbered(sections),
  };
}

const statusWords = (frozen: boolean, takenAt: string | undefined, trueAt: string, timeZone: string): string => {
  if (!frozen) return `As it stands at ${momentWords(trueAt, timeZone)}, not yet taken by the board.`;
  return takenAt === undefined ? 'Taken by the board. Its figures do not change any more.' : `Taken by the board on ${dayWords(takenAt, timeZone)}. Its figures do not change any more.`;
};

function numbered(sections: readonly ReportSection[]): ReportSection[] {
  let number = 0;
  return sections.map((section) => (section.level === 2 ? { ...section, heading: `${++number}. ${section.heading}` } : section));
}
