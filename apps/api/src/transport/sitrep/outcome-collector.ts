import { Injectable } from '@nestjs/common';
import { sameOutcome, weekOf } from '@sightline/domain';
import type { Run, RunOutcome, TraceEvidence } from '@sightline/domain';
import { FleetMemory } from '../fleet.memory.js';
import { OutcomeMaker } from './outcome-maker.js';
import { SitrepState } from './sitrep.state.js';
import { TraceReader } from './trace-reader.js';

/** A run that counts otherwise than before, or no longer. */
export interface Change {
  readonly runRef: string;
  readonly before: RunOutcome | undefined;
  readonly after: RunOutcome | undefined;
  readonly run: Run;
}

/** Every few ticks all runs in memory are looked through for those that ended without a word: a run is a value, so that one that was seen needs no second look. */
const scanEveryMilliseconds = 2000;
/** So many runs are taken in a tick; a long history is counted in several. */
const mostAtOnce = 2000;

/** Finds out which runs count otherwise than before: those in memory, and those of other days as they are told. */
@Injectable()
export class OutcomeCollector {
  private seen = new WeakSet<Run>();
  private told: Run[] = [];
  private scannedAt = 0;

  constructor(
    private readonly memory: FleetMemory,
    private readonly maker: OutcomeMaker,
    private readonly state: SitrepState,
    private readonly traces: TraceReader,
  ) {
    memory.onLetGo((run) => this.tell(run));
  }

  /** A run of a day that memory does not hold. */
  tell(run: Run): void {
    this.told.push(run);
  }

  get waiting(): boolean {
    return this.told.length > 0;
  }

  clear(): void {
    this.seen = new WeakSet();
    this.told = [];
    this.scannedAt = 0;
  }

  collect(now: number): Change[] {
    const changes = new Map<string, Change>();
    for (const run of this.told.splice(0, mostAtOnce)) this.add(changes, run, now);
    const isTime = now - this.scannedAt >= scanEveryMilliseconds;
    if (isTime) this.scannedAt = now;
    // One that has arrived is counted at once: measures of the programme follow it.
    for (const run of this.memory.fleet.runs.values()) if ((isTime || run.state === 'completed') && !this.seen.has(run)) this.add(changes, run, now);
    for (const [run, evidence] of this.traces.take()) this.add(changes, changes.get(run.plan.runRef)?.run ?? this.memory.fleet.runs.get(run.plan.runRef) ?? run, now, evidence);
    return [...changes.values()];
  }

  private add(changes: Map<string, Change>, run: Run, now: number, evidence?: TraceEvidence): void {
    const { runRef, serviceDate } = run.plan;
    const before = this.state.outcome(serviceDate, runRef);
    const after = this.maker.make(run, now, evidence ?? (before && evidenceIn(before)));
    const isFinal = after !== undefined && after.fate !== 'under-way';
    if (isFinal) this.seen.add(run);
    // Under way it is added up and not written, so that its next fix is no reason to count it anew.
    if (after?.fate === 'under-way' && before?.fate === 'under-way') return;
    const isSame = sameOutcome(before, after);
    const wantsTrace = isFinal && after.fate === 'operated' && evidence === undefined && (!isSame || before?.coverage === undefined);
    if (wantsTrace && !this.state.frozen.has(weekOf(serviceDate))) this.traces.want(run, now);
    if (isSame) return;
    changes.set(runRef, { runRef, before, after, run });
  }
}

/** What the trace said when it was last looked at. */
const evidenceIn = ({ coverage, claimed, claims }: RunOutcome): TraceEvidence | undefined => (coverage === undefined ? undefined : { coverage, claimed, claims });
