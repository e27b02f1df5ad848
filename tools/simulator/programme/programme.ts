import type { EventData, Rating } from '@sightline/contracts';
import { feedEvent, type FeedEvent } from '../event.ts';
import { addDays, civilDateAt, instantAt, iso, minute } from '../clock.ts';
import { Random } from '../random.ts';
import { slippedActions } from './dates.ts';
import { liveMeasuresTold, liveWeeksTold } from './live-measures.ts';
import { measureEvent, measures, measuresTold } from './papers.ts';
import { daysAfter, endOf, periodCount, periodsBefore } from './periods.ts';
import { plan, type PlannedProject } from './plan.ts';
import { recordsTold } from './records.ts';
import { ratingPaths, tally, type Path } from './ratings.ts';
import { commentary, redWords } from './words.ts';

type Item = EventData<'programme.item-upserted'>;

const measureEvery = 3 * minute;
/** Measures whose values come from elsewhere. */
const entered = measures.filter((measure) => measure[8] === undefined);

/** The improvement plan with every assessment that the board has been given, oldest period first. */
export class Programme {
  readonly #seed: number;
  #measured = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  opening(now: number): FeedEvent[] {
    this.#measured = Math.floor(now / measureEvery);
    const periods = periodsBefore(civilDateAt(now));
    const newest = periods[periods.length - 1] as string;
    const paths = ratingPaths(this.#seed);
    const items = this.#items(paths, periods);
    return [
      ...items.map((item) => this.#described(item, slippedActions[item.itemRef] ?? 0, periods[0] as string)),
      ...periods.flatMap((period, index) => [
        ...(period === newest ? items.filter(({ itemRef }) => itemRef in slippedActions).map((item) => this.#described(item, 0, newest)) : []),
        ...measuresTold(period, periods.length - 1 - index),
        ...liveMeasuresTold(period, periods.length - 1 - index),
        ...recordsTold(periods, index, civilDateAt(now)),
        ...this.#assessments(items, paths, period, index, period === newest),
      ]),
      ...liveWeeksTold(civilDateAt(now)),
    ];
  }

  /** Now and then a source sends a measure's new value. */
  until(moment: number): FeedEvent[] {
    const told: FeedEvent[] = [];
    for (; (this.#measured + 1) * measureEvery <= moment; this.#measured++) {
      const slot = this.#measured + 1;
      const random = new Random(this.#seed, 'measure', slot);
      const at = slot * measureEvery;
      told.push(measureEvent(random.pick(entered), `measure:${slot}`, at, iso(at), random.normal(0, 0.25)));
    }
    return told;
  }

  /** An item as it was described in a period, when it was still due so many days sooner. */
  #described(item: Item, sooner: number, period: string): FeedEvent {
    const dueDate = item.dueDate === undefined ? {} : { dueDate: addDays(item.dueDate, -sooner) };
    return feedEvent('programme', 'programme.item-upserted', `item:${this.#seed}:${item.itemRef}:${period}`, instantAt(daysAfter(period, -20), 600), { ...item, ...dueDate });
  }

  #items(paths: ReadonlyMap<string, Path>, periods: readonly string[]): Item[] {
    const newest = periods[periods.length - 1] as string;
    return plan.flatMap((workstream) => {
      const led = workstream.ledBy === undefined ? {} : { ledBy: workstream.ledBy };
      const begins = daysAfter(periods[0] as string, -210);
      return [
        { itemRef: workstream.ref, kind: 'workstream' as const, title: workstream.title, leadRole: workstream.lead, ...led, startDate: begins, dueDate: daysAfter(newest, 548) },
        ...workstream.projects.flatMap((project) => {
          const green = paths.get(project.ref)?.[periods.length - 1] === 'green';
          return [
            { itemRef: project.ref, kind: 'project' as const, parentRef: workstream.ref, title: project.title, leadRole: project.lead, ...led, startDate: begins, dueDate: daysAfter(newest, green ? -30 : 365) },
            ...project.actions.map((title, i) => this.#action(project, i, title, led, paths, periods)),
          ];
        }),
      ];
    });
  }

  #action(project: PlannedProject, index: number, title: string, led: { ledBy?: string }, paths: ReadonlyMap<string, Path>, periods: readonly string[]): Item {
    const itemRef = `${project.ref}.${index + 1}`;
    const random = new Random(this.#seed, 'dates', itemRef);
    const newest = periods[periods.length - 1] as string;
    const path = paths.get(itemRef);
    const is = path?.[periods.length - 1];
    const begun = path === undefined ? 0 : path.findIndex((rating) => rating !== 'grey');
    const startDate = is === 'grey' ? daysAfter(newest, random.whole(100, 240)) : daysAfter(periods[Math.max(begun, 0)] as string, -(begun <= 0 ? random.whole(95, 200) : random.whole(20, 85)));
    return { itemRef, kind: 'action', parentRef: project.ref, title, leadRole: project.lead, ...led, startDate, dueDate: daysAfter(newest, dueDays(itemRef, is, path, random)) };
  }

  #assessments(items: readonly Item[], paths: ReadonlyMap<string, Path>, period: string, index: number, newest: boolean): FeedEvent[] {
    const told: FeedEvent[] = [];
    for (const { itemRef, leadRole } of items) {
      const rating = paths.get(itemRef)?.[index];
      if (rating === undefined) continue;
      if (itemRef === 'A6.3' && newest) told.push(assessed(itemRef, period, index, 'amber', leadRole ?? '', -6, `assessed:${this.#seed}:${itemRef}:${period}:first`));
      told.push(assessed(itemRef, period, index, rating, leadRole ?? '', -new Random(itemRef, period).whole(0, 4), `assessed:${this.#seed}:${itemRef}:${period}`));
    }
    const at = instantAt(daysAfter(period, 5), 600);
    const projects = tally(paths, index, 'project');
    if (newest) {
      projects.green++;
      projects.amber--;
    }
    const statement = newest ? 'Most actions are delivered or on course; the programme is Green overall.' : 'The programme is Amber overall.';
    told.push(feedEvent('programme', 'programme.headline-declared', `headline:${period}`, at, { period, counts: { actions: tally(paths, index, 'action'), projects }, statement }));
    if (!newest) {
      const frozenAt = instantAt(daysAfter(period, 12), 660);
      told.push(feedEvent('programme', 'programme.period-frozen', `frozen:${period}`, frozenAt, { period }));
    }
    return told;
  }
}

/** Days after the newest period's end by which an action is due: what is delivered was due before, what is under way mostly later. */
function dueDays(itemRef: string, is: Rating | undefined, path: Path | undefined, random: Random): number {
  if (itemRef === 'A4.2') return 0;
  if (itemRef === 'B2.5') return -30;
  if (is === 'blue' || is === 'green') return Math.min(-5, ((path?.findIndex((rating) => rating === 'green' || rating === 'blue') ?? 0) - periodCount + 1) * 91 - random.whole(0, 60));
  if (is === 'amber' && (itemRef.startsWith('A3.') || random.chance(0.13))) return -random.whole(4, 70);
  return random.whole(100, 450) + (is === 'grey' ? 200 : 0);
}

function assessed(itemRef: string, period: string, index: number, rating: Rating, role: string, days: number, id: string): FeedEvent {
  const at = instantAt(daysAfter(period, days), 960);
  const silent = itemRef === 'B3.2' && index >= 5;
  const red = redWords[itemRef];
  const written = rating === 'red' && red !== undefined ? red.commentary : silent ? undefined : commentary(itemRef, index, rating);
  const path = rating !== 'red' ? undefined : { words: red?.path ?? 'A recovery plan was agreed with the lead and is followed weekly.', date: daysAfter(period, red?.days ?? 80) };
  return feedEvent('programme', 'programme.assessed', id, at, {
    itemRef,
    period,
    rating,
    ...(written === undefined ? {} : { commentary: written }),
    ...(path === undefined ? {} : { pathToGreen: path }),
    assessedByRole: rating === 'red' && red !== undefined ? red.role : role,
    assessedOn: days === 0 ? endOf(period) : daysAfter(period, days),
  });
}
