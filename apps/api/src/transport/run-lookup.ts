import { Injectable } from '@nestjs/common';
import type { RunLookup } from '../engine/run-finder.js';
import { FleetMemory, shifted } from './fleet.memory.js';

/** A vehicle speaks for its trip from so long before the first stop to so long after the last: milliseconds. */
const around = 2 * 3_600_000;

/** Finds the run of a trip where a feed names the trip and not the day. */
@Injectable()
export class FleetRunLookup implements RunLookup {
  constructor(private readonly memory: FleetMemory) {}

  has(runRef: string): boolean {
    return this.memory.fleet.runs.has(runRef);
  }

  /** Of the runs of yesterday, today and tomorrow: a trip that runs past midnight belongs to the day before. */
  ofTrip(tripRef: string, at: number): string | undefined {
    let best: { runRef: string; away: number } | undefined;
    for (const days of [-1, 0, 1]) {
      const run = this.memory.fleet.runs.get(`${tripRef}:${shifted(this.memory.today, days).replaceAll('-', '')}`);
      if (run === undefined) continue;
      const { startsAt, endsAt, runRef } = run.plan;
      const away = Math.max(startsAt - at, at - endsAt, 0);
      if (away <= around && (best === undefined || away < best.away)) best = { runRef, away };
    }
    return best?.runRef;
  }
}
