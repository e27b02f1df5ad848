import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { FieldProblem } from '@sightline/contracts';
import { decideProgramme, newRevisions, programmeEventTypes, standingFor } from '@sightline/domain';
import type { Assessment, Headline, Measure, Programme, ProgrammeEvent, Telling } from '@sightline/domain';
import { Config } from '../config/config.js';
import type { Transaction } from '../database/transaction.js';
import { CivilDay } from '../engine/civil-day.js';
import { basedOnPath } from '../engine/decider.js';
import type { Context, Decider, Draft, Incoming, Standing } from '../engine/decider.js';
import { Engine } from '../engine/engine.js';
import type { MeasureHistoryDraft } from './measures/measure-history.js';
import { refusedAssessment } from './programme.gates.js';
import { ProgrammeRepository } from './programme.repository.js';
import { ProgrammeState } from './programme.state.js';
import { ProgrammeTopic } from './programme.topic.js';

/** The programme's part in the engine. */
@Injectable()
export class ProgrammeDecider implements Decider, OnModuleInit {
  readonly feature = 'programme';
  readonly types = programmeEventTypes;
  private readonly day: CivilDay;

  constructor(
    private readonly engine: Engine,
    private readonly state: ProgrammeState,
    private readonly repository: ProgrammeRepository,
    private readonly topic: ProgrammeTopic,
    config: Config,
  ) {
    this.day = new CivilDay(config.timeZone);
  }

  onModuleInit(): void {
    this.engine.register(this);
  }

  async load({ today }: Context): Promise<void> {
    this.state.programme = await this.repository.load();
    await this.state.measures.history.load();
    this.state.today = today;
    this.state.refresh();
  }

  standing({ type, data }: Pick<Incoming, 'type' | 'data'>): Standing | undefined {
    return standingFor(this.state.programme, type, data);
  }

  begin(context: Context): Draft {
    return new ProgrammeDraft(context, this.state, this.repository, this.topic, this.day);
  }
}

/** What one batch makes of the programme. Its parts are never changed in place, so the live one stays as it is. */
class ProgrammeDraft implements Draft {
  private readonly base: Programme;
  private programme: Programme;
  private newDay = false;
  private readonly assessments: Assessment[] = [];
  private readonly measures = new Map<string, Measure>();
  private readonly headlines = new Map<string, Headline>();
  private readonly history: MeasureHistoryDraft;

  constructor(
    private readonly context: Context,
    private readonly state: ProgrammeState,
    private readonly repository: ProgrammeRepository,
    private readonly topic: ProgrammeTopic,
    private readonly day: CivilDay,
  ) {
    this.base = this.programme = state.programme;
    this.history = state.measures.history.begin(context);
  }

  get changed(): boolean {
    return this.newDay || this.history.changed || this.programme !== this.base;
  }

  decide(incoming: Incoming): readonly FieldProblem[] | undefined {
    if (isStale(this.programme, incoming)) return stale;
    const event = { type: incoming.type, data: incoming.data, ...this.tellingOf(incoming) } as ProgrammeEvent;
    if (event.type === 'programme.measure-upserted') {
      // What a person names must exist; what a machine tells is kept as told.
      const problems = incoming.actor === undefined ? undefined : this.state.measures.problemsOf(event.data);
      if (problems !== undefined) return problems;
      this.history.enter(event.data);
    }
    const after = decideProgramme(this.programme, event, this.state.read);
    if (event.type === 'programme.assessed') {
      const said = (after.assessments.get(event.data.itemRef) ?? []).slice(-1);
      const refused = said.flatMap((one) => refusedAssessment(incoming, one, this.programme, this.state.read, this.context.today));
      if (refused.length > 0) return refused;
      this.assessments.push(...said);
    }
    this.programme = after;
    if (event.type === 'programme.measure-upserted') this.measures.set(event.data.measureRef, { ...event.data, version: event.id });
    if (event.type === 'programme.headline-declared') this.headlines.set(event.data.period, event.data);
    return undefined;
  }

  /** Whether something is past its start or its due date depends on the day; what live measures say is kept day by day. */
  tick(): void {
    this.newDay = this.context.today !== this.state.today;
    this.history.look(this.programme.measures.values(), this.state.measures);
  }

  async write(tx: Transaction): Promise<void> {
    const frozen = [...this.programme.frozen].filter(([period]) => !this.base.frozen.has(period));
    await this.history.write(tx);
    await this.repository.write(tx, {
      revisions: newRevisions(this.base.histories, this.programme.histories),
      assessments: this.assessments,
      measures: [...this.measures.values()],
      headlines: [...this.headlines.values()],
      frozen,
    });
  }

  /** When it was told by its sender's clock; nothing is told in the future. */
  private tellingOf({ id, source, actor, occurredAt, receivedAt }: Incoming): Telling {
    const at = Math.min(occurredAt ?? receivedAt, receivedAt);
    return { id, on: this.day.at(at), at: new Date(at).toISOString(), by: actor?.role ?? source };
  }

  swap(): void {
    this.history.swap();
    this.state.programme = this.programme;
    this.state.today = this.context.today;
  }

  publish(): void {
    this.topic.publish();
  }
}

const stale: readonly FieldProblem[] = [{ path: basedOnPath, message: 'It was changed since it was opened.' }];

/** [PROG-45] Another event was last than the one that the person saw. Machines and files name none, and are not asked. */
function isStale(programme: Programme, { type, data, basedOn }: Incoming): boolean {
  if (basedOn === undefined) return false;
  const standing = standingFor(programme, type, data);
  return standing !== undefined && standing.version !== basedOn;
}
