import type { Direction } from '@sightline/contracts';
import type { RunOutcome } from './outcome.js';
import { RunTally } from './tally.js';
import { weekOf } from './week.js';

/** A part of the runs: of a day or a week, and of some operators, routes or areas. What is absent is all. */
export interface RunPart {
  /** A civil date or an ISO week. */
  readonly of: string;
  readonly direction?: Direction | undefined;
  readonly operators?: readonly string[] | undefined;
  readonly routes?: readonly string[] | undefined;
  readonly areas?: readonly string[] | undefined;
}

interface Kept {
  readonly part: RunPart;
  readonly tally: RunTally;
}

/** Parts that someone asks for are few; these are kept at once. */
const mostParts = 400;

/** Sums of parts of the runs, made when they are first asked for and kept up run by run: a change costs a look at each part. */
export class PartTallies {
  private readonly kept = new Map<string, Kept>();

  /** The sums of a part; `all` are asked for once, when the part is new. */
  of(part: RunPart, all: () => Iterable<RunOutcome>): RunTally {
    const key = JSON.stringify([part.of, part.direction, part.operators, part.routes, part.areas]);
    const known = this.kept.get(key);
    if (known) return known.tally;
    const tally = new RunTally();
    for (const run of all()) if (isOf(run, part)) tally.count(run, 1);
    // The oldest makes room: of yesterday, or of a measure that was changed.
    for (const oldest of this.kept.keys()) if (this.kept.size >= mostParts) this.kept.delete(oldest);
    this.kept.set(key, { part, tally });
    return tally;
  }

  replace(before: RunOutcome | undefined, after: RunOutcome | undefined): void {
    for (const { part, tally } of this.kept.values()) {
      if (before !== undefined && isOf(before, part)) tally.count(before, -1);
      if (after !== undefined && isOf(after, part)) tally.count(after, 1);
    }
  }

  clear(): void {
    this.kept.clear();
  }
}

function isOf({ serviceDate, direction, operatorRef, routeRef, area }: RunOutcome, part: RunPart): boolean {
  return (
    (part.of.includes('W') ? weekOf(serviceDate) : serviceDate) === part.of &&
    (part.direction === undefined || direction === part.direction) &&
    (part.operators === undefined || (operatorRef !== undefined && part.operators.includes(operatorRef))) &&
    (part.routes === undefined || part.routes.includes(routeRef)) &&
    (part.areas === undefined || (area !== undefined && part.areas.includes(area)))
  );
}
