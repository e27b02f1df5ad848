import { Injectable } from '@nestjs/common';
import type { CallOnLine } from '@sightline/contracts';
import { Wallboard } from '../wallboard.js';

/** Calls that somebody has on the line, as the telephone system tells. */
@Injectable()
export class CallsOnLine {
  constructor(private readonly wallboard: Wallboard) {}

  /** Those that an adviser (by user name) took and that are not over, the last taken first. */
  of(adviserRef: string): CallOnLine[] {
    return [...this.wallboard.calls.values()]
      .filter((call) => call.adviserRef === adviserRef && call.answeredAt !== undefined && call.endedAt === undefined)
      .sort((a, b) => (b.answeredAt ?? 0) - (a.answeredAt ?? 0))
      .map(({ callRef, queue, answeredAt = 0 }) => ({ callRef, ...(queue !== undefined && { queue }), answeredAt: new Date(answeredAt).toISOString() }));
  }

  /** Whether a call may be named in a look-up of this adviser: it was heard of, and nobody else took it. */
  mayName(callRef: string, adviserRef: string): boolean {
    return this.wallboard.calls.has(callRef) && !this.isAnothers(callRef, adviserRef);
  }

  /** Whether somebody else took a call. One that is heard of no longer is nobody's. */
  isAnothers(callRef: string, adviserRef: string): boolean {
    return (this.wallboard.calls.get(callRef)?.adviserRef ?? adviserRef) !== adviserRef;
  }

  answeredAt(callRef: string): number | undefined {
    return this.wallboard.calls.get(callRef)?.answeredAt;
  }
}
