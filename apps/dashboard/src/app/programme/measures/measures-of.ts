import type { MeasureView, ProgrammeItem, Rating } from '@sightline/contracts';

/** What a measure is named by: an item with its rating. */
export interface NamedBy {
  itemRef: string;
  title: string;
  rating: Rating | null;
  /** The board set a gate aside. */
  overruled?: ProgrammeItem['overruled'];
}

/** A measure with the items that name it. */
export interface MeasureRow {
  measure: MeasureView;
  items: NamedBy[];
  /** Rated Green or Blue by someone, and off target: green outside, red inside. */
  clashes: boolean;
}

const isDone = (rating: Rating | null): boolean => rating === 'green' || rating === 'blue';
/** What clashes comes first, then what is off target, then what nobody knows. */
const rank = ({ clashes, measure }: MeasureRow): number => (clashes ? 0 : measure.met === false ? 1 : measure.met === null ? 2 : 3);

/** Every measure of the plan once, those that need the board first. */
export function measuresOf(items: readonly ProgrammeItem[]): MeasureRow[] {
  const rows = new Map<string, MeasureRow>();
  for (const { itemRef, title, rating, overruled, measures } of items) {
    for (const measure of measures) {
      const row = rows.get(measure.measureRef) ?? { measure, items: [], clashes: false };
      row.items.push({ itemRef, title, rating, overruled });
      row.clashes ||= measure.met === false && isDone(rating);
      rows.set(measure.measureRef, row);
    }
  }
  return [...rows.values()].toSorted((a, b) => rank(a) - rank(b) || a.measure.title.localeCompare(b.measure.title, 'en-GB'));
}
