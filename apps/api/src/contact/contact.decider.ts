import { Inject, Injectable } from '@nestjs/common';
import type { ContactEvidence, EventData, FieldProblem, MetricView } from '@sightline/contracts';
import type { Call, CallEvent, Contact } from '@sightline/domain';
import { Conversations, decideCall } from '@sightline/domain';
import { Temporal } from 'temporal-polyfill';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import { Config } from '../config/config.js';
import type { Transaction } from '../database/transaction.js';
import type { Context, Decider, Draft, Incoming } from '../engine/decider.js';
import { ContactRepository } from './contact.repository.js';
import { Evidence } from './evidence.js';
import { Wallboard } from './wallboard.js';

const types = ['call.queued', 'call.answered', 'call.abandoned', 'call.ended', 'contact.logged', 'contact.noted'] as const;
const contactsKept = 38 * 86_400_000;

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
    private readonly config: Config,
    @Inject(BUS) private readonly bus: Bus,
  ) {}

  async load(context: Context): Promise<void> {
    const since = this.midnight(context.today);
    const [calls, contacts] = await Promise.all([this.repository.callsSince(since), this.repository.contactsSince(since - contactsKept)]);
    this.wallboard.calls.clear();
    for (const call of calls) this.wallboard.calls.set(call.callRef, call);
    this.conversations.clear();
    this.wallboard.contacts = contacts.flatMap((contact) => (this.conversations.add(contact) ? [toContact(contact)] : []));
    this.wallboard.beginDay(since);
  }

  begin(context: Context): Draft {
    return new ContactDraft(this, this.midnight(context.today), context.now);
  }

  publish(changes: readonly MetricView[]): void {
    this.bus.publish({ topic: 'wallboard', params: {}, changes: changes.map((value) => ({ key: value.name, value })) });
  }

  private midnight(today: string): number {
    return Temporal.PlainDate.from(today).toZonedDateTime(this.config.timeZone).epochMilliseconds;
  }
}

class ContactDraft implements Draft {
  private readonly calls = new Map<string, Call>();
  private readonly logged: KeptContact[] = [];
  private readonly notes: KeptNote[] = [];
  private moved = false;
  private shown: readonly MetricView[] = [];
  private readonly wallboard: Wallboard;
  private readonly conversations: Conversations;
  private readonly contacts: Contact[] = [];

  constructor(
    private readonly part: ContactDecider,
    private readonly since: number,
    private readonly now: number,
  ) {
    this.wallboard = part.wallboard;
    this.conversations = new Conversations(part.conversations);
  }

  get changed(): boolean {
    return this.moved || this.calls.size > 0 || this.logged.length > 0 || this.notes.length > 0;
  }

  decide(event: Incoming): readonly FieldProblem[] | undefined {
    if (event.type === 'contact.logged') return this.log(event as Incoming<'contact.logged'>);
    if (event.type === 'contact.noted') return this.note(event as Incoming<'contact.noted'>);
    const incoming = event as unknown as CallEvent;
    const { callRef } = incoming.data;
    const decision = decideCall(this.calls.get(callRef) ?? this.wallboard.calls.get(callRef), incoming);
    if ('rejected' in decision) return decision.rejected;
    this.calls.set(callRef, decision.state);
    return undefined;
  }

  /**
   * A contact is written once. Of one that a person logs, who and when is the server's to say, and what is known of the
   * run is taken from live memory here, so that no page can invent it.
   */
  private log({ data, actor, receivedAt }: Incoming<'contact.logged'>): readonly FieldProblem[] | undefined {
    if (this.conversations.has(data.contactRef)) return [{ path: 'data.contactRef', message: 'is logged already: add a note to it' }];
    const contact: KeptContact = actor === undefined ? data : { ...data, adviserRef: actor.username, at: new Date(receivedAt).toISOString(), evidence: this.part.evidence.take(data, this.now) };
    this.logged.push(contact);
    if (this.conversations.add(contact)) this.contacts.push(toContact(contact));
    return undefined;
  }

  private note({ data, actor, source, receivedAt }: Incoming<'contact.noted'>): readonly FieldProblem[] | undefined {
    if (!this.conversations.has(data.contactRef)) return [{ path: 'data.contactRef', message: 'is no call that was logged in the last weeks' }];
    this.notes.push({ ...data, saidBy: actor?.username ?? source, at: receivedAt });
    return undefined;
  }

  /** The longest wait grows and a new day begins with nobody doing anything. */
  tick(): void {
    this.moved = this.since !== this.wallboard.since || this.wallboard.anyoneWaits;
  }

  async write(tx: Transaction): Promise<void> {
    const { repository } = this.part;
    await repository.saveCalls(tx, [...this.calls.values()], this.now);
    await repository.saveContacts(tx, this.logged);
    await repository.saveNotes(tx, this.notes);
  }

  swap(): void {
    this.shown = this.wallboard.metrics(this.now);
    for (const call of this.calls.values()) this.wallboard.calls.set(call.callRef, call);
    this.wallboard.contacts.push(...this.contacts);
    this.part.conversations.take(this.conversations);
    this.wallboard.beginDay(this.since);
  }

  publish(): void {
    const before = new Map(this.shown.map((metric) => [metric.name, metric]));
    const changes = this.wallboard.metrics(this.now).filter((metric) => this.moved || !same(metric, before.get(metric.name)));
    if (changes.length > 0) this.part.publish(changes);
  }
}

const same = (a: MetricView, b: MetricView | undefined): boolean => b !== undefined && a.value === b.value && a.numerator === b.numerator && a.denominator === b.denominator;

const toContact = ({ passengerRef, reason, at }: { passengerRef?: string | undefined; reason: string; at: string }): Contact => ({
  ...(passengerRef === undefined ? {} : { passengerRef }),
  reason,
  at: Date.parse(at),
});
