import type { ProgrammeItem, ReportRow, ReportSection, ReportSpan } from '@sightline/contracts';
import { dateWords, momentWords, nameWords, periodBeside, quantityWords } from '../words.js';
import type { MeasureReading } from '../measures/measure-reading.js';
import { ratingCells } from './rating-cells.js';
import { inOrder } from './matrix.js';
import type { ReportSource } from './source.js';

/** The projects rated here: what was said before, what is said now, and what is known. */
export function projectSection({ view }: ReportSource): ReportSection {
  const { period, previousPeriod } = view;
  const projects = inOrder(view.items.filter(({ kind, ledBy }) => kind === 'project' && ledBy === undefined));
  return {
    id: 'projects',
    level: 2,
    heading: 'Projects',
    blocks:
      projects.length === 0
        ? [{ block: 'words', words: ['No project is rated here.'] }]
        : [
            {
              block: 'table',
              table: 'projects',
              caption: 'Projects rated here, with the rating before and now, and the measure that can tell',
              columns: [
                { label: 'Project', share: 3.1 },
                { label: previousPeriod === null || period === null ? 'Before' : nameWords(periodBeside(previousPeriod, period)), share: 1.25 },
                { label: period === null ? 'Now' : nameWords(periodBeside(period, period)), share: 1.25 },
                { label: 'Direction', share: 1 },
                { label: 'Actions', share: 1.35 },
                { label: 'Measure', share: 1.9 },
                { label: 'Value', align: 'right', share: 1.1 },
                { label: 'Target', align: 'right', share: 1.15 },
              ],
              rows: projects.map(projectRow),
            },
            { block: 'words', tone: 'note', words: ['A project’s rating is an assessment of its own, never an average of its actions; beside it stands how many actions it has, and the worst of them.'] },
          ],
  };
}

function projectRow(item: ProgrammeItem): ReportRow {
  const measure = item.measures.find(({ met }) => met === false) ?? item.measures[0];
  return {
    cells: [
      { words: [{ strong: item.itemRef }, ` ${item.title}`] },
      ratingCells(item).before,
      ratingCells(item).now,
      { words: [item.travel === 'down' ? { strong: 'down' } : (item.travel ?? '–')] },
      { words: [item.children === undefined ? 'none' : `${item.children.total}${item.worstChild ? `, worst ${nameWords(item.worstChild)}` : ''}`] },
      ...(measure === undefined
        ? [{ words: ['no measure named'], span: 3 }]
        : [{ words: [`${measure.title}${item.measures.length > 1 ? ` (1 of ${item.measures.length})` : ''}`] }, { words: valueWords(measure) }, { words: [targetWords(measure)] }]),
    ],
  };
}

const valueWords = (measure: MeasureReading): ReportRow['cells'][number]['words'] =>
  measure.value === null ? ['not known'] : [measure.met === false ? { warn: quantityWords(measure.value, measure.unit) } : quantityWords(measure.value, measure.unit)];
const targetWords = ({ aim, target, unit }: MeasureReading): string => `${aim === 'at-least' ? 'at\u00a0least' : 'at\u00a0most'}\u00a0${quantityWords(target, unit)}`;

/** Each measure with its value, its target and when it was true; and which items rest on it. */
export function measureSection({ view, timeZone }: ReportSource): ReportSection {
  const measures = measuresOf(view.items);
  return {
    id: 'measures',
    level: 2,
    heading: 'Measures',
    blocks:
      measures.length === 0
        ? [{ block: 'words', words: ['No item of the plan names a measure.'] }]
        : [
            { block: 'words', words: [measureSentence(measures.map(({ measure }) => measure))] },
            {
              block: 'table',
              table: 'measures',
              caption: 'Measures against their targets',
              columns: [{ label: 'Measure', share: 2 }, { label: 'Items', share: 0.8 }, { label: 'Value', align: 'right', share: 1 }, { label: 'Target', align: 'right', share: 1.2 }, { label: 'Target met', share: 2 }, { label: 'Trend', share: 1.1 }, { label: 'True at', share: 1.6 }, { label: 'Source', share: 1.5 }],
              rows: measures.map(({ measure, itemRefs }) => ({
                cells: [
                  { words: [measure.title] },
                  { words: [itemRefs.join(', ')] },
                  { words: valueWords(measure) },
                  { words: [targetWords(measure)] },
                  { words: [metWords(measure)] },
                  { words: [trendWords(measure)] },
                  { words: [measure.asOf === null ? 'not stated' : momentWords(measure.asOf, timeZone)] },
                  { words: [measure.sourceName] },
                ],
              })),
            },
          ],
  };
}

/** Whether the target is met, and since when that is known. */
function metWords({ met, metSinceDate, missedSinceDate }: MeasureReading): ReportSpan {
  if (met === null) return 'not known';
  if (met) return metSinceDate ? `met since ${dateWords(metSinceDate)}` : 'met';
  return { warn: missedSinceDate ? `not met since ${dateWords(missedSinceDate)}` : 'not met' };
}

/** The value against that of the period before: a measure's own trend, not the rating's direction. */
const trendWords = ({ trend, unit }: MeasureReading): string =>
  trend === undefined || trend === null ? '–' : trend.change === 0 ? 'level' : `${trend.change > 0 ? '+' : '−'}${quantityWords(Math.abs(trend.change), unit === '%' ? 'points' : unit)}, ${trend.direction}`;

/** The measures by title, each once, with the items that name it. */
export function measuresOf(items: readonly ProgrammeItem[]): { readonly measure: MeasureReading; readonly itemRefs: readonly string[] }[] {
  const found = new Map<string, { measure: MeasureReading; itemRefs: string[] }>();
  for (const item of inOrder(items)) {
    for (const measure of item.measures) {
      const known = found.get(measure.measureRef);
      if (known) known.itemRefs.push(item.itemRef);
      else found.set(measure.measureRef, { measure, itemRefs: [item.itemRef] });
    }
  }
  return [...found.values()];
}

function measureSentence(measures: readonly MeasureReading[]): string {
  const met = measures.filter((one) => one.met === true).length;
  const off = measures.filter((one) => one.met === false).length;
  const unknown = measures.length - met - off;
  return `Of ${measures.length} ${measures.length === 1 ? 'measure' : 'measures'}, ${met} ${met === 1 ? 'is' : 'are'} at target and ${off} ${off === 1 ? 'is' : 'are'} not${unknown > 0 ? `; of ${unknown} no value is known` : ''}.`;
}
