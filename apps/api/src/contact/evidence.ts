import { Injectable } from '@nestjs/common';
import type { ContactEvidence, EventData } from '@sightline/contracts';
import type { KeptContact } from './contact.decider.js';
import { answerSentence } from '@sightline/domain';
import { OutboxQueries } from '../notify/outbox.queries.js';
import { RunNowQueries } from '../transport/run-now.queries.js';

/** What is known of a run at the moment in which somebody is told of it. */
@Injectable()
export class Evidence {
  constructor(
    private readonly runs: RunNowQueries,
    private readonly outbox: OutboxQueries,
  ) {}

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

  /** With what the family of the child had been sent about the run: of a verified child alone. */
  async withMessages(contact: KeptContact): Promise<KeptContact> {
    const { evidence, passengerRef } = contact;
    if (evidence === undefined || passengerRef === undefined) return contact;
    const sent = await this.outbox.messagesTo(passengerRef, Date.parse(evidence.run.startsAt) - day);
    const told = sent
      .filter(({ runRef }) => runRef === evidence.run.runRef)
      .map(({ at, channel, state, words }) => ({ at: new Date(at).toISOString(), channel, state, ...(words !== undefined && { words }) }));
    return { ...contact, evidence: { ...evidence, told } };
  }
}

/** Messages of a run are not older than this before it begins; milliseconds. */
const day = 86_400_000;
