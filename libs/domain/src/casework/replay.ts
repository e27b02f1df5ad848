import type { ClockName } from '@sightline/contracts';
import { dayOf } from '../calendar/day.js';
import type { Day } from '../calendar/day.js';
import type { CaseRecord } from './case.js';
import type { Extension } from './clocks.js';
import { groundOf, policiesFor } from './policy.js';
import type { Policy } from './policy.js';

/** A clock that a stage of a case set running, with what was said of it since. */
export interface Run {
  readonly policy: Policy;
  /** The day on which the stage was entered, or a new clock begun. */
  readonly stageDay: Day;
  /** Begun by reopening: counts from then, whatever it would else count from. */
  readonly anew: boolean;
  readonly pauses: { readonly from: Day; until?: Day; readonly reason: string }[];
  readonly extensions: Extension[];
  disapplied?: string;
  stoppedDay?: Day;
  stoppedBy?: 'itself' | 'stage' | 'closing';
}

/** Plays the facts of a case into the clocks of its stages, in the order in which they were said. */
export function replay(record: CaseRecord, policies: readonly Policy[]): Run[] {
  const runs: Run[] = [];
  let current = begin(record, policies, record.firstStage, dayOf(record.receivedDate), false);
  let stage = record.firstStage;
  runs.push(...current);
  for (const fact of record.facts) {
    switch (fact.fact) {
      case 'stage-entered':
        stage = fact.stage;
        current = enter(runs, current, begin(record, policies, stage, dayOf(fact.date), false), dayOf(fact.date));
        break;
      case 'paused':
        for (const run of pausable(current, fact.clock, fact.reason)) run.pauses.push({ from: dayOf(fact.date), reason: fact.reason });
        break;
      case 'resumed':
        for (const run of matching(current, fact.clock)) endPause(run, dayOf(fact.date));
        break;
      case 'extended':
        for (const run of extendable(current, fact.clock)) {
          run.extensions.push({ until: dayOf(fact.until), reason: fact.reason, pausesBefore: run.pauses.length });
        }
        break;
      case 'disapplied':
        for (const run of matching(current, fact.clock)) if (ofCouncil(run)) run.disapplied = fact.reason;
        break;
      case 'stopped':
        for (const run of matching(current, fact.clock)) stop(run, dayOf(fact.date), 'itself');
        break;
      case 'closed':
      case 'withdrawn':
        // What the family may still do does not end with the council's answer.
        for (const run of current) if (fact.fact === 'withdrawn' || ofCouncil(run)) stop(run, dayOf(fact.date), 'closing');
        break;
      case 'reopened':
        if (fact.clock === 'same') for (const run of current) continueAfterClosing(run);
        else {
          current = begin(record, policies, stage, dayOf(fact.date), true);
          runs.push(...current);
        }
        break;
    }
  }
  return runs;
}

export const ofCouncil = ({ policy }: Pick<Run, 'policy'>): boolean => policy.whose !== 'family';
export const running = (run: Run): boolean => run.stoppedDay === undefined && run.disapplied === undefined;
export const isPaused = (run: Run): boolean => run.pauses.some((pause) => pause.until === undefined);

/** The runs that a fact about `clock` (or about all) would pause, for that reason. */
export const pausable = (runs: readonly Run[], clock: ClockName | undefined, reason: string): Run[] =>
  matching(runs, clock).filter((run) => run.disapplied === undefined && groundOf(run.policy, reason) !== undefined && !isPaused(run));

export const extendable = (runs: readonly Run[], clock: ClockName | undefined): Run[] =>
  matching(runs, clock).filter((run) => run.disapplied === undefined && run.policy.extension !== undefined);

export const matching = (runs: readonly Run[], clock: ClockName | undefined): Run[] =>
  runs.filter((run) => run.stoppedDay === undefined && (clock === undefined || run.policy.clock === clock));

function begin(record: CaseRecord, policies: readonly Policy[], stage: string | undefined, stageDay: Day, anew: boolean): Run[] {
  const acknowledged = record.acknowledgedDate === undefined ? undefined : dayOf(record.acknowledgedDate);
  return policiesFor(policies, record.caseType, record.receivedDate, stage).map((policy) => {
    const run: Run = { policy, stageDay, anew, pauses: [], extensions: [] };
    if (policy.clock === 'acknowledge' && acknowledged !== undefined && acknowledged >= stageDay) stop(run, acknowledged, 'itself');
    // The family asked on the day on which the case was received.
    if (policy.clock === 'ask') stop(run, dayOf(record.receivedDate), 'itself');
    return run;
  });
}

/** Ends the clocks of the stage before and begins those of the next; a clock that runs on every stage goes on. */
function enter(runs: Run[], before: readonly Run[], next: readonly Run[], day: Day): Run[] {
  const going = before.filter(({ policy }) => policy.stages === undefined && next.some((run) => run.policy === policy));
  for (const run of before) if (!going.includes(run)) stop(run, day, 'stage');
  const begun = next.filter(({ policy }) => !going.some((run) => run.policy === policy));
  runs.push(...begun);
  return [...going, ...begun];
}

function stop(run: Run, day: Day, by: Run['stoppedBy'] & string): void {
  if (run.stoppedDay !== undefined) return;
  endPause(run, day);
  run.stoppedDay = day;
  run.stoppedBy = by;
}

function endPause(run: Run, day: Day): void {
  const open = run.pauses.find((pause) => pause.until === undefined);
  if (open) open.until = Math.max(day, open.from);
}

function continueAfterClosing(run: Run): void {
  if (run.stoppedBy !== 'closing') return;
  delete run.stoppedDay;
  delete run.stoppedBy;
}
