import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { bankHolidayDivisions, eventTypes } from '@sightline/contracts';
import type { CaseType, EventData, EventType, FieldProblem } from '@sightline/contracts';
import { dayOf, decideCase, liveCase, recount, rulesWith, withHolidays } from '@sightline/domain';
import type { CaseEvent, CaseRecord, DeclaredTotal, Divisions, LiveCase, Rules, Unfitting } from '@sightline/domain';
import type { Context, Decider, Draft, Incoming } from '../engine/decider.js';
import { Engine } from '../engine/engine.js';
import type { Transaction } from '../database/transaction.js';
import { CaseworkRepository } from './casework.repository.js';
import type { TeamRecord } from './casework.repository.js';
import { CaseworkState } from './casework.state.js';
import type { UnrecordedChange } from './casework.state.js';
import { CaseworkTopics } from './casework.topic.js';
import { DueChangesRepository } from './due-changes.repository.js';
import type { RecordedChange } from './due-changes.repository.js';
import { QualityRepository } from './quality.repository.js';

/** Due dates that moved while we were not running are recorded so many at a time: no batch waits for all of them. */
const recordedAtATime = 1000;

/** Casework's part in the engine: cases, their clocks and the teams that work on them. */
@Injectable()
export class CaseworkDecider implements Decider, OnModuleInit {
  readonly feature = 'casework';
  readonly types: readonly EventType[] = eventTypes.filter((type) => type.startsWith('case.') || type === 'team.upserted' || type === 'bank-holidays.published' || type === 'casework.total-declared');

  constructor(
    private readonly engine: Engine,
    private readonly state: CaseworkState,
    private readonly repository: CaseworkRepository,
    private readonly changes: DueChangesRepository,
    private readonly quality: QualityRepository,
    private readonly topics: CaseworkTopics,
  ) {}

  onModuleInit(): void {
    this.engine.register(this);
  }

  async load({ today }: Context): Promise<void> {
    this.state.load(await this.repository.load(), await this.quality.load(), await this.changes.divisions(), today);
  }

  begin(context: Context): Draft {
    return new CaseworkDraft(context, this.state, this.repository, this.changes, this.quality, this.topics);
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
  private readonly moved: RecordedChange[] = [];
  private readonly declared: DeclaredTotal[] = [];
  private readonly unfitting: Unfitting[] = [];
  private rules: Rules;
  private divisions: Divisions;
  private newDay = false;
  private readonly catchingUp: readonly UnrecordedChange[];

  constructor(
    private readonly context: Context,
    private readonly state: CaseworkState,
    private readonly repository: CaseworkRepository,
    private readonly changes: DueChangesRepository,
    private readonly quality: QualityRepository,
    private readonly topics: CaseworkTopics,
  ) {
    this.rules = state.rules;
    this.divisions = state.divisions;
    this.catchingUp = state.unrecorded.slice(0, recordedAtATime);
    for (const change of this.catchingUp) {
      this.moved.push({ ...change, changedAt: context.now });
      const live = state.cases.get(change.caseRef);
      if (live) this.cases.set(change.caseRef, live);
    }
  }

  get changed(): boolean {
    return this.newDay || this.divisions !== this.state.divisions || this.cases.size > 0 || this.teams.size > 0 || this.waiting.size > 0 || this.declared.length > 0;
  }

  decide(incoming: Incoming): readonly FieldProblem[] | undefined {
    if (incoming.type === 'team.upserted') {
      const team = incoming.data as TeamRecord;
      this.teams.set(team.teamRef, team);
      return undefined;
    }
    if (incoming.type === 'casework.total-declared') {
      this.declared.push(incoming.data as DeclaredTotal);
      return undefined;
    }
    if (incoming.type === 'bank-holidays.published') return this.publishHolidays(incoming.data as EventData<'bank-holidays.published'>);
    const event = { type: incoming.type, data: incoming.data } as CaseEvent;
    const record = this.record(event.data.caseRef);
    if (record === undefined && event.type !== 'case.opened') {
      this.keep(event);
      return undefined;
    }
    const decided = decideCase(record, event, this.rules);
    if ('rejected' in decided) return decided.rejected;
    this.put(event.type === 'case.opened' ? this.attach({ ...decided.state, source: incoming.source }) : decided.state, incoming.occurredAt ?? incoming.receivedAt);
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
    for (const division of bankHolidayDivisions) {
      const list = this.divisions[division];
      if (list !== this.state.divisions[division]) await this.changes.writeDivision(tx, division, list, this.context.now);
    }
    await this.changes.write(tx, this.moved);
    await this.quality.writeDeclared(tx, this.declared);
    await this.quality.writeUnfitting(tx, this.unfitting, this.context.now);
  }

  swap(): void {
    this.newDay ||= dayOf(this.context.today) !== this.state.figures.today;
    this.state.apply({ cases: this.cases, teams: this.teams, waiting: this.waiting, declared: this.declared, unfitting: this.unfitting, recorded: this.catchingUp.length, holidays: this.divisions === this.state.divisions ? undefined : { divisions: this.divisions, rules: this.rules }, today: this.context.today });
  }

  publish(): void {
    this.topics.publish(this.newDay || this.moved.length > 0 ? this.state.figures.seen : this.types);
  }

  /** Other holidays: every open case whose clocks they touch is counted anew, and what moved is recorded. */
  private publishHolidays({ division, holidays, wholeYears }: EventData<'bank-holidays.published'>): readonly FieldProblem[] | undefined {
    const list = withHolidays(this.divisions[division], holidays, wholeYears);
    if ('message' in list) return [{ path: 'data.holidays', message: list.message }];
    this.divisions = this.state.withConfigured({ ...this.divisions, [division]: list });
    this.rules = rulesWith(this.divisions, this.rules);
    const why = `bank holidays were published: ${division}`;
    const today = dayOf(this.context.today);
    const before = this.state.divisions;
    for (const { anew, moved } of recount(this.everyCase(), { before, after: this.divisions }, this.rules, today)) {
      this.cases.set(anew.record.caseRef, anew);
      this.moved.push(...moved.map((change) => ({ ...change, why, changedAt: this.context.now })));
    }
    return undefined;
  }

  /** As this batch has them so far. */
  private everyCase(): LiveCase[] {
    const others = [...this.state.cases.values()].filter(({ record }) => !this.cases.has(record.caseRef));
    return [...others, ...this.cases.values()];
  }

  private record(caseRef: string): CaseRecord | undefined {
    return (this.cases.get(caseRef) ?? this.state.cases.get(caseRef))?.record;
  }

  private put(record: CaseRecord, changedAt: number): void {
    const before = this.record(record.caseRef);
    if (before) this.types.add(before.caseType);
    this.types.add(record.caseType);
    this.cases.set(record.caseRef, liveCase(record, changedAt, this.rules, dayOf(this.context.today)));
  }

  private keep(event: CaseEvent): void {
    const { caseRef } = event.data;
    this.waiting.set(caseRef, [...(this.waiting.get(caseRef) ?? this.state.waiting.get(caseRef) ?? []), event]);
    this.added.push(event);
  }

  /** Lets the events that came before their case happen to it; what it cannot take is kept to be told. */
  private attach(opened: CaseRecord): CaseRecord {
    const { caseRef } = opened;
    const events = this.waiting.get(caseRef) ?? this.state.waiting.get(caseRef);
    if (events === undefined) return opened;
    this.waiting.set(caseRef, []);
    this.attached.add(caseRef);
    return events.reduce((record, event) => {
      const decided = decideCase(record, event, this.rules);
      if ('state' in decided) return decided.state;
      this.unfitting.push({ caseRef, type: event.type, problem: decided.rejected.map(({ path, message }) => `${path} ${message}`).join('; ') });
      return record;
    }, opened);
  }
}
