import type { ProgrammeItem, Rating, ReportCell } from '@sightline/contracts';

/** The rating of an item before and now, each marked where the board set a gate aside for it. */
export const ratingCells = ({ previousRating, previousOverruled, rating, overruled }: ProgrammeItem): { readonly before: ReportCell; readonly now: ReportCell } => ({
  before: cell(previousRating, previousOverruled === true),
  now: cell(rating, overruled !== undefined),
});

const cell = (rating: Rating | null, overruled: boolean): ReportCell => ({ words: rating === null ? ['not rated'] : [{ rating, ...(overruled && { overruled }) }] });
