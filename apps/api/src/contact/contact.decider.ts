import { Inject, Injectable } from '@nestjs/common';
import type { EventData, FieldProblem, MetricView } from '@sightline/contracts';
import type { Call, CallEvent, Contact } from '@sightline/domain';
import { decideCall } from '@sightline/domain';
import { Temporal } from 'temporal-polyfill';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import { Config } from '../config/config.js';
import type { Transaction } from '../database/transaction.js';
import type { Context, Decider, Draft, Incoming } from '../engine/decider.js';
import { ContactRepository } from './contact.repository.js';
import { Wallboard } from './wallboard.js';

const types = ['call.queued', 'call.answered', 'call.abandoned', 'call.ended', 'contact.logged'] as const;
const contactsKept = 38 * 86_400_000;

/** Decides telephone events and keeps the wallboard true. */
@Injectable()
export class ContactDecider implements Decider {
  readonly feature = 'contact';
  readonly types = types;

  constructor(
    private readonly wallboard: Wallboard,
    private readonly repository: ContactRepository,
    private readonly config: Config,
    @Inject(BUS) private readonly bus: Bus,
  ) {}

  async load(context: Context): Promise<void> {
    const since = this.midnight(context.today);
    const [calls, contacts] = await Promise.all([this.repository.callsSince(since), this.repository.contactsSince(since - contactsKept)]);
    this.wallboard.calls.clear();
    for (const call of calls) this.wallboard.calls.set(call.callRef, call);
    this.wallboard.contacts = contacts;
    this.wallboard.beginDay(since);
  }

  begin(context: Context): Draft {
    return new ContactDraft(this.wallboard, this.repository, this.midnight(context.today), context.now, (changes) =>
      this.bus.publish({ topic: 'wallboard', params: {}, changes: changes.map((value) => ({ key: value.name, value })) }),
    );
  }

  private midnight(today: string): number {
    return Temporal.PlainDate.from(today).toZonedDateTime(this.config.timeZone).epochMilliseconds;
  }
}

class ContactDraft implements Draft {
  private readonly calls = new Map<string, Call>();
  private readonly logged: EventData<'contact.logged'>[] = [];
  private moved = false;
  private shown: readonly MetricView[] = [];

  constructor(
    private readonly wallboard: Wallboard,
    private readonly repository: ContactRepository,
    private readonly since: number,
    private readonly now: number,
    private readonly send: (changes: readonly MetricView[]) => void,
  ) {}

  get changed(): boolean {
    return this.moved || this.calls.size > 0 || this.logged.length > 0;
  }

  decide(event: Incoming): readonly FieldProblem[] | undefined {
    const incoming = event as unknown as CallEvent | { readonly type: 'contact.logged'; readonly data: EventData<'contact.logged'> };
    if (incoming.type === 'contact.logged') {
      this.logged.push(incoming.data);
      return undefined;
    }
    const { callRef } = incoming.data;
    const decision = decideCall(this.calls.get(callRef) ?? this.wallboard.calls.get(callRef), incoming);
    if ('rejected' in decision) return decision.rejected;
    this.calls.set(callRef, decision.state);
    return undefined;
  }

  /** The longest wait grows and a new day begins with nobody doing anything. */
  tick(): void {
    this.moved = this.since !== this.wallboard.since || this.wallboard.anyoneWaits;
  }

  async write(tx: Transaction): Promise<void> {
    await this.repository.saveCalls(tx, [...this.calls.values()], this.now);
    await this.repository.saveContacts(tx, this.logged);
  }

  swap(): void {
    this.shown = this.wallboard.metrics(this.now);
    for (const call of this.calls.values()) this.wallboard.calls.set(call.callRef, call);
    this.wallboard.contacts.push(...this.logged.map(toContact));
    this.wallboard.beginDay(this.since);
  }

  publish(): void {
    const before = new Map(this.shown.map((metric) => [metric.name, metric]));
    const changes = this.wallboard.metrics(this.now).filter((metric) => this.moved || !same(metric, before.get(metric.name)));
    if (changes.length > 0) this.send(changes);
  }
}

const same = (a: MetricView, b: MetricView | undefined): boolean => b !== undefined && a.value === b.value && a.numerator === b.numerator && a.denominator === b.denominator;

const toContact = ({ passengerRef, reason, at }: { passengerRef?: string | undefined; reason: string; at: string }): Contact => ({
  ...(passengerRef === undefined ? {} : { passengerRef }),
  reason,
  at: Date.parse(at),
});
