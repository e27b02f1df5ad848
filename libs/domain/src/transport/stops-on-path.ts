import { eastOf, northOf } from '../geometry/index.js';
import type { Path } from '../geometry/index.js';
import type { PlannedCall } from './run.js';

interface Candidate {
  readonly metres: number;
  /** Metres beside the path, with what speaks against it. */
  readonly beside: number;
}

/** Beyond its nearest point, other visits of the path to a stop are considered within this many metres more. */
const alsoNear = 60;
const mostCandidates = 10;
const sameVisit = 20;
/** Of two visits that are as near, the one nearer to where the schedule has it: metres of cost per metre away from there. */
const scheduleWeight = 0.003;

/**
 * How far along the path each stop lies, never going back: the choice with the least sum of squared distances to the
 * path over all stops. A path may cross itself, loop, or come back on the road it went out on.
 */
export function stopsOnPath(path: Path, calls: readonly PlannedCall[]): Float64Array {
  const startsAt = calls[0]?.scheduledAt ?? 0;
  const lasts = Math.max(1, (calls.at(-1)?.scheduledAt ?? 0) - startsAt);
  const candidates = calls.map((call) => candidatesOf(path, call, (path.length * (call.scheduledAt - startsAt)) / lasts));
  let costs = (candidates[0] ?? []).map(({ beside }) => beside ** 2);
  const cameFrom: number[][] = [];
  for (let i = 1; i < candidates.length; i++) {
    const before = candidates[i - 1] ?? [];
    const from: number[] = [];
    const next = (candidates[i] ?? []).map(({ metres, beside }) => {
      let best = 0;
      let bestCost = Number.POSITIVE_INFINITY;
      before.forEach((candidate, j) => {
        // Going back a little is scatter of the drawing; further back is a wrong visit, at a price that nothing outbids.
        const back = candidate.metres - metres;
        const cost = (costs[j] ?? 0) + (back > 1 ? 1e6 + back : 0);
        if (cost < bestCost) {
          best = j;
          bestCost = cost;
        }
      });
      from.push(best);
      return bestCost + beside ** 2;
    });
    cameFrom.push(from);
    costs = next;
  }
  const metres = new Float64Array(calls.length);
  let chosen = costs.indexOf(Math.min(...costs));
  for (let i = calls.length - 1; i >= 0; i--) {
    metres[i] = candidates[i]?.[chosen]?.metres ?? 0;
    chosen = cameFrom[i - 1]?.[chosen] ?? 0;
  }
  for (let i = 1; i < metres.length; i++) metres[i] = Math.max(metres[i] ?? 0, metres[i - 1] ?? 0);
  return metres;
}

/**
 * The path's separate visits to a stop: places from which it leads away in both directions. The distance to a straight
 * segment has one minimum: it is a visit if it lies within the segment, or at a corner that the neighbour also turns at.
 */
function candidatesOf(path: Path, { latitude, longitude }: PlannedCall, expected: number): Candidate[] {
  const east = eastOf(path.projection, longitude);
  const north = northOf(latitude);
  const { east: xs, north: ys, metres } = path;
  const visits: Candidate[] = [];
  let endsAtCorner = true;
  for (let i = 0; i < path.bearings.length; i++) {
    const ax = xs[i] as number;
    const ay = ys[i] as number;
    const dx = (xs[i + 1] as number) - ax;
    const dy = (ys[i + 1] as number) - ay;
    const along = ((east - ax) * dx + (north - ay) * dy) / (dx * dx + dy * dy);
    const isVisit = along > 0 ? along < 1 : endsAtCorner;
    endsAtCorner = along >= 1;
    if (isVisit || (endsAtCorner && i === path.bearings.length - 1)) {
      const share = Math.max(0, Math.min(1, along));
      const beside = Math.sqrt((ax + share * dx - east) ** 2 + (ay + share * dy - north) ** 2);
      addVisit(visits, (metres[i] as number) + share * ((metres[i + 1] as number) - (metres[i] as number)), beside);
    }
  }
  const nearest = Math.min(...visits.map(({ beside }) => beside));
  return visits
    .filter(({ beside }) => beside <= nearest + alsoNear)
    .map(({ metres, beside }) => ({ metres, beside: beside + scheduleWeight * Math.abs(metres - expected) }))
    .sort((a, b) => a.beside - b.beside)
    .slice(0, mostCandidates)
    .sort((a, b) => a.metres - b.metres);
}

/** Visits that follow each other closely are one, at its nearest place. */
function addVisit(visits: Candidate[], metres: number, beside: number): void {
  const last = visits.at(-1);
  if (last === undefined || metres - last.metres > sameVisit) visits.push({ metres, beside });
  else if (beside < last.beside) visits[visits.length - 1] = { metres, beside };
}
