import { Injectable } from '@nestjs/common';
import type { ContactEvidence, EventData } from '@sightline/contracts';
import { RunNowQueries } from '../transport/run-now.queries.js';

/** What is known of a run at the moment in which somebody is told of it. */
@Injectable()
export class Evidence {
  constructor(private readonly runs: RunNowQueries) {}

  /** Of the server's own state at `now` (epoch milliseconds); `undefined` where no run was asked about, or none that is known. */
  take({ runRef, sequence }: Pick<EventData<'contact.logged'>, 'runRef' | 'sequence'>, now: number): ContactEvidence | undefined {
    const detail = runRef === undefined ? undefined : this.runs.of(runRef, now);
    if (detail === undefined) return undefined;
    const { children: _, guide: __, path: ___, notes: ____, sentence, ...run } = detail;
    const stop = run.stopCalls.find((call) => call.sequence === sequence);
    return { takenAt: new Date(now).toISOString(), sentence, ageSentence: '', ...(stop && { sequence: stop.sequence }), run };
  }
}
