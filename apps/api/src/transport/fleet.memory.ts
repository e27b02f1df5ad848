import { Injectable } from '@nestjs/common';
import { Fleet, FleetDraft } from '@sightline/domain';
import type { Run } from '@sightline/domain';

/** What transport holds in memory: the runs of about a day. Only the engine's drafts change it. */
@Injectable()
export class FleetMemory {
  fleet = new Fleet();
  /** The runs that a new day brings near, waiting for the next draft to take them in. */
  arriving: { readonly today: string; readonly runs: readonly Run[] } | undefined;
  /** The middle of the days that are held, `YYYY-MM-DD`. */
  today = '';
  private readonly listeners: (() => void)[] = [];
  private readonly letGoListeners: ((run: Run) => void)[] = [];

  /** Replaces everything: after a start, or when memory was no longer to be trusted. */
  replace(fleet: Fleet, today: string): void {
    this.fleet = fleet;
    this.today = today;
    this.arriving = undefined;
    for (const listener of this.listeners) listener();
  }

  onReplaced(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Calls a listener with each run that was written down and is not held: one of another day. */
  onLetGo(listener: (run: Run) => void): void {
    this.letGoListeners.push(listener);
  }

  /** Plans of days that are not near are written down and not held. */
  letGo(draft: FleetDraft): void {
    for (const fact of draft.facts) {
      const run = fact.kind === 'planned' ? this.fleet.runs.get(fact.runRef) : undefined;
      if (run === undefined || this.holds(run.plan.serviceDate)) continue;
      for (const listener of this.letGoListeners) listener(run);
      const forgetting = new FleetDraft(this.fleet);
      forgetting.forget(run);
      forgetting.merge();
    }
  }

  /** Whether the runs of a service date are held in memory. */
  holds(serviceDate: string): boolean {
    return serviceDate >= shifted(this.today, -1) && serviceDate <= shifted(this.today, 1);
  }
}

/** A civil date some days later, or earlier. */
export function shifted(date: string, days: number): string {
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(time) ? date : new Date(time + days * 86_400_000).toISOString().slice(0, 10);
}
