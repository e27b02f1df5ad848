import { addMonths, dateOf, dayOf } from '../calendar/day.js';
import { assessmentIn, periodsOf, ratingIn } from './state.js';
import type { Programme } from './state.js';

/** Green must have lasted for more than so many months before Blue. */
const monthsOfGreen = 3;

/**
 * What a Blue lacks of its evidence, in words; `undefined` when it has it: an unbroken run of Green for over three
 * months before the first Blue, and each measure that has a value at its target.
 */
export function blueGap(programme: Programme, itemRef: string, period: string, measures: readonly { readonly title: string; readonly met: boolean | null }[]): string | undefined {
  const off = measures.find(({ met }) => met === false);
  if (off) return `its measure "${off.title}" is off target`;
  const periods = periodsOf(programme);
  const at = (index: number) => (index < 0 ? null : ratingIn(programme, itemRef, periods[index] ?? ''));
  let blue = periods.indexOf(period);
  while (at(blue - 1) === 'blue') blue--;
  let green = blue;
  while (at(green - 1) === 'green') green--;
  if (green === blue) return blue === 0 ? 'no Green is on record before it' : 'it was not Green in the period before it turned Blue';
  const since = assessmentIn(programme, itemRef, periods[green] ?? '')?.assessedOn;
  const turned = assessmentIn(programme, itemRef, periods[blue] ?? '')?.assessedOn;
  if (since === undefined || turned === undefined) return 'the dates of its assessments are not on record';
  const earliest = dateOf(addMonths(dayOf(since), monthsOfGreen) + 1);
  return turned < earliest ? `Green is on record since ${since}, so Blue could be reached from ${earliest}` : undefined;
}
