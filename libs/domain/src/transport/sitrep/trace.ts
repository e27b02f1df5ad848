import { distanceMetres } from '../../geometry/index.js';
import type { Place } from '../../geometry/index.js';
import { evidence, tracking } from './settings.js';

/** A fix of a trace, which is in order of time. `at` in epoch milliseconds. */
export interface TraceFix extends Place {
  readonly at: number;
}

/** The share of a span of time that lies between fixes, or between a fix and an end, at most two minutes apart: 0 to 1. */
export function coverageOf(fixes: readonly TraceFix[], from: number, until: number): number {
  if (until <= from) return fixes.some(({ at }) => Math.abs(at - from) <= tracking.gap) ? 1 : 0;
  let covered = 0;
  const add = (a: number, b: number): void => {
    if (b - a <= tracking.gap) covered += Math.max(0, Math.min(b, until) - Math.max(a, from));
  };
  const [first, last] = [fixes[0], fixes.at(-1)];
  if (first === undefined || last === undefined || last.at < from || first.at > until) return 0;
  if (first.at > from) add(from, first.at);
  for (let i = 1; i < fixes.length; i++) add(fixes[i - 1]?.at ?? 0, fixes[i]?.at ?? 0);
  if (last.at < until) add(last.at, until);
  return covered / (until - from);
}

/** So near the first or last fix of a trace a vehicle is still where that fix has it. */
const standing = 10_000;

/** Where the vehicle was at a moment: on the line between the fixes around it, where these are at most two minutes apart. */
export function whereAt(fixes: readonly TraceFix[], at: number): Place | undefined {
  const index = fixes.findIndex((fix) => fix.at >= at);
  const [before, after] = [fixes[index < 0 ? fixes.length - 1 : index - 1], index < 0 ? undefined : fixes[index]];
  if (after?.at === at) return after;
  if (before === undefined || after === undefined) {
    const only = before ?? after;
    return only !== undefined && Math.abs(only.at - at) <= standing ? only : undefined;
  }
  if (after.at - before.at > tracking.gap) return undefined;
  const share = (at - before.at) / (after.at - before.at);
  return {
    latitude: before.latitude + share * (after.latitude - before.latitude),
    longitude: before.longitude + share * (after.longitude - before.longitude),
  };
}

const isAt = (place: Place, fix: Place): boolean => distanceMetres(place, fix) <= evidence.atStopMetres;

/** When the trace first comes to a place, from a moment on. */
export const arrivalIn = (fixes: readonly TraceFix[], place: Place, from: number): number | undefined => fixes.find((fix) => fix.at >= from && isAt(place, fix))?.at;

/** When the trace leaves a place for the first time and is then seen elsewhere. */
export function departureIn(fixes: readonly TraceFix[], place: Place, until: number): number | undefined {
  let left: number | undefined;
  let seenThere = false;
  for (const fix of fixes) {
    if (fix.at > until) break;
    if (isAt(place, fix)) {
      seenThere = true;
      left = fix.at;
    } else if (seenThere && distanceMetres(place, fix) > evidence.metres) return left;
  }
  return undefined;
}
