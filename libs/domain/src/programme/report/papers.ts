import type { DecisionView, MilestoneView, RecommendationView, ReportBlockOf, ReportRow, ReportSection, ReportWords, RiskView } from '@sightline/contracts';
import { countWords, dateWords, listWords } from '../words.js';
import { daysBetween } from '../history.js';
import { lateWords } from './lateness.js';
import type { ReportSource } from './source.js';

/** Decisions that are due within so many days are the board's to take at this meeting. */
export const decisionsDueWithinDays = 28;

/** The decisions that are due, or overdue, by the day of the paper. */
export function decisionsDue(decisions: readonly DecisionView[], today: string): DecisionView[] {
  return decisions.filter(({ decided, dueDate }) => !decided && (dueDate === undefined || daysBetween(today, dueDate) <= decisionsDueWithinDays)).sort((a, b) => (a.dueDate ?? '9').localeCompare(b.dueDate ?? '9'));
}

export function decisionSection({ view, today }: ReportSource): ReportSection {
  const due = decisionsDue(view.decisions ?? [], today);
  const rows = due.map(({ decisionRef, title, dueDate, itemRefs }): ReportRow => ({
    cells: [{ words: [{ strong: decisionRef }, ` ${title}`] }, { words: [itemRefs?.join(', ') ?? ''] }, { words: dueDate === undefined ? ['no date'] : [wholeDate(dueDate)] }, { words: dueDate === undefined ? [''] : dueWords(daysBetween(dueDate, today)) }],
  }));
  const empty = view.decisions === undefined ? notKept : `No decision is due within ${decisionsDueWithinDays} days.`;
  return section('decisions', 3, 'Decisions due', rows.length, empty, {
    caption: `Decisions that are overdue or due within ${decisionsDueWithinDays} days`,
    columns: [{ label: 'Decision', share: 4 }, { label: 'Items', share: 1 }, { label: 'Due', share: 1.6 }, { label: 'Time left', share: 1 }],
    rows,
  });
}

const dueWords = (late: number): ReportWords => (late > 0 ? [{ warn: lateWords(late) }] : [late === 0 ? 'today' : `in ${countWords(-late, 'day', 'days')}`]);

/** Open risks, the highest first, with what is done about them. */
export function riskSection({ view, today }: ReportSource): ReportSection {
  const risks = openRisks(view.risks ?? [], today);
  const rows = risks.map(
    ({ riskRef, description, mitigation, ownerRole, scoreBefore, score, change }): ReportRow => ({
      cells: [
        { words: [{ strong: riskRef }, ` ${description}`] },
        { words: [mitigation ?? { warn: 'none is on record' }] },
        { words: [ownerRole ?? { warn: 'nobody' }] },
        { words: [scoreBefore === undefined ? '–' : String(scoreBefore)] },
        { words: [score === null ? '–' : { strong: String(score) }] },
        { words: [change === null ? 'new' : change === 0 ? 'level' : `${change > 0 ? '+' : '−'}${Math.abs(change)}`] },
      ],
    }),
  );
  return section('risks', 2, 'Risks', rows.length, view.risks === undefined ? notKept : 'No open risk is on record.', {
    caption: 'Open risks, the highest after mitigation first',
    columns: [{ label: 'Risk', share: 3 }, { label: 'Mitigation', share: 3 }, { label: 'Owner', share: 1.8 }, { label: 'Before', align: 'right', share: 0.7 }, { label: 'After', align: 'right', share: 0.7 }, { label: 'Change', align: 'right', share: 0.8 }],
    rows,
  });
}

export const openRisks = (risks: readonly RiskView[], today: string): RiskView[] => risks.filter(({ closedDate }) => closedDate === undefined || closedDate > today).sort((a, b) => (b.score ?? -1) - (a.score ?? -1));

/** Recommendations with their category as its body names it, and how late they are. */
export function recommendationSection({ view }: ReportSource): ReportSection {
  const recommendations = view.recommendations ?? [];
  const achieved = recommendations.filter((one) => one.achieved).length;
  const late = recommendations.filter((one) => !one.achieved && (one.lateDays ?? 0) > 0);
  const built = section('recommendations', 2, 'Recommendations', recommendations.length, view.recommendations === undefined ? notKept : 'No recommendation is on record.', {
    caption: 'Recommendations of inquiries, inspections and committees, each assessed by its body’s scheme',
    columns: [{ label: 'Recommendation', share: 2.6 }, { label: 'From', share: 1.4 }, { label: 'Lead', share: 1.7 }, { label: 'Category', share: 2 }, { label: 'Due', share: 1.3 }, { label: 'Lateness', share: 1.4 }],
    rows: recommendations.map((one): ReportRow => ({
      cells: [
        { words: [{ strong: one.recommendationRef }, ` ${one.recommendation}`] },
        { words: [one.body] },
        { words: [one.leadRole ?? { warn: 'nobody' }] },
        { words: categoryWords(one) },
        { words: [one.originalDueDate === undefined ? 'no date' : wholeDate(one.originalDueDate)] },
        { words: latenessWords(one) },
      ],
    })),
  });
  if (recommendations.length === 0) return built;
  const sentence = `${countWords(recommendations.length, 'recommendation is', 'recommendations are')} on record: ${listWords([`${achieved.toLocaleString('en-GB')} achieved`, `${(recommendations.length - achieved).toLocaleString('en-GB')} open`])}${late.length > 0 ? `, of which ${countWords(late.length, 'is', 'are')} past the original due date` : ''}.`;
  return { ...built, blocks: [{ block: 'words', words: [sentence] }, ...built.blocks] };
}

/** Code and label as they were told; where they disagree with the body's key, that too. */
function categoryWords({ category, findings }: RecommendationView): ReportWords {
  const said: ReportWords = [category === undefined ? { warn: 'not assessed' } : `${category.code} – ${category.label}`];
  return findings.length === 0 ? said : [...said, '. ', { warn: findings.map(({ explanation }) => explanation).join(' ') }];
}

function latenessWords({ achieved, lateDays, expectedLateDays, anticipatedDate }: RecommendationView): ReportWords {
  const expected = anticipatedDate === undefined || achieved ? [] : [`expected ${dateWords(anticipatedDate)}${expectedLateDays === null || expectedLateDays <= 0 ? '' : `, ${lateWords(expectedLateDays)}`}`];
  if (achieved) return [lateDays === null ? 'achieved' : `achieved ${lateWords(lateDays)}`];
  return lateDays === null ? [expected[0] ?? 'not due yet'] : [{ warn: `${lateWords(lateDays)}${expected.length > 0 ? ',' : ''}` }, ...expected.map((words) => ` ${words}`)];
}

/** Milestones in the order of their dates: those to come and those missed, then those achieved. */
export function milestoneSection({ view, today }: ReportSource): ReportSection {
  const milestones = [...(view.milestones ?? [])].sort((a, b) => Number(a.achievedDate !== undefined) - Number(b.achievedDate !== undefined) || a.dueDate.localeCompare(b.dueDate));
  return section('milestones', 2, 'Milestones', milestones.length, view.milestones === undefined ? notKept : 'No milestone is on record.', {
    caption: 'Milestones, those still open first',
    columns: [{ label: 'Milestone', share: 3.6 }, { label: 'Item', share: 0.7 }, { label: 'First due', share: 1.5 }, { label: 'Due', share: 1.5 }, { label: 'State', share: 1.8 }],
    rows: milestones.map((one): ReportRow => ({
      cells: [
        { words: [{ strong: one.milestoneRef }, ` ${one.title}`] },
        { words: [one.itemRef] },
        { words: [wholeDate(one.firstDueDate)] },
        { words: one.slippedDays > 0 ? [`${wholeDate(one.dueDate)}, `, { warn: `moved ${countWords(one.slippedDays, 'day', 'days')}` }] : [wholeDate(one.dueDate)] },
        { words: milestoneWords(one, today) },
      ],
    })),
  });
}

function milestoneWords({ achievedDate, lateDays, dueDate }: MilestoneView, today: string): ReportWords {
  if (achievedDate !== undefined) return [`achieved ${dateWords(achievedDate)}${lateDays === null || lateDays === 0 ? '' : `, ${lateWords(lateDays)}`}`];
  return lateDays === null ? [dueDate === today ? 'due today' : `in ${countWords(daysBetween(today, dueDate), 'day', 'days')}`] : [{ warn: lateWords(lateDays) }];
}

/** A date that is not parted between two lines. */
const wholeDate = (date: string): string => dateWords(date).replaceAll(' ', '\u00a0');

const notKept = 'When the board took this period, these were not yet kept with it.';

function section(id: string, level: 2 | 3, heading: string, rows: number, empty: string, table: Pick<ReportBlockOf<'table'>, 'caption' | 'columns' | 'rows'>): ReportSection {
  return { id, level, heading, blocks: rows === 0 ? [{ block: 'words', words: [empty] }] : [{ block: 'table', table: id, ...table }] };
}
