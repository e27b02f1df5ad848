import { Controller, Get, NotFoundException, Param } from '@nestjs/common';
import type { DeliveryView, OutboxRow } from '@sightline/contracts';
import { initialsOf } from '@sightline/domain';
import { Allow } from '../../identity/allow.js';
import { OutboxQueries } from '../../notify/outbox.queries.js';
import { FleetMemory } from '../fleet.memory.js';

/** The table goes back so far; milliseconds. */
const listed = 7 * 24 * 3_600_000;
const mostRecipients = 1000;

/** The outbox over HTTP: as a table without anybody in it, and the recipients of one message by the initials of their children. */
@Controller('transport/messages')
export class OutboxController {
  constructor(
    private readonly outbox: OutboxQueries,
    private readonly memory: FleetMemory,
  ) {}

  /** Messages of the last week, the newest first. */
  @Allow('messages')
  @Get()
  async list(): Promise<{ items: OutboxRow[] }> {
    const messages = await this.outbox.messagesSince(Date.now() - listed);
    const items = messages.map(({ messageRef, runRef, about, audience, kind, createdAt, decidedBy, total, counts }) => ({ messageRef, runRef, about, audience, kind, createdAt, decidedBy, recipients: total, ...counts }));
    return { items: items.sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1)) };
  }

  /** Who answers for whom is not told: a recipient is the initials of the children that the message is about. */
  @Allow('messages')
  @Get(':messageRef/recipients')
  async recipients(@Param('messageRef') messageRef: string): Promise<{ items: DeliveryView[] }> {
    const deliveries = await this.outbox.deliveries(messageRef, mostRecipients);
    if (deliveries.length === 0) throw new NotFoundException('There is no message of this ref.');
    const items = deliveries.map(({ deliveryRef, passengerRefs, channel, carrier, state, reason, attempts, createdAt, sentAt, endedAt }) => ({
      deliveryRef,
      initials: passengerRefs.map((ref) => initialsOf(this.memory.fleet.passengers.get(ref)?.name)),
      channel,
      carrier: carrier ?? undefined,
      state,
      reason: reason ?? undefined,
      attempts,
      createdAt: createdAt.toISOString(),
      sentAt: sentAt?.toISOString(),
      endedAt: endedAt?.toISOString(),
    }));
    return { items };
  }
}
