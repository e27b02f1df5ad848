import type { ProgrammeItem, ReportSection } from '@sightline/contracts';
import { countWords, dateWords, nameWords, periodBeside } from '../words.js';
import { daysBetween } from '../history.js';
import { lateWords } from './lateness.js';
import { ratingCells } from './rating-cells.js';
import { inOrder } from './matrix.js';
import type { ReportSource } from './source.js';

/** What slipped: ratings that fell since the period before, then what is past its due date and not done, the latest first. */
export function slippedSection({ view, today }: ReportSource): ReportSection {
  const before = view.previousPeriod === null || view.period === null ? 'Before' : nameWords(periodBeside(view.previousPeriod, view.period));
  const slipped = slippedOf(view.items, today);
  const fell = slipped.filter(isFallen).length;
  const late = slipped.flatMap((item) => lateDays(item, today) ?? []);
  if (slipped.length === 0) return { id: 'slipped', level: 3, heading: 'What slipped', blocks: [{ block: 'words', words: ['No rating fell since the period before, and nothing is past its due date.'] }] };
  const said = [
    fell === 0 ? 'No rating fell since the period before' : `${countWords(fell, 'rating', 'ratings')} fell since the period before`,
    late.length === 0 ? 'nothing is past its due date' : `${countWords(late.length, 'item is', 'items are')} past the due date and not done, the latest by ${countWords(Math.max(...late), 'day', 'days')}`,
  ];
  return {
    id: 'slipped',
    level: 3,
    heading: 'What slipped',
    blocks: [
      { block: 'words', words: [`${said.join('; ')}.`] },
      {
        block: 'table',
        table: 'slipped',
        caption: 'Ratings that fell, and what is past its due date and not done',
        columns: [{ label: 'Item', share: 4 }, { label: before, share: 1 }, { label: 'Now', share: 1 }, { label: 'Direction', share: 1 }, { label: 'Due', share: 1.5 }, { label: 'Late', share: 1.1 }],
        rows: slipped.map((item) => {
          const days = lateDays(item, today);
          return {
            cells: [
              { words: [{ strong: item.itemRef }, ` ${item.title}`] },
              ratingCells(item).before,
              ratingCells(item).now,
              { words: item.travel === null ? ['–'] : isFallen(item) ? [{ strong: item.travel }] : [item.travel] },
              { words: [item.dueDate === undefined ? 'no date' : dateWords(item.dueDate).replaceAll(' ', '\u00a0')] },
              { words: days === undefined ? ['not due yet'] : [{ warn: lateWords(days) }] },
            ],
          };
        }),
      },
    ],
  };
}

const isFallen = ({ travel }: ProgrammeItem): boolean => travel === 'down';

/** Days past the due date of what is not done; `undefined` where it is done or not due. */
function lateDays({ dueDate, rating }: ProgrammeItem, today: string): number | undefined {
  return dueDate === undefined || dueDate >= today || rating === 'green' || rating === 'blue' ? undefined : daysBetween(dueDate, today);
}

export function slippedOf(items: readonly ProgrammeItem[], today: string): ProgrammeItem[] {
  const found = inOrder(items.filter((item) => item.ledBy === undefined && item.kind !== 'workstream' && (isFallen(item) || lateDays(item, today) !== undefined)));
  return found.sort((a, b) => Number(isFallen(b)) - Number(isFallen(a)) || (lateDays(b, today) ?? 0) - (lateDays(a, today) ?? 0));
}
