import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { weekAfter, weekOf, datesOfWeek } from '@sightline/domain';
import type { Context, Decider, Draft } from '../../engine/decider.js';
import { Engine } from '../../engine/engine.js';
import { FleetMemory } from '../fleet.memory.js';
import { RunRepository } from '../run.repository.js';
import { OutcomeCollector } from './outcome-collector.js';
import { SitrepDraft } from './sitrep.draft.js';
import type { SitrepParts } from './sitrep.draft.js';
import { SitrepRepository } from './sitrep.repository.js';
import { SitrepState } from './sitrep.state.js';
import { SitrepTopic } from './sitrep.topic.js';
import { SitrepViews } from './sitrep-views.js';
import { TraceReader } from './trace-reader.js';

/** After a start, runs of so many weeks are looked through for any that nobody has counted. */
const weeksLookedThrough = 1;

/** The SitRep's part in the engine: outcomes are written, and weeks frozen, in its transactions. */
@Injectable()
export class SitrepDecider implements Decider, OnModuleInit {
  readonly feature = 'sitrep';
  readonly types = ['sitrep.frozen', 'sitrep.corrected', 'contract.agreed'] as const;
  private readonly parts: SitrepParts;

  constructor(
    private readonly engine: Engine,
    private readonly memory: FleetMemory,
    private readonly runs: RunRepository,
    collector: OutcomeCollector,
    traces: TraceReader,
    repository: SitrepRepository,
    state: SitrepState,
    topic: SitrepTopic,
    views: SitrepViews,
  ) {
    this.parts = { collector, traces, repository, state, topic, views };
  }

  onModuleInit(): void {
    this.engine.register(this);
  }

  async load({ today }: Context): Promise<void> {
    const { state, repository, collector, traces } = this.parts;
    state.clear();
    collector.clear();
    traces.clear();
    state.today = today;
    for (const { week, frozenAt, headline } of await repository.weeks()) {
      if (frozenAt === undefined) state.asked.add(week);
      else state.frozen.set(week, { frozenAt, headline: headline ?? {} });
    }
    for (const contract of await repository.contracts()) state.contracts.set(contract.operatorRef, contract);
    for (const { outcome, recordedAt } of await repository.open()) {
      state.replace(undefined, outcome);
      const open = state.open.get(weekOf(outcome.serviceDate));
      const heard = state.dateOf(recordedAt);
      if (open !== undefined && heard < open.firstHeardDate) open.firstHeardDate = heard;
    }
    await this.findUncounted(today);
  }

  begin(context: Context): Draft {
    return new SitrepDraft(context, this.parts);
  }

  /** Runs of days that memory does not hold, whose end was written and not counted before we stopped, or that nobody ended. */
  private async findUncounted(today: string): Promise<void> {
    const from = datesOfWeek(weekAfter(weekOf(today), -weeksLookedThrough))?.from;
    if (from === undefined) return;
    const refs = await this.parts.repository.uncounted(from, today);
    const missing = refs.filter((ref) => !this.memory.fleet.runs.has(ref));
    for (const run of await this.runs.ofRefs(missing, new Map())) this.parts.collector.tell(run);
  }
}
