import type { Contradiction, ContradictionKind, ProgrammeItem, Side, Suggestion } from '@sightline/contracts';
import { betterThanDeserved, deservedAnswer } from '@sightline/domain';
import { sentenceCase } from '../ui/words';
import { contradictionName } from './words';

export type ClashKind = ContradictionKind | 'review';
/** Something that cannot be true together, or a rating to look at again, as a row of the panel. */
export interface Clash {
  key: string;
  kind: ClashKind;
  itemRef: string;
  title: string;
  /** The workstream above it; empty of the programme as a whole. */
  workstream: string;
  period: string | undefined;
  explanation: string;
  sides: readonly Side[];
  review: Suggestion | null;
}
export interface ClashGroup {
  kind: ClashKind;
  name: string;
  meaning: string;
  clashes: readonly Clash[];
}

/** Worst first: what is rated better than it deserves, then what cannot be believed, then what is untidy. */
export const clashKinds: Readonly<Record<ClashKind, string>> = {
  watermelon: 'Green or Blue outside, Red, overdue or off target inside',
  'blue-too-soon': 'Blue without more than three months of unbroken Green',
  'done-with-open-actions': 'Green or Blue, due later, with actions open',
  'two-ratings': 'Two ratings of one item in one period',
  'headline-and-travel': 'A report whose headline disagrees with what it contains',
  'red-without-words': 'Red without a narrative, an owner or a path to green',
  'grey-past-start': 'Grey although the start has passed',
  'unmoving-amber': 'Amber for two periods with no change or comment',
  unowned: 'No lead or no date',
  misfiled: 'Filed under a workstream whose reference it does not bear',
  review: 'The evidence moved: a person may want to look again',
};
const order = Object.keys(clashKinds) as ClashKind[];

export const clashName = (kind: ClashKind): string => (kind === 'review' ? 'Review' : contradictionName(kind));
/** `review: Amber?` */
export const reviewName = ({ proposed }: Suggestion): string => `review: ${sentenceCase(proposed)}?`;

/** Everything to list, each suggestion beside the clash of its item, or by itself where nothing else clashes. */
export function clashesOf(items: readonly ProgrammeItem[], contradictions: readonly Contradiction[], suggestions: readonly Suggestion[]): Clash[] {
  const byRef = new Map(items.map((item) => [item.itemRef, item]));
  const reviews = new Map(suggestions.map((one) => [one.itemRef, one]));
  const place = (itemRef: string): Pick<Clash, 'itemRef' | 'title' | 'workstream'> => ({ itemRef, title: byRef.get(itemRef)?.title ?? '', workstream: workstreamOf(byRef, itemRef) });
  const shown = new Set<string>();
  const clashes = [...contradictions]
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .map((one): Clash => {
      const review = betterThanDeserved.includes(one.kind) && !shown.has(one.itemRef) ? (reviews.get(one.itemRef) ?? null) : null;
      if (review !== null) shown.add(one.itemRef);
      return { ...place(one.itemRef), key: `${one.kind}:${one.itemRef}:${one.period ?? ''}`, kind: one.kind, period: one.period, explanation: one.explanation, sides: one.sides ?? [], review };
    });
  const alone = suggestions.filter(({ itemRef }) => !shown.has(itemRef)).map((one): Clash => ({ ...place(one.itemRef), key: `review:${one.itemRef}`, kind: 'review', period: one.period, explanation: one.explanation, sides: [{ rating: one.rating, words: one.explanation }], review: one }));
  return [...clashes, ...alone];
}

/** By kind, worst first, each by reference; empty kinds are left out. */
export function grouped(clashes: readonly Clash[]): ClashGroup[] {
  return order.flatMap((kind) => {
    const those = clashes.filter((one) => one.kind === kind).sort((a, b) => collator.compare(a.itemRef, b.itemRef));
    return those.length === 0 ? [] : [{ kind, name: clashName(kind), meaning: clashKinds[kind], clashes: those }];
  });
}

/** Is anything rated better than it deserves? One sentence, and whether it is a Yes; the paper says the same. */
export function answer(items: readonly ProgrammeItem[], clashes: readonly Clash[]): { yes: boolean; words: string } {
  const contradictions = clashes.flatMap(({ kind, itemRef }) => (kind === 'review' ? [] : [{ kind, itemRef }]));
  return deservedAnswer(items, contradictions, clashes.flatMap(({ review }) => review ?? []));
}

function workstreamOf(items: ReadonlyMap<string, ProgrammeItem>, itemRef: string): string {
  let item = items.get(itemRef);
  for (let steps = 0; item?.parentRef && steps < 5; steps++) item = items.get(item.parentRef) ?? item;
  return item?.kind === 'workstream' ? item.itemRef : '';
}

const collator = new Intl.Collator('en-GB', { numeric: true });
