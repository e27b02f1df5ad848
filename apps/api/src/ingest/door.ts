import { ForbiddenException, Injectable } from '@nestjs/common';
import type { FieldProblem, IngestReply } from '@sightline/contracts';
import type { Incoming, Outcome, Refused } from '../engine/decider.js';
import { Engine } from '../engine/engine.js';
import { FeedGate } from '../engine/feed-gate.js';
import { readEvent, unstorable } from './event-reader.js';
import type { ReadEvent } from './event-reader.js';
import type { EventBody } from './event-body.js';

/** Where every protocol ends: events that pass their contract go to the engine, the others to quarantine with their reasons. */
@Injectable()
export class Door {
  constructor(
    private readonly engine: Engine,
    private readonly gate: FeedGate,
  ) {}

  /** Takes a batch as it came and replies, after the commit, what became of each event. */
  async receive({ items, suspect }: EventBody): Promise<IngestReply> {
    const receivedAt = Date.now();
    const events: Incoming[] = [];
    const places: number[] = [];
    const refused: Refused[] = [];
    const rejected: IngestReply['rejected'] = [];
    const refuse = (index: number, read: Omit<Refused, 'receivedAt'>): void => {
      refused.push({ ...read, receivedAt });
      rejected.push(rejection(index, read.id, read.problems));
    };
    items.forEach((item, index) => {
      const read = suspect ? checked(readEvent(item, receivedAt)) : readEvent(item, receivedAt);
      if (read.event === undefined) {
        refuse(index, read);
        return;
      }
      events.push(read.event);
      places.push(index);
    });
    await this.refuseInvented(events);
    return this.reply(events, places, refused, rejected);
  }

  /** Takes one event from a protocol of its own, already read. Resolves after the commit. */
  async receiveOne(event: Incoming | Refused): Promise<Outcome> {
    if ('problems' in event) {
      await this.engine.submit([], [event]);
      return { status: 'rejected', problems: event.problems };
    }
    await this.refuseInvented([event]);
    const [outcome] = await this.engine.submit([event]);
    return outcome ?? { status: 'accepted' };
  }

  /** Takes what a protocol of its own has read, in the order in which it came. Resolves after the commit. */
  async receiveRead(items: readonly (Incoming | Refused)[]): Promise<IngestReply> {
    const events: Incoming[] = [];
    const places: number[] = [];
    const refused: Refused[] = [];
    const rejected: IngestReply['rejected'] = [];
    items.forEach((item, index) => {
      if ('problems' in item) {
        refused.push(item);
        rejected.push(rejection(index, item.id, item.problems));
        return;
      }
      events.push(item);
      places.push(index);
    });
    await this.refuseInvented(events);
    return this.reply(events, places, refused, rejected);
  }

  private async refuseInvented(events: readonly Incoming[]): Promise<void> {
    if (await this.gate.admits(events)) return;
    throw new ForbiddenException('This database holds real data and refuses the feed of the demonstration.');
  }

  private async reply(
    events: readonly Incoming[],
    places: readonly number[],
    refused: readonly Refused[],
    rejected: IngestReply['rejected'],
  ): Promise<IngestReply> {
    const outcomes = await this.engine.submit(events, refused);
    let accepted = 0;
    let duplicates = 0;
    outcomes.forEach((outcome, position) => {
      if (outcome.status === 'accepted') accepted += 1;
      else if (outcome.status === 'duplicate') duplicates += 1;
      else rejected.push(rejection(places[position] ?? position, events[position]?.id, outcome.problems));
    });
    rejected.sort((a, b) => a.index - b.index);
    return { accepted, duplicates, rejected };
  }
}

const rejection = (index: number, id: string | undefined, problems: readonly FieldProblem[]): IngestReply['rejected'][number] => ({
  index,
  ...(id === undefined ? {} : { id }),
  problems: [...problems],
});

/** An event with a text that PostgreSQL cannot hold would spoil its whole batch. */
function checked(read: ReadEvent): ReadEvent {
  if (read.event === undefined) return read;
  const { source, id, type, data } = read.event;
  const identity = [...unstorable(source, 'source'), ...unstorable(id, 'id')];
  if (identity.length > 0) return { type, problems: identity };
  const problems = unstorable(data, 'data');
  return problems.length > 0 ? { source, id, type, problems } : read;
}
