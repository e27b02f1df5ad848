import { Injectable } from '@nestjs/common';
import type { RunDetail } from '@sightline/contracts';
import { alertState } from '@sightline/domain';
import { FleetMemory } from './fleet.memory.js';
import { runDetail, withoutChildren } from './run-views.js';
import { ViewClock } from './view-clock.js';

/** Runs of about a day as they stand, for those who may not see their children. */
@Injectable()
export class RunNowQueries {
  constructor(
    private readonly memory: FleetMemory,
    private readonly clock: ViewClock,
  ) {}

  /** A run at a moment (epoch milliseconds); `undefined` of one that is not held. */
  of(runRef: string, now: number): RunDetail | undefined {
    const run = this.memory.fleet.runs.get(runRef);
    return run && withoutChildren(runDetail(run, this.clock.context(now)));
  }

  /** Refs of its alerts that somebody still has to deal with. */
  openAlerts(runRef: string): string[] {
    return [...this.memory.fleet.alerts.values()].filter((alert) => alert.runRef === runRef && alertState(alert) !== 'closed').map(({ alertRef }) => alertRef);
  }

  /** A moment as the council writes it: `15:44`. */
  time(at: string): string {
    return this.clock.time(Date.parse(at));
  }
}
