import type { EventData, ProgrammeCounts, ProgrammeItem, Rating } from '@sightline/contracts';

export type Item = EventData<'programme.item-upserted'>;
export type Measure = EventData<'programme.measure-upserted'>;
export type Headline = EventData<'programme.headline-declared'>;

/** What someone said of an item in a period. Appended, never edited. */
export type Assessment = EventData<'programme.assessed'> & {
  /** Id of the event that said it, which a correction names. */
  readonly id: string;
};

/** The programme as one period shows it. */
export type PeriodView = ProgrammeCounts & { readonly items: readonly ProgrammeItem[] };

/** The plan, everything that was said of it, and the periods that the board has taken. */
export interface Programme {
  readonly items: ReadonlyMap<string, Item>;
  /** By item, in the order in which they were said; also of items that are not known yet. */
  readonly assessments: ReadonlyMap<string, readonly Assessment[]>;
  readonly measures: ReadonlyMap<string, Measure>;
  readonly headlines: ReadonlyMap<string, Headline>;
  /** Each period that the board has taken, as it stood then: its figures never change again. */
  readonly frozen: ReadonlyMap<string, PeriodView>;
}

export const emptyProgramme: Programme = { items: new Map(), assessments: new Map(), measures: new Map(), headlines: new Map(), frozen: new Map() };

/** An item that another board or programme leads is reported on that board's cycle and counted apart. */
export const isLedElsewhere = (item: Item): boolean => item.ledBy !== undefined;

/** The periods for which something was said of a known item, oldest first. */
export function periodsOf({ items, assessments, frozen }: Programme): string[] {
  const periods = new Set<string>(frozen.keys());
  for (const [itemRef, said] of assessments) if (items.has(itemRef)) for (const { period } of said) periods.add(period);
  return [...periods].sort();
}

/** Assessments of an item in a period that no later one corrects, in their order. */
export function standing(programme: Programme, itemRef: string, period: string): Assessment[] {
  const said = programme.assessments.get(itemRef) ?? [];
  const corrected = new Set(said.flatMap(({ corrects }) => (corrects === undefined ? [] : [corrects])));
  return said.filter((assessment) => assessment.period === period && !corrected.has(assessment.id));
}

/** The assessment that counts: the last one said. */
export const assessmentIn = (programme: Programme, itemRef: string, period: string): Assessment | undefined => standing(programme, itemRef, period).at(-1);

/** The rating of an item in a period. A frozen period keeps the one it was taken with. */
export function ratingIn(programme: Programme, itemRef: string, period: string): Rating | null {
  const frozen = programme.frozen.get(period);
  if (frozen) return frozen.items.find((item) => item.itemRef === itemRef)?.rating ?? null;
  return assessmentIn(programme, itemRef, period)?.rating ?? null;
}
