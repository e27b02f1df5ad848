import { Injectable } from '@nestjs/common';
import type { FieldProblem, MessagingRules } from '@sightline/contracts';
import type { Transaction } from '../database/transaction.js';
import type { Context, Decider, Draft, Incoming } from '../engine/decider.js';
import { RulesMemory } from './messaging-rules.js';
import { TransactionalOutbox } from './outbox.js';
import { OutboxRepository } from './outbox.repository.js';

const types = ['message.dropped', 'message.opted-out', 'message.opted-in', 'messaging.rules-set'] as const;
type Event = { [T in (typeof types)[number]]: Incoming<T> }[(typeof types)[number]];
const isOurs = (event: Incoming): event is Event => (types as readonly string[]).includes(event.type);

/** Decides what is to become of messages that wait, who wants none, and the rules. */
@Injectable()
export class NotifyDecider implements Decider {
  readonly feature = 'notify';
  readonly types = types;

  constructor(
    readonly repository: OutboxRepository,
    readonly memory: RulesMemory,
    readonly outbox: TransactionalOutbox,
  ) {}

  async load(): Promise<void> {
    this.memory.inForce = (await this.repository.rules()) ?? this.memory.usual();
  }

  begin(context: Context): Draft {
    return new NotifyDraft(this, context.now);
  }
}

class NotifyDraft implements Draft {
  private readonly writes: ((tx: Transaction) => Promise<void>)[] = [];
  private rules: { readonly rules: MessagingRules; readonly changedBy: string; readonly changedAt: number } | undefined;

  constructor(
    private readonly part: NotifyDecider,
    private readonly now: number,
  ) {}

  get changed(): boolean {
    return this.writes.length > 0;
  }

  decide(event: Incoming): readonly FieldProblem[] | undefined {
    if (!isOurs(event)) return undefined;
    const { repository } = this.part;
    const by = event.actor?.username ?? event.source;
    switch (event.type) {
      case 'message.dropped': {
        const { messageRef } = event.data;
        this.writes.push((tx) => repository.drop(tx, messageRef, by, this.now));
        return undefined;
      }
      case 'message.opted-out':
      case 'message.opted-in': {
        const { data } = event;
        const preference = { guardianRef: data.guardianRef, optedOut: event.type === 'message.opted-out', arrivals: 'arrivals' in data && data.arrivals === true };
        this.writes.push((tx) => repository.prefer(tx, preference, by, this.now));
        return undefined;
      }
      case 'messaging.rules-set': {
        if (event.data.quietFrom === event.data.quietUntil) return [{ path: 'data.quietUntil', message: 'is the moment at which the quiet hours begin' }];
        const rules = { rules: event.data, changedBy: by, changedAt: this.now };
        this.rules = rules;
        this.writes.push((tx) => repository.keepRules(tx, rules.rules, by, this.now));
        return undefined;
      }
    }
  }

  tick(): void {
    // Time is the delivery's concern.
  }

  async write(tx: Transaction): Promise<void> {
    for (const write of this.writes) await write(tx);
  }

  swap(): void {
    if (this.rules) this.part.memory.inForce = this.rules;
  }

  publish(): void {
    this.part.outbox.committed();
  }
}
