import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { FleetDraft, decideTransport, isTransportEvent, passTime, transportTypes } from '@sightline/domain';
import type { TransportContext } from '@sightline/domain';
import { Config } from '../config/config.js';
import { BUS } from '../bus/bus.js';
import type { Bus } from '../bus/bus.js';
import type { EventData, FieldProblem } from '@sightline/contracts';
import type { Transaction } from '../database/transaction.js';
import type { Context, Decider, Draft, Incoming } from '../engine/decider.js';
import type { Outgoing } from '../engine/outgoing.js';
import { Forgetting } from '../retention/forgetting.js';
import { OutboxQueries } from '../notify/outbox.queries.js';
import { DisruptionRepository } from './disruption/disruption.repository.js';
import { AlertRepository } from './alert/alert.repository.js';
import { AlertTopics } from './alert/alerts.topic.js';
import { FleetMemory } from './fleet.memory.js';
import { FleetTopics } from './fleet.topic.js';
import { PositionRepository } from './position.repository.js';
import { PredictionScoreRepository } from './prediction-score.repository.js';
import { ReferenceRepository } from './reference.repository.js';
import { RunRepository } from './run.repository.js';
import { TransportLoader } from './transport.loader.js';
import { FamilyLinks } from './messages/family-links.js';
import { outgoingOf } from './messages/outgoing.js';
import { ViewClock } from './view-clock.js';

/** Transport's part in the engine: the rules are the domain's, here they meet memory, tables and topics. */
@Injectable()
export class TransportDecider implements Decider {
  readonly feature = 'transport';
  readonly types = transportTypes;

  constructor(
    readonly history: PositionRepository,
    readonly memory: FleetMemory,
    readonly loader: TransportLoader,
    readonly runs: RunRepository,
    readonly references: ReferenceRepository,
    readonly disruptions: DisruptionRepository,
    readonly scores: PredictionScoreRepository,
    readonly alerts: AlertRepository,
    readonly topics: FleetTopics,
    readonly alertTopics: AlertTopics,
    readonly clock: ViewClock,
    readonly outbox: OutboxQueries,
    readonly links: FamilyLinks,
    readonly forgetting: Forgetting,
    private readonly config: Config,
    @Inject(BUS) readonly bus: Bus,
  ) {}

  /** Milliseconds. */
  get escalatesAfter(): number {
    return this.config.escalationSeconds * 1000;
  }

  load(context: Context): Promise<void> {
    return this.loader.load(context);
  }

  begin(context: Context): Draft {
    return new TransportDraft(this, context);
  }
}

class TransportDraft implements Draft {
  private readonly draft: FleetDraft;
  private readonly turning: FleetMemory['arriving'];
  private readonly context: Context & TransportContext;
  private outgoing: readonly Outgoing[] = [];
  private issued: readonly EventData<'link.issued'>[] = [];

  constructor(
    private readonly part: TransportDecider,
    context: Context,
  ) {
    const { clock, outbox, escalatesAfter } = part;
    const messages = { clock: clock.time, rules: outbox.rules, newRef: randomUUID, waiting: (messageRef: string) => outbox.waiting(messageRef) };
    this.context = { ...context, clock: clock.time, escalatesAfter, messages };
    this.draft = new FleetDraft(part.memory.fleet);
    this.turning = part.memory.arriving;
    part.loader.turn(this.draft, context);
  }

  decide(event: Incoming): readonly FieldProblem[] | undefined {
    return isTransportEvent(event) ? decideTransport(this.draft, event, this.context)?.rejected : undefined;
  }

  tick(): void {
    passTime(this.draft, this.context);
    this.part.loader.prepare(this.context.today);
  }

  get changed(): boolean {
    return this.turning !== undefined || this.draft.changed;
  }

  async write(tx: Transaction): Promise<void> {
    // While their record is there to be looked for by.
    await this.part.forgetting.write(tx, this.draft.forgotten);
    await this.part.references.save(tx, this.draft);
    await this.part.runs.save(tx, this.draft);
    await this.part.disruptions.save(tx, this.draft);
    await this.part.alerts.save(tx, this.draft);
    await this.part.scores.add(tx, this.draft.scores);
    const { announcements, leaves } = this.draft;
    const { urls, issued } = await this.part.links.of(tx, announcements, this.context.now);
    this.issued = issued;
    this.outgoing = outgoingOf(announcements, leaves, urls);
  }

  get messages(): readonly Outgoing[] {
    return this.outgoing;
  }

  swap(): void {
    const { memory } = this.part;
    this.draft.merge();
    if (this.turning !== undefined && memory.arriving === this.turning) {
      memory.today = this.turning.today;
      memory.arriving = undefined;
    }
    memory.letGo(this.draft);
  }

  publish(): void {
    this.part.topics.publish(this.draft, this.context.now);
    this.part.alertTopics.publish(this.draft, this.context.now);
    this.part.links.tell(this.issued, this.context.now);
  }
}
