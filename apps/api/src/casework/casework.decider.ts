import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { eventTypes } from '@sightline/contracts';
import type { CaseType, EventType, FieldProblem } from '@sightline/contracts';
import { dayOf, decideCase, liveCase } from '@sightline/domain';
import type { CaseEvent, CaseRecord, LiveCase } from '@sightline/domain';
import type { Context, Decider, Draft, Incoming } from '../engine/decider.js';
import { Engine } from '../engine/engine.js';
import type { Transaction } from '../database/transaction.js';
import { CaseworkRepository } from './casework.repository.js';
import type { TeamRecord } from './casework.repository.js';
import { CaseworkState } from './casework.state.js';
import { CaseworkTopics } from './casework.topic.js';

/** Casework's part in the engine: cases, their clocks and the teams that work on them. */
@Injectable()
export class CaseworkDecider implements Decider, OnModuleInit {
  readonly feature = 'casework';
  readonly types: readonly EventType[] = eventTypes.filter((type) => type.startsWith('case.') || type === 'team.upserted');

  constructor(
    private readonly engine: Engine,
    private readonly state: CaseworkState,
    private readonly repository: CaseworkRepository,
    private readonly topics: CaseworkTopics,
  ) {}

  onModuleInit(): void {
    this.engine.register(this);
  }

  async load({ today }: Context): Promise<void> {
    this.state.load(await this.repository.load(), today);
  }

  begin(context: Context): Draft {
    return new CaseworkDraft(context, this.state, this.repository, this.topics);
  }
}

/** Changes of one batch over the live casework, which stays as it is until the commit. */
class CaseworkDraft implements Draft {
  private readonly cases = new Map<string, LiveCase>();
  private readonly teams = new Map<string, TeamRecord>();
  private readonly waiting = new Map<string, readonly CaseEvent[]>();
  private readonly added: CaseEvent[] = [];
  private readonly attached = new Set<string>();
  private readonly types = new Set<CaseType>();
  private newDay = false;

  constructor(
    private readonly context: Context,
    private readonly state: CaseworkState,
    private readonly repository: CaseworkRepository,
    private readonly topics: CaseworkTopics,
  ) {}

  get changed(): boolean {
    return this.newDay || this.cases.size > 0 || this.teams.size > 0 || this.waiting.size > 0;
  }

  decide(incoming: Incoming): readonly FieldProblem[] | undefined {
    if (incoming.type === 'team.upserted') {
      const team = incoming.data as TeamRecord;
      this.teams.set(team.teamRef, team);
      return undefined;
    }
    const event = { type: incoming.type, data: incoming.data } as CaseEvent;
    const record = this.record(event.data.caseRef);
    if (record === undefined && event.type !== 'case.opened') {
      this.keep(event);
      return undefined;
    }
    const decided = decideCase(record, event, this.state.rules);
    if ('rejected' in decided) return decided.rejected;
    this.put(event.type === 'case.opened' ? this.attach(decided.state) : decided.state, incoming.occurredAt ?? incoming.receivedAt);
    return undefined;
  }

  tick(): void {
    this.newDay = dayOf(this.context.today) !== this.state.figures.today;
  }

  async write(tx: Transaction): Promise<void> {
    await this.repository.writeCases(tx, [...this.cases.values()]);
    const added = this.added.filter(({ data }) => !this.attached.has(data.caseRef));
    await this.repository.writeWaiting(tx, added, [...this.attached]);
    await this.repository.writeTeams(tx, [...this.teams.values()]);
  }

  swap(): void {
    this.newDay ||= dayOf(this.context.today) !== this.state.figures.today;
    this.state.apply({ cases: this.cases, teams: this.teams, waiting: this.waiting, today: this.context.today });
  }

  publish(): void {
    this.topics.publish(this.newDay ? this.state.figures.seen : this.types);
  }

  private record(caseRef: string): CaseRecord | undefined {
    return (this.cases.get(caseRef) ?? this.state.cases.get(caseRef))?.record;
  }

  private put(record: CaseRecord, changedAt: number): void {
    const before = this.record(record.caseRef);
    if (before) this.types.add(before.caseType);
    this.types.add(record.caseType);
    this.cases.set(record.caseRef, liveCase(record, changedAt, this.state.rules, dayOf(this.context.today)));
  }

  private keep(event: CaseEvent): void {
    const { caseRef } = event.data;
    this.waiting.set(caseRef, [...(this.waiting.get(caseRef) ?? this.state.waiting.get(caseRef) ?? []), event]);
    this.added.push(event);
  }

  /** Lets the events that came before their case happen to it; what it cannot take now was never going to be. */
  private attach(opened: CaseRecord): CaseRecord {
    const { caseRef } = opened;
    const events = this.waiting.get(caseRef) ?? this.state.waiting.get(caseRef);
    if (events === undefined) return opened;
    this.waiting.set(caseRef, []);
    this.attached.add(caseRef);
    return events.reduce((record, event) => {
      const decided = decideCase(record, event, this.state.rules);
      return 'rejected' in decided ? record : decided.state;
    }, opened);
  }
}
