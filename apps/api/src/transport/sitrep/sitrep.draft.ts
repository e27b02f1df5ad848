import type { FieldProblem } from '@sightline/contracts';
import { WeekTally, datesOfWeek, isToFreeze, weekOf } from '@sightline/domain';
import type { AgreedContract, RunOutcome } from '@sightline/domain';
import type { Transaction } from '../../database/transaction.js';
import type { Context, Draft, Incoming } from '../../engine/decider.js';
import type { Change, OutcomeCollector } from './outcome-collector.js';
import type { Correction, Headline, Late, SitrepRepository } from './sitrep.repository.js';
import { headlineOf } from './sitrep.state.js';
import type { SitrepState } from './sitrep.state.js';
import type { SitrepTopic } from './sitrep.topic.js';
import type { SitrepViews } from './sitrep-views.js';
import type { TraceReader } from './trace-reader.js';

export interface SitrepParts {
  readonly collector: OutcomeCollector;
  readonly traces: TraceReader;
  readonly repository: SitrepRepository;
  readonly state: SitrepState;
  readonly topic: SitrepTopic;
  readonly views: SitrepViews;
}

interface Freezing {
  readonly week: string;
  readonly headline: Headline;
}

const isWritten = (outcome: RunOutcome | undefined): outcome is RunOutcome => outcome !== undefined && outcome.fate !== 'under-way';

/** What one batch, or one tick, makes of the SitRep. */
export class SitrepDraft implements Draft {
  private changes: readonly Change[] = [];
  private readonly late: Late[] = [];
  private readonly asked = new Set<string>();
  private readonly corrections: Correction[] = [];
  private readonly contracts = new Map<string, AgreedContract>();
  private weeksToFreeze: readonly string[] = [];
  private readonly frozen: Freezing[] = [];

  constructor(
    private readonly context: Context,
    private readonly parts: SitrepParts,
  ) {}

  get changed(): boolean {
    const { today } = this.parts.state;
    const { changes, late, asked, corrections, contracts, weeksToFreeze } = this;
    return today !== this.context.today || changes.length + late.length + asked.size + corrections.length + contracts.size + weeksToFreeze.length > 0;
  }

  decide(event: Incoming): readonly FieldProblem[] | undefined {
    if (event.type === 'sitrep.frozen') return this.ask((event as Incoming<'sitrep.frozen'>).data.week);
    if (event.type === 'sitrep.corrected') return this.correct(event as Incoming<'sitrep.corrected'>);
    const { data } = event as Incoming<'contract.agreed'>;
    this.contracts.set(data.operatorRef, data);
    return undefined;
  }

  tick(): void {
    const { collector, traces, state } = this.parts;
    const { now, today } = this.context;
    traces.look(now);
    const changes: Change[] = [];
    for (const change of collector.collect(now)) {
      const week = weekOf(change.run.plan.serviceDate);
      if (!state.frozen.has(week)) changes.push(change);
      else if (isWritten(change.after)) this.late.push({ week, outcome: change.after, words: lateWords(change.after), at: now });
    }
    this.changes = changes;
    if (collector.waiting) return;
    const hour = state.hourOf(now);
    const due = [...state.open].filter(([week, { firstHeardDate }]) => isToFreeze(week, firstHeardDate, today, hour)).map(([week]) => week);
    // All that was told of a week is counted and its traces are looked at before it is closed.
    const isQuiet = (week: string): boolean => !traces.awaits(week) && !changes.some(({ run }) => weekOf(run.plan.serviceDate) === week);
    this.weeksToFreeze = [...new Set([...state.asked, ...due])].filter(isQuiet);
  }

  async write(tx: Transaction): Promise<void> {
    const { repository, state, views } = this.parts;
    const { now } = this.context;
    await repository.save(tx, this.changes.flatMap(({ after }) => (isWritten(after) ? [after] : [])), now);
    await repository.remove(tx, this.changes.flatMap(({ runRef, before, after }) => (isWritten(before) && !isWritten(after) ? [runRef] : [])));
    await repository.saveLate(tx, this.late);
    await repository.ask(tx, [...this.asked]);
    await repository.saveCorrections(tx, this.corrections);
    await repository.saveContracts(tx, [...this.contracts.values()]);
    for (const week of this.weeksToFreeze) {
      const runs = [...(state.open.get(week)?.runs.values() ?? [])].filter(isWritten);
      const headline = headlineOf(new WeekTally(runs));
      await repository.freeze(tx, week, now, headline, JSON.stringify(await views.body(week, runs, tx)));
      this.frozen.push({ week, headline });
    }
  }

  swap(): void {
    const { state } = this.parts;
    state.today = this.context.today;
    for (const { before, after } of this.changes) state.replace(before, after);
    for (const week of this.asked) state.asked.add(week);
    for (const [ref, contract] of this.contracts) state.contracts.set(ref, contract);
    for (const { week, headline } of this.frozen) {
      state.frozen.set(week, { frozenAt: this.context.now, headline });
      state.asked.delete(week);
      state.open.delete(week);
    }
  }

  publish(): void {
    this.parts.topic.changed();
  }

  private ask(week: string): readonly FieldProblem[] | undefined {
    const { state } = this.parts;
    const problem = this.problemOf(week);
    if (problem !== undefined) return [{ path: 'data.week', message: problem }];
    if (!state.frozen.has(week)) this.asked.add(week);
    return undefined;
  }

  private problemOf(week: string): string | undefined {
    const dates = datesOfWeek(week);
    if (dates === undefined) return 'is no week of that year';
    return dates.until >= this.context.today ? 'is not over yet' : undefined;
  }

  private correct({ data, receivedAt }: Incoming<'sitrep.corrected'>): readonly FieldProblem[] | undefined {
    const { state } = this.parts;
    const isFrozen = state.frozen.has(data.week) || state.asked.has(data.week) || this.asked.has(data.week);
    if (!isFrozen) return [{ path: 'data.week', message: 'is not frozen: its figures still change by themselves' }];
    this.corrections.push({ ...data, at: receivedAt });
    return undefined;
  }
}

/** What was told too late, without a name in it. */
function lateWords({ serviceDate, routeRef, fate, punctuality }: RunOutcome): string {
  const became = fate === 'not-operated' ? 'neither ran nor was cancelled' : fate === 'cancelled' ? 'was cancelled' : punctuality === undefined || punctuality === 'unknown' ? 'operated' : `operated, ${punctuality.replace('-', ' ')} at the school`;
  return `Route ${routeRef} on ${serviceDate} ${became}. Told after the freeze, not counted.`;
}
