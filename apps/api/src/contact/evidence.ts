import { Injectable } from '@nestjs/common';
import type { ContactEvidence, EventData } from '@sightline/contracts';
import { answerSentence } from '@sightline/domain';
import { RunNowQueries } from '../transport/run-now.queries.js';

/** What is known of a run at the moment in which somebody is told of it. */
@Injectable()
export class Evidence {
  constructor(private readonly runs: RunNowQueries) {}

  /** Of the server's own state at `now` (epoch milliseconds); `undefined` where no run was asked about, or none that is known. */
  take({ runRef, sequence, passengerRef }: Pick<EventData<'contact.logged'>, 'runRef' | 'sequence' | 'passengerRef'>, now: number): ContactEvidence | undefined {
    const detail = runRef === undefined ? undefined : this.runs.of(runRef, now);
    if (detail === undefined) return undefined;
    const stop = detail.stopCalls.find((call) => call.sequence === sequence) ?? null;
    const yourStop = passengerRef !== undefined && stop !== null;
    const { sentence, ageSentence } = answerSentence(detail, { stop, now, time: (at) => this.runs.time(at), yourStop });
    const { children: _, guide: __, path: ___, notes: ____, sentence: _____, ...run } = detail;
    return { takenAt: new Date(now).toISOString(), sentence, ageSentence, ...(stop && { sequence: stop.sequence }), run };
  }
}
