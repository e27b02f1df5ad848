import { Injectable } from '@nestjs/common';
import type { ContactEvidence, EventData, FieldProblem } from '@sightline/contracts';
import type { Call, CallEvent, Contact } from '@sightline/domain';
import { Conversations, contactsKept, decideCall, forgottenAfter } from '@sightline/domain';
import { Temporal } from 'temporal-polyfill';
import { Config } from '../config/config.js';
import type { Transaction } from '../database/transaction.js';
import type { Context, Decider, Draft, Incoming } from '../engine/decider.js';
import { PersonalQueries } from '../engine/personal.queries.js';
import { Forgetting } from '../retention/forgetting.js';
import { FamilyQueries } from '../transport/families.queries.js';
import { ContactRepository } from './contact.repository.js';
import { DemandLinkage } from './demand.js';
import { Evidence } from './evidence.js';
import { Wallboard } from './wallboard.js';
import { WallboardTopic } from './wallboard.topic.js';

const types = ['call.queued', 'call.answered', 'call.abandoned', 'call.ended', 'contact.logged', 'contact.noted', 'call.forgotten'] as const;

export const notLogged: FieldProblem = { path: 'data.contactRef', message: 'is no call that was logged in the last weeks' };

/** A logged call with what the server knew when it was logged. */
export interface KeptContact extends EventData<'contact.logged'> {
  readonly evidence?: ContactEvidence | undefined;
}
export interface KeptNote extends EventData<'contact.noted'> {
  readonly saidBy: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Decides telephone events and logged calls, and keeps the wallboard true. */
@Injectable()
export class ContactDecider implements Decider {
  readonly feature = 'contact';
  readonly types = types;
  /** Of the contacts that the wallboard has. */
  readonly conversations = new Conversations();

  constructor(
    readonly wallboard: Wallboard,
    readonly repository: ContactRepository,
    readonly evidence: Evidence,
    readonly demand: DemandLinkage,
    readonly topic: WallboardTopic,
    private readonly families: FamilyQueries,
    readonly forgetting: Forgetting,
    private readonly personal: PersonalQueries,
    private readonly config: Config,
  ) {}

  async load({ now, today }: Context): Promise<void> {
    const since = this.midnight(today);
    const [calls, connected, contacts, troubles] = await Promise.all([
      this.repository.callsSince(since, now - forgottenAfter),
      this.repository.hasCalls(),
      this.repository.contactsSince(since - contactsKept),
      this.families.past(today),
    ]);
    const numbers = await this.personal.fieldOf('call', calls.map(({ callRef }) => callRef), 'callerNumber');
    this.conversations.clear();
    const first = contacts.flatMap((contact) => (this.conversations.add(contact) ? [toContact(contact)] : []));
    this.wallboard.replace({ since, calls, numbers, contacts: first, connected });
    this.demand.begin(today, troubles);
  }

  begin(context: Context): Draft {
    return new ContactDraft(this, this.midnight(context.today), context);
  }

  private midnight(today: string): number {
    return Temporal.PlainDate.from(today).toZonedDateTime(this.config.timeZone).epochMilliseconds;
  }
}

class ContactDraft implements Draft {
  private readonly calls = new Map<string, Call>();
  private readonly logged: KeptContact[] = [];
  private readonly notes: KeptNote[] = [];
  /** Of calls that brought one. */
  private readonly numbers = new Map<string, string>();
  private readonly forgotten: string[] = [];
  private dayBegins = false;
  private readonly wallboard: Wallboard;
  private readonly conversations: Conversations;
  private readonly contacts: Contact[] = [];

  constructor(
    private readonly part: ContactDecider,
    /** Local midnight, epoch milliseconds. */
    private readonly since: number,
    private readonly context: Context,
  ) {
    this.wallboard = part.wallboard;
    this.conversations = new Conversations(part.conversations);
  }

  get changed(): boolean {
    return this.dayBegins || this.calls.size > 0 || this.logged.length > 0 || this.notes.length > 0 || this.forgotten.length > 0;
  }

  decide(event: Incoming): readonly FieldProblem[] | undefined {
    if (event.type === 'contact.logged') return this.log(event as Incoming<'contact.logged'>);
    if (event.type === 'contact.noted') return this.note(event as Incoming<'contact.noted'>);
    if (event.type === 'call.forgotten') {
      const { callRef } = (event as Incoming<'call.forgotten'>).data;
      this.forgotten.push(callRef);
      this.numbers.delete(callRef);
      return undefined;
    }
    const incoming = event as unknown as CallEvent;
    const { callRef } = incoming.data;
    const decision = decideCall(this.calls.get(callRef) ?? this.wallboard.calls.get(callRef), incoming);
    if ('rejected' in decision) return decision.rejected;
    this.calls.set(callRef, decision.state);
    if (incoming.type === 'call.queued' && incoming.data.callerNumber !== undefined) this.numbers.set(callRef, incoming.data.callerNumber);
    return undefined;
  }

  /**
   * A contact is written once. Of one that a person logs, who and when is the server's to say, and what is known of the
   * run is taken from live memory here, so that no page can invent it.
   */
  private log({ data, actor, receivedAt }: Incoming<'contact.logged'>): readonly FieldProblem[] | undefined {
    if (this.conversations.has(data.contactRef)) return [{ path: 'data.contactRef', message: 'is logged already: add a note to it' }];
    const contact: KeptContact = actor === undefined ? data : { ...data, adviserRef: actor.username, at: new Date(receivedAt).toISOString(), evidence: this.part.evidence.take(data, this.context.now) };
    this.logged.push(contact);
    if (this.conversations.add(contact)) this.contacts.push(toContact(contact));
    return undefined;
  }

  private note({ data, actor, source, receivedAt }: Incoming<'contact.noted'>): readonly FieldProblem[] | undefined {
    if (!this.conversations.has(data.contactRef)) return [notLogged];
    this.notes.push({ ...data, saidBy: actor?.username ?? source, at: receivedAt });
    return undefined;
  }

  /** A new day begins with nobody doing anything. */
  tick(): void {
    this.dayBegins = this.since !== this.wallboard.since;
  }

  async write(tx: Transaction): Promise<void> {
    const { repository } = this.part;
    await repository.saveCalls(tx, [...this.calls.values()], this.context.now);
    await repository.saveContacts(tx, await Promise.all(this.logged.map((contact) => this.part.evidence.withMessages(contact))));
    await repository.saveNotes(tx, this.notes);
    await this.part.forgetting.write(tx, this.forgotten.map((ref) => ({ kind: 'caller', ref })));
  }

  swap(): void {
    this.wallboard.beginDay(this.since);
    this.part.demand.beginDay(this.context.today);
    for (const call of this.calls.values()) this.wallboard.keep(call, this.numbers.get(call.callRef));
    for (const callRef of this.forgotten) this.wallboard.numbers.delete(callRef);
    for (const contact of this.contacts) this.wallboard.contacts.add(contact);
    this.part.conversations.take(this.conversations);
  }

  publish(): void {
    this.part.topic.changed();
  }
}

const toContact = ({ passengerRef, reason, at }: { passengerRef?: string | undefined; reason: string; at: string }): Contact => ({
  ...(passengerRef === undefined ? {} : { passengerRef }),
  reason,
  at: Date.parse(at),
});
