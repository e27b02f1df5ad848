import { Injectable } from '@nestjs/common';
import { releaseAt, tellingOf } from '@sightline/domain';
import type { Earlier } from '@sightline/domain';
import { randomUUID } from 'node:crypto';
import { Config } from '../config/config.js';
import type { Transaction } from '../database/transaction.js';
import type { Context } from '../engine/decider.js';
import type { Outbox, Outgoing, OutgoingLeave, OutgoingMessage, OutgoingRecipient } from '../engine/outgoing.js';
import { RulesMemory } from './messaging-rules.js';
import { OutboxRepository } from './outbox.repository.js';
import type { NewDelivery, Preference } from './outbox.repository.js';

type Standing = Pick<NewDelivery, 'state' | 'reason' | 'nextAttemptAt' | 'channel'>;

/**
 * Takes what people are to be told from the engine's transactions, and writes down what each is really sent: whoever
 * knows already is not told again, whoever wants nothing is told nothing, and what needs leave waits for it.
 */
@Injectable()
export class TransactionalOutbox implements Outbox {
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly repository: OutboxRepository,
    private readonly memory: RulesMemory,
    private readonly config: Config,
  ) {}

  /** Calls `listener` after each commit that changed the outbox. */
  onCommitted(listener: () => void): void {
    this.listeners.push(listener);
  }

  committed(): void {
    for (const listener of this.listeners) listener();
  }

  async write(tx: Transaction, outgoing: readonly Outgoing[], { now }: Context): Promise<void> {
    const tells = outgoing.filter((one) => one.act === 'tell');
    const known = new Map<string, readonly Earlier[]>(Map.groupBy(await this.repository.earlier(tx, [...new Set(tells.map(({ runRef }) => runRef))]), keyOf));
    const guardians = tells.flatMap(({ recipients }) => recipients.flatMap(({ guardianRef }) => guardianRef ?? []));
    const preferences = guardians.length === 0 ? new Map<string, Preference>() : await this.repository.preferences(tx, guardians);
    const added: NewDelivery[] = [];
    const superseded: string[] = [];
    for (const message of tells) {
      for (const recipient of message.recipients) {
        const key = keyOf({ runRef: message.runRef, recipientRef: recipient.ref });
        const earlier = known.get(key) ?? [];
        const next = this.telling(message, recipient, earlier, preferences, now);
        superseded.push(...next.superseded);
        const left = earlier.map((one) => (next.superseded.includes(one.deliveryRef) ? { ...one, state: 'suppressed' as const, reason: 'superseded' } : one));
        if (next.delivery) added.push(next.delivery);
        known.set(key, next.delivery ? [...left, next.delivery] : left);
      }
    }
    // One that is made and overtaken in the same batch is written down as overtaken.
    const gone = new Set(superseded);
    await this.repository.suppress(tx, superseded, 'superseded', now);
    await this.repository.add(tx, added.map((one) => (gone.has(one.deliveryRef) ? { ...one, state: 'suppressed' as const, reason: 'superseded', nextAttemptAt: undefined } : one)));
    for (const leave of outgoing) if (leave.act === 'approve') await this.approve(tx, leave);
  }

  private telling(message: OutgoingMessage, recipient: OutgoingRecipient, earlier: readonly Earlier[], preferences: ReadonlyMap<string, Preference>, now: number): { readonly superseded: readonly string[]; readonly delivery?: NewDelivery } {
    const { rules } = this.memory.inForce;
    const isWritten = message.kind === 'written';
    const waiting = earlier.filter(({ state }) => state === 'held' || state === 'queued').map(({ deliveryRef }) => deliveryRef);
    const telling = isWritten ? { superseded: waiting, tell: true } : tellingOf(earlier, recipient.substance, rules);
    const preference = recipient.guardianRef === undefined ? undefined : preferences.get(recipient.guardianRef);
    if (!telling.tell || (message.kind === 'arrived' && preference?.arrivals !== true)) return telling;
    const standing = this.standing(message, recipient, preference, now);
    if (standing === undefined) return telling;
    const delivery: NewDelivery = {
      deliveryRef: randomUUID(),
      messageRef: message.messageRef ?? `${message.runRef}:${message.kind}:${now}`,
      runRef: message.runRef,
      about: message.about,
      audience: message.audience,
      kind: message.kind,
      substance: recipient.substance,
      recipientRef: recipient.ref,
      ordinal: earlier.length,
      guardianRef: recipient.guardianRef,
      passengerRefs: recipient.passengerRefs,
      address: recipient.address,
      words: recipient.words,
      link: recipient.link,
      expiresAt: message.expiresAt,
      startsAt: message.startsAt,
      decidedBy: message.by,
      createdAt: now,
      ...standing,
    };
    return { superseded: telling.superseded, delivery };
  }

  /** Where a new message begins its life; `undefined` where the rules want none of its kind. */
  private standing({ kind, startsAt, expiresAt }: OutgoingMessage, { channel, address }: OutgoingRecipient, preference: Preference | undefined, now: number): Standing | undefined {
    const { rules } = this.memory.inForce;
    const rule = kind === 'written' ? 'send' : rules[kind];
    if (rule === 'off' || expiresAt <= now) return undefined;
    // Who asked for messages gets them whatever an import says.
    const wanted = preference === undefined ? channel : preference.optedOut ? 'none' : channel === 'none' ? (address?.includes('@') === true ? 'email' : 'sms') : channel;
    const never = { channel: wanted, nextAttemptAt: undefined, state: 'suppressed' as const };
    if (wanted === 'none') return { ...never, reason: 'opted-out' };
    if (address === undefined) return { ...never, reason: 'no-address' };
    if (rule === 'approve') return { channel: wanted, state: 'held', reason: undefined, nextAttemptAt: undefined };
    return { channel: wanted, state: 'queued', reason: undefined, nextAttemptAt: releaseAt(now, startsAt, rules, this.config.timeZone) };
  }

  private async approve(tx: Transaction, { messageRef, words, by, at }: OutgoingLeave): Promise<void> {
    const startsAt = await this.repository.heldStart(tx, messageRef);
    if (startsAt !== undefined) await this.repository.approve(tx, messageRef, words, by, at, releaseAt(at, startsAt, this.memory.inForce.rules, this.config.timeZone));
  }
}

const keyOf = ({ runRef, recipientRef }: { readonly runRef: string; readonly recipientRef: string }): string => `${runRef}\n${recipientRef}`;
