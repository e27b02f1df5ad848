import { eastOf, northOf } from '../geometry/index.js';
import type { Path } from '../geometry/index.js';
import type { PlannedCall } from './run.js';

interface Candidate {
  readonly metres: number;
  readonly beside: number;
}

/** Beyond its nearest point, other visits of the path to a stop are considered within this many metres more. */
const alsoNear = 60;
const mostCandidates = 10;

/**
 * How far along the path each stop lies, never going back: the choice with the least sum of squared distances to the
 * path over all stops. A path may cross itself, loop, or come back on the road it went out on.
 */
export function stopsOnPath(path: Path, calls: readonly PlannedCall[]): Float64Array {
  const candidates = calls.map((call) => candidatesOf(path, call));
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

/** The path's separate visits to a stop: places where it comes nearest before it leaves again. */
function candidatesOf(path: Path, { latitude, longitude }: PlannedCall): Candidate[] {
  const east = eastOf(path.projection, longitude);
  const north = northOf(latitude);
  const { east: xs, north: ys, metres } = path;
  const visits: Candidate[] = [];
  let nearest = Number.POSITIVE_INFINITY;
  let before = Number.POSITIVE_INFINITY;
  let falling = false;
  let lastMetres = 0;
  const visit = (): void => {
    const beside = Math.sqrt(before);
    nearest = Math.min(nearest, beside);
    visits.push({ metres: lastMetres, beside });
  };
  for (let i = 0; i < path.bearings.length; i++) {
    const ax = xs[i] as number;
    const ay = ys[i] as number;
    const dx = (xs[i + 1] as number) - ax;
    const dy = (ys[i + 1] as number) - ay;
    const share = Math.max(0, Math.min(1, ((east - ax) * dx + (north - ay) * dy) / (dx * dx + dy * dy)));
    const offEast = ax + share * dx - east;
    const offNorth = ay + share * dy - north;
    const squared = offEast * offEast + offNorth * offNorth;
    if (squared > before && falling) visit();
    falling = squared < before || (squared === before && falling);
    before = squared;
    lastMetres = (metres[i] as number) + share * ((metres[i + 1] as number) - (metres[i] as number));
  }
  if (falling) visit();
  return visits
    .filter(({ beside }) => beside <= nearest + alsoNear)
    .sort((a, b) => a.beside - b.beside)
    .slice(0, mostCandidates)
    .sort((a, b) => a.metres - b.metres);
}
