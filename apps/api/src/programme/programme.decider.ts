import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { FieldProblem } from '@sightline/contracts';
import { decideProgramme, programmeEventTypes } from '@sightline/domain';
import type { Assessment, Headline, Item, Measure, Programme, ProgrammeEvent } from '@sightline/domain';
import type { Transaction } from '../database/transaction.js';
import type { Context, Decider, Draft, Incoming } from '../engine/decider.js';
import { Engine } from '../engine/engine.js';
import { ProgrammeRepository } from './programme.repository.js';
import { ProgrammeState } from './programme.state.js';
import { ProgrammeTopic } from './programme.topic.js';

/** The programme's part in the engine. */
@Injectable()
export class ProgrammeDecider implements Decider, OnModuleInit {
  readonly feature = 'programme';
  readonly types = programmeEventTypes;

  constructor(
    private readonly engine: Engine,
    private readonly state: ProgrammeState,
    private readonly repository: ProgrammeRepository,
    private readonly topic: ProgrammeTopic,
  ) {}

  onModuleInit(): void {
    this.engine.register(this);
  }

  async load({ today }: Context): Promise<void> {
    this.state.programme = await this.repository.load();
    this.state.today = today;
    this.state.refresh();
  }

  begin(context: Context): Draft {
    return new ProgrammeDraft(context, this.state, this.repository, this.topic);
  }
}

/** What one batch makes of the programme. Its parts are never changed in place, so the live one stays as it is. */
class ProgrammeDraft implements Draft {
  private readonly base: Programme;
  private programme: Programme;
  private newDay = false;
  private readonly items = new Map<string, Item>();
  private readonly assessments: Assessment[] = [];
  private readonly measures = new Map<string, Measure>();
  private readonly headlines = new Map<string, Headline>();

  constructor(
    private readonly context: Context,
    private readonly state: ProgrammeState,
    private readonly repository: ProgrammeRepository,
    private readonly topic: ProgrammeTopic,
  ) {
    this.base = this.programme = state.programme;
  }

  get changed(): boolean {
    return this.newDay || this.programme !== this.base;
  }

  decide({ id, type, data }: Incoming): readonly FieldProblem[] | undefined {
    const event = { id, type, data } as ProgrammeEvent;
    const before = this.programme;
    this.programme = decideProgramme(before, event, this.state.read);
    if (event.type === 'programme.item-upserted') this.items.set(event.data.itemRef, event.data);
    if (event.type === 'programme.assessed') this.assessments.push({ ...event.data, id });
    if (event.type === 'programme.measure-upserted') this.measures.set(event.data.measureRef, event.data);
    if (event.type === 'programme.headline-declared') this.headlines.set(event.data.period, event.data);
    return undefined;
  }

  /** Whether something is past its start or its due date depends on the day. */
  tick(): void {
    this.newDay = this.context.today !== this.state.today;
  }

  async write(tx: Transaction): Promise<void> {
    const frozen = [...this.programme.frozen].filter(([period]) => !this.base.frozen.has(period));
    await this.repository.write(tx, {
      items: [...this.items.values()],
      assessments: this.assessments,
      measures: [...this.measures.values()],
      headlines: [...this.headlines.values()],
      frozen,
    });
  }

  swap(): void {
    this.state.programme = this.programme;
    this.state.today = this.context.today;
  }

  publish(): void {
    this.topic.publish();
  }
}
