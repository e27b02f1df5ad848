import type { EventData } from '@sightline/contracts';
import { assessmentIn } from '../state.js';
import type { Assessment, Item, Programme } from '../state.js';
import { ratingWord } from '../words.js';
import type { ItemRating, PlanItem } from './items.js';
import { assessedDay } from './values.js';

/** An event of an import. */
export type PlanEvent = { readonly type: 'programme.item-upserted'; readonly data: EventData<'programme.item-upserted'> } | { readonly type: 'programme.assessed'; readonly data: EventData<'programme.assessed'> };

/** What has to happen to an item so that it is as the plan says. No events: it is so already. */
export interface PlanSteps {
  readonly became: 'added' | 'changed' | 'unchanged';
  readonly events: readonly PlanEvent[];
  readonly ratings: { readonly added: number; readonly corrected: number; readonly unchanged: number };
  /** What is left as it is, and why. */
  readonly kept: readonly string[];
}

/**
 * The events that make an item what the plan says, against what is known. A cell that is empty says nothing: it takes
 * nothing back. A rating that stands is not said again; another one for its period corrects it by name.
 */
export function planStepsFor(item: PlanItem, known: Programme, today: string): PlanSteps | { readonly problem: string } {
  const before = known.items.get(item.itemRef);
  const title = item.isUntitled === true ? (before?.title ?? item.title) : (item.title ?? before?.title);
  if (title === undefined) return { problem: 'is not known yet, and has no title' };
  const after = itemAfter(item, before, title);
  const events: PlanEvent[] = before !== undefined && isSame(before, after) ? [] : [{ type: 'programme.item-upserted', data: after }];
  const ratings = { added: 0, corrected: 0, unchanged: 0 };
  const kept: string[] = [];
  for (const said of item.ratings) {
    const standing = assessmentIn(known, item.itemRef, said.period);
    if (standing !== undefined && saysSame(standing, said)) {
      ratings.unchanged += 1;
      continue;
    }
    const frozen = known.frozen.get(said.period);
    if (frozen !== undefined) {
      kept.push(`The board has taken ${said.period}: ${item.itemRef} stays ${ratingWord(frozen.items.find(({ itemRef }) => itemRef === item.itemRef)?.rating ?? null)} there, whatever the file says (${ratingWord(said.rating)})`);
      continue;
    }
    ratings[standing === undefined ? 'added' : 'corrected'] += 1;
    events.push({ type: 'programme.assessed', data: assessmentOf(item.itemRef, said, standing, today) });
  }
  return { became: before === undefined ? 'added' : events.length > 0 ? 'changed' : 'unchanged', events, ratings, kept };
}


/** What is known and not said stays; a parent that is implied only does not move an item that has one. */
function itemAfter({ itemRef, kind, parentRef, leadRole, startDate, dueDate, ...item }: PlanItem, before: Item | undefined, title: string): EventData<'programme.item-upserted'> {
  const { version: _, ...known } = before ?? { version: '' };
  // That everything below it is led elsewhere is said of a whole that is new, not of one that only a part of it was sent again.
  const ledBy = item.said === undefined && before !== undefined ? undefined : item.ledBy;
  const said = { parentRef, leadRole, ledBy, startDate, dueDate };
  return { ...known, itemRef, kind, title, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) };
}

const isSame = (before: Item, after: EventData<'programme.item-upserted'>): boolean => (Object.keys(after) as (keyof typeof after)[]).every((field) => JSON.stringify(before[field]) === JSON.stringify(after[field]));

function saysSame(standing: Assessment, said: ItemRating): boolean {
  return (
    standing.rating === said.rating &&
    (said.commentary === undefined || said.commentary === standing.commentary) &&
    (said.pathToGreen === undefined || (said.pathToGreen.words === standing.pathToGreen?.words && said.pathToGreen.date === standing.pathToGreen.date)) &&
    (said.assessedByRole === undefined || said.assessedByRole === standing.assessedByRole) &&
    (said.assessedDate === undefined || said.assessedDate === standing.assessedOn)
  );
}

/** A correction keeps the words of what it corrects where it brings none, as long as the rating is the same. */
function assessmentOf(itemRef: string, said: ItemRating, standing: Assessment | undefined, today: string): EventData<'programme.assessed'> {
  const { period, rating, assessedByRole = standing?.assessedByRole ?? 'not stated', assessedDate } = said;
  const words = standing?.rating === rating ? standing : undefined;
  const commentary = said.commentary ?? words?.commentary;
  const pathToGreen = said.pathToGreen ?? words?.pathToGreen;
  return {
    itemRef,
    period,
    rating,
    ...(commentary === undefined ? {} : { commentary }),
    ...(pathToGreen === undefined ? {} : { pathToGreen }),
    assessedByRole,
    assessedOn: assessedDate ?? standing?.assessedOn ?? assessedDay(period, today),
    ...(standing === undefined ? {} : { corrects: standing.id }),
  };
}
