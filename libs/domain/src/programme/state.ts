import type { Contradiction, EventData, ProgrammeCounts, ProgrammeItem, ProgrammeRecords, Rating } from '@sightline/contracts';
import { emptyHistories } from './history.js';
import type { Histories } from './history.js';

export type Item = EventData<'programme.item-upserted'> & {
  /** Id of the event that described it last. */
  readonly version: string;
};
export type Measure = EventData<'programme.measure-upserted'> & {
  /** Id of the event that described it last; absent of one that was kept before this was. */
  readonly version?: string;
};
export type Headline = EventData<'programme.headline-declared'>;

/** What someone said of an item in a period. Appended, never edited. */
export type Assessment = Omit<EventData<'programme.assessed'>, 'overruled'> & {
  /** Id of the event that said it, which a correction names. */
  readonly id: string;
  /** A gate that was set aside, why, by whom and when (RFC 3339). */
  readonly overruled?: { readonly reason: string; readonly byRole: string; readonly at: string };
};

/**
 * The programme as one period shows it. One that the board has taken also holds what stood beside the items, what
 * clashed, and when it was taken in which role (a period taken before these were kept holds the ratings alone).
 */
export type PeriodView = ProgrammeCounts & { readonly items: readonly ProgrammeItem[] } & Partial<ProgrammeRecords> & {
  readonly contradictions?: readonly Contradiction[];
  readonly taken?: { readonly at: string; readonly by: string };
};

/** The plan, everything that was said of it, and the periods that the board has taken. */
export interface Programme {
  readonly items: ReadonlyMap<string, Item>;
  /** Every description of items, risks, recommendations, milestones, decisions and schemes, as they were told. */
  readonly histories: Histories;
  /** By item, in the order in which they were said; also of items that are not known yet. */
  readonly assessments: ReadonlyMap<string, readonly Assessment[]>;
  readonly measures: ReadonlyMap<string, Measure>;
  readonly headlines: ReadonlyMap<string, Headline>;
  /** Each period that the board has taken, as it stood then: its figures never change again. */
  readonly frozen: ReadonlyMap<string, PeriodView>;
}

export const emptyProgramme: Programme = { items: new Map(), histories: emptyHistories, assessments: new Map(), measures: new Map(), headlines: new Map(), frozen: new Map() };

/** An item that another board or programme leads is reported on that board's cycle and counted apart. */
export const isLedElsewhere = (item: Item): boolean => item.ledBy !== undefined;

/** Works something out once for each thing it is worked out of: what is never changed in place gives the same again. */
export const remembered = <K extends object, V>(workOut: (of: K) => V): ((of: K) => V) => {
  const known = new WeakMap<K, V>();
  return (of) => {
    let value = known.get(of);
    if (value === undefined) known.set(of, (value = workOut(of)));
    return value;
  };
};

/** The periods for which something was said of a known item, oldest first. Worked out once: a programme is never changed in place. */
export const periodsOf = remembered(({ items, assessments, frozen }: Programme): readonly string[] => {
  const periods = new Set<string>(frozen.keys());
  for (const [itemRef, said] of assessments) if (items.has(itemRef)) for (const period of spokenOf(said)) periods.add(period);
  return [...periods].sort();
});

// A new assessment is a new list, so what follows is worked out again for its item alone.
const spokenOf = remembered((said: readonly Assessment[]): ReadonlySet<string> => new Set(said.map(({ period }) => period)));

/** What no later one corrects. */
export const unCorrected = remembered((said: readonly Assessment[]): readonly Assessment[] => {
  const corrected = new Set(said.map(({ corrects }) => corrects));
  return said.filter(({ id }) => !corrected.has(id));
});

const standingOf = remembered((said: readonly Assessment[]): ReadonlyMap<string, readonly Assessment[]> => Map.groupBy(unCorrected(said), ({ period }) => period));

/** The periods in which an item was given different ratings that all stand. */
export const disputed = remembered((said: readonly Assessment[]): readonly string[] =>
  [...standingOf(said)].flatMap(([period, all]) => (all.every(({ rating }) => rating === all[0]?.rating) ? [] : [period])).sort(),
);

const itemsIn = remembered((view: PeriodView): ReadonlyMap<string, ProgrammeItem> => new Map(view.items.map((item) => [item.itemRef, item])));

/** An item as a period shows it. */
export const itemIn = (view: PeriodView, itemRef: string): ProgrammeItem | undefined => itemsIn(view).get(itemRef);

/** Assessments of an item in a period that no later one corrects, in their order. */
export function standing({ assessments }: Programme, itemRef: string, period: string): readonly Assessment[] {
  const said = assessments.get(itemRef);
  return (said && standingOf(said).get(period)) ?? [];
}

/** The assessment that counts: the last one said, and of a period that the board has taken the one that it was taken with. */
export function assessmentIn(programme: Programme, itemRef: string, period: string): Assessment | undefined {
  const frozen = programme.frozen.get(period);
  // A period that was taken before assessments' ids were kept with it is judged by what was said last.
  if (frozen?.taken === undefined) return standing(programme, itemRef, period).at(-1);
  const id = itemIn(frozen, itemRef)?.assessmentId;
  return id === undefined ? undefined : programme.assessments.get(itemRef)?.find((said) => said.id === id);
}

/** The rating of an item in a period. A frozen period keeps the one it was taken with. */
export function ratingIn(programme: Programme, itemRef: string, period: string): Rating | null {
  const frozen = programme.frozen.get(period);
  return (frozen ? itemIn(frozen, itemRef) : assessmentIn(programme, itemRef, period))?.rating ?? null;
}
