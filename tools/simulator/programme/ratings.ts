import type { Rating } from '@sightline/contracts';
import { Random } from '../random.ts';
import { periodCount } from './periods.ts';
import { plan } from './plan.ts';

/** One rating a period, oldest first. */
export type Path = readonly Rating[];

const now = periodCount - 1;
const before = periodCount - 2;

/** What the board has been told of the actions rated here, in the newest period; the rest are dealt out by chance. */
const dealt: Readonly<Record<string, Partial<Record<Rating, number>>>> = {
  A: { blue: 19, green: 19, amber: 63, grey: 8 },
  B: { blue: 17, green: 17, amber: 37, grey: 6 },
  E: { amber: 11, grey: 3 },
};
/** Projects whose actions are told one by one. */
const told: Readonly<Record<string, readonly Rating[]>> = {
  A3: ['green', 'amber', 'blue', 'blue', 'amber', 'green', 'blue', 'green', 'amber'],
  A6: ['blue', 'blue', 'green', 'green', 'blue', 'green', 'green', 'blue', 'blue'],
  E1: ['green', 'green', 'blue', 'green', 'blue', 'blue', 'green', 'blue', 'green'],
};
const special: Readonly<Record<string, Rating>> = { 'A4.2': 'red', 'B2.5': 'red', 'B5.1': 'blue' };

/** Ratings of the projects that are Green, or were: all others have been Amber throughout. */
const projects: Readonly<Record<string, readonly [before: Rating, now: Rating]>> = { A1: ['green', 'amber'], A3: ['amber', 'green'], A6: ['green', 'green'], E1: ['amber', 'green'] };

/** Every rated item with its rating in each period. Items that another board leads have none. */
export function ratingPaths(seed: number): Map<string, Path> {
  const random = new Random(seed, 'ratings');
  const newest = newestRatings(random);
  const paths = new Map<string, Path>();
  for (const workstream of plan) {
    if (workstream.ledBy !== undefined) continue;
    paths.set(workstream.ref, new Array<Rating>(periodCount).fill('amber'));
    for (const project of workstream.projects) {
      const [was, is] = projects[project.ref] ?? ['amber', 'amber'];
      const path = new Array<Rating>(periodCount).fill('amber');
      path[before] = was;
      path[now] = is;
      if (project.ref === 'A6' || project.ref === 'A1') path[before - 1] = 'green';
      paths.set(project.ref, path);
    }
  }
  const moved = movedActions(newest, random);
  for (const [ref, rating] of newest) paths.set(ref, pathTo(rating, moved.get(ref) ?? rating, random));
  return paths;
}

function newestRatings(random: Random): Map<string, Rating> {
  const newest = new Map<string, Rating>();
  for (const workstream of plan) {
    const hand = dealt[workstream.ref];
    if (hand === undefined) continue;
    const pack = random.shuffled(Object.entries(hand).flatMap(([rating, count]) => new Array<Rating>(count).fill(rating as Rating)));
    for (const project of workstream.projects) {
      project.actions.forEach((_, i) => {
        const ref = `${project.ref}.${i + 1}`;
        const rating = special[ref] ?? told[project.ref]?.[i] ?? pack.pop();
        if (rating !== undefined) newest.set(ref, rating);
      });
    }
  }
  // An Amber that nobody has written a word about: what falls to it is changed with another of its workstream.
  const was = newest.get('B3.2');
  const other = [...newest].find(([ref, rating]) => ref.startsWith('B') && rating === 'amber' && ref !== 'B3.2');
  if (was !== undefined && was !== 'amber' && other !== undefined) {
    newest.set(other[0], was);
    newest.set('B3.2', 'amber');
  }
  return newest;
}

/** Actions whose rating was another one the period before, with that rating: 45 Blue became 49, 51 Green 48, 116 Amber 114, 1 Red 2. */
function movedActions(newest: ReadonlyMap<string, Rating>, random: Random): Map<string, Rating> {
  const moved = new Map<string, Rating>([['A4.2', 'amber'], ['B5.1', 'amber']]);
  const take = (is: Rating, was: Rating, count: number): void => {
    const fitting = [...newest].filter(([ref, rating]) => rating === is && !moved.has(ref) && ref !== 'A6.3' && ref !== 'B3.2' && special[ref] === undefined);
    for (const [ref] of random.shuffled(fitting).slice(0, count)) moved.set(ref, was);
  };
  take('blue', 'green', 3);
  take('green', 'amber', 2);
  take('amber', 'green', 2);
  return moved;
}

/** A believable way to where an action stands: Blue only after two periods of Green. */
function pathTo(is: Rating, was: Rating, random: Random): Path {
  const path = new Array<Rating>(periodCount).fill('amber');
  path[now] = is;
  path[before] = was;
  if (is === 'grey') return path.fill('grey');
  if (is === 'blue' && was === 'blue') {
    const since = random.whole(2, before);
    path.fill('blue', since);
    path.fill('green', since - 2, since);
  } else if (is === 'blue' && was === 'green') path[before - 1] = 'green';
  else if (is === 'green' && was === 'green') path.fill('green', random.whole(2, before));
  else if (is === 'amber' && was === 'green') path[before - 1] = 'green';
  else if (is === 'red' && was === 'red') path[before] = 'red';
  const started = path.findIndex((rating) => rating !== 'amber');
  const idle = is === 'amber' && was === 'amber' ? random.whole(0, before - 1) : Math.max(0, Math.min(started, random.whole(0, 2)) - 1);
  path.fill('grey', 0, idle);
  const worried = random.whole(idle + 1, before - 1);
  if (worried < before && is === 'amber' && path[worried] === 'amber' && path[worried - 1] !== 'grey' && random.chance(0.05)) path[worried] = 'red';
  return path;
}

export function tally(paths: ReadonlyMap<string, Path>, period: number, kind: 'project' | 'action'): Record<Rating, number> {
  const counts = { blue: 0, green: 0, amber: 0, red: 0, grey: 0 };
  for (const [ref, path] of paths) {
    const rating = path[period];
    if (rating !== undefined && (kind === 'action' ? ref.includes('.') : /^[A-E]\d+$/.test(ref))) counts[rating]++;
  }
  return counts;
}
