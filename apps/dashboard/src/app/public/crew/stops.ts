import type { CrewChild, CrewRun, CrewStop } from '@sightline/contracts';
import { metresBetween } from './sharing/throttle';

/** A stop as the page lists it, with the children who get on and off there. */
export interface StopList {
  readonly stop: CrewStop;
  readonly place: 'earlier' | 'now' | 'later';
  readonly isLast: boolean;
  readonly boarding: readonly CrewChild[];
  readonly alighting: readonly CrewChild[];
}

const atStopMetres = 60;
const leftMetres = 100;
const isAboard = ({ status }: CrewChild): boolean => status === 'aboard';
export const aboard = (run: CrewRun): readonly CrewChild[] => run.children.filter(isAboard);

/** The place, in the list of stops, of the one that this phone is at; -1 where it is at none. The later one where two are near. */
export const stopAt = (stops: readonly CrewStop[], fix: { readonly latitude: number; readonly longitude: number }): number =>
  stops.findLastIndex((stop) => metresBetween(stop, fix) <= atStopMetres);

/**
 * How far along its stops this phone says it is, by half steps: `2 i` at the stop at place i, `2 i + 1` on the way from
 * it; -1 where it was at none.
 */
export function movedOn(stops: readonly CrewStop[], progress: number, fix: { readonly latitude: number; readonly longitude: number }): number {
  const here = stopAt(stops, fix);
  if (2 * here > progress) return 2 * here;
  const at = progress % 2 === 0 ? stops[progress / 2] : undefined;
  return at !== undefined && metresBetween(at, fix) > leftMetres ? progress + 1 : progress;
}

/**
 * [LINK-76] The place of the stop in hand: the furthest that the server, this phone's own place or the guide says was
 * reached, and the one after it once the bus has left. A tick moves nothing: nobody's thumb shall meet another child.
 */
export function stopInHand({ stops }: CrewRun, progress: number): number {
  const called = stops.findLastIndex(({ arrivedAt, departedAt }) => arrivedAt !== undefined || departedAt !== undefined);
  const known = called + (stops[called]?.departedAt === undefined ? 0 : 1);
  return Math.min(Math.max(0, known, Math.ceil(progress / 2)), stops.length - 1);
}

/** The stops in the order in which a guide needs them: the one in hand, those ahead, and those behind. */
export function listStops(run: CrewRun, inHand: number): StopList[] {
  const lists = run.stops.map((stop, index): StopList => ({
    stop,
    place: index < inHand ? 'earlier' : index === inHand ? 'now' : 'later',
    isLast: index === run.stops.length - 1,
    boarding: run.children.filter(({ boards }) => boards === stop.sequence),
    // Who never got on does not get off.
    alighting: run.children.filter(({ alights, status }) => alights === stop.sequence && (status === 'aboard' || status === 'alighted')),
  }));
  return [...lists.slice(inHand), ...lists.slice(0, inHand)];
}

/** What is left to do at a stop, in words; nothing where all is done. */
export function leftToDo({ boarding, alighting, place }: StopList): string {
  const toBoard = boarding.filter(({ status }) => status === 'to-board').length;
  const toAlight = alighting.filter(isAboard).length;
  if (place === 'earlier') return [toBoard > 0 && `${toBoard} not ticked`, toAlight > 0 && `${toAlight} still aboard`].filter(Boolean).join(', ');
  return [toBoard > 0 && `${toBoard} to get on`, toAlight > 0 && `${toAlight} to get off`].filter(Boolean).join(', ');
}

/** Whether it is time to walk through the bus: at the last stop, or the run is over. */
export const isTimeToWalk = (run: CrewRun, inHand: number): boolean => run.walkedAt === undefined && run.signedIn !== null && (run.state === 'completed' || (run.state === 'running' && inHand === run.stops.length - 1));
