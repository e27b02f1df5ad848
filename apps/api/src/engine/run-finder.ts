import { Injectable } from '@nestjs/common';

/** Looks up runs for doors whose senders name a run by its trip. Instants in epoch milliseconds. */
export interface RunLookup {
  has(runRef: string): boolean;
  /** The run of a trip that is under way, or nearest to being so, at a moment. */
  ofTrip(tripRef: string, at: number): string | undefined;
}

/** Where doors ask for runs. The engine knows none: the feature that does registers itself. */
@Injectable()
export class RunFinder implements RunLookup {
  private lookup: RunLookup | undefined;

  register(lookup: RunLookup): void {
    this.lookup = lookup;
  }

  has(runRef: string): boolean {
    return this.lookup?.has(runRef) ?? false;
  }

  ofTrip(tripRef: string, at: number): string | undefined {
    return this.lookup?.ofTrip(tripRef, at);
  }
}
