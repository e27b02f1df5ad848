import { bestFit, strayed } from './best-fit.js';
import { chooseRun } from './choose-run.js';
import type { FleetDraft } from './fleet.js';
import type { Fix, Run } from './run.js';
import { fitting, starting } from './settings.js';

/** A guide's phone moves with whatever vehicle the guide is on: its fixes name the guide, or the crew page that it shows. */
const guidePrefix = 'assistant:';
const crewPagePrefix = 'crew:';
export const crewPhone = (linkRef: string): string => `${crewPagePrefix}${linkRef}`;
export const isPhone = (vehicleRef: string): boolean => vehicleRef.startsWith(guidePrefix) || vehicleRef.startsWith(crewPagePrefix);

/** Runs that are due about now, by the operator where no vehicle is assigned, and by the guide who works them. */
export interface DueRuns {
  at: number;
  byOperator: Map<string, string[]>;
  byAssistant: Map<string, string[]>;
}
export const noneDue = (): DueRuns => ({ at: Number.NEGATIVE_INFINITY, byOperator: new Map(), byAssistant: new Map() });

const isDue = ({ state, plan }: Run, at: number): boolean => (state === 'scheduled' || state === 'running') && at >= plan.startsAt - starting.approach && at <= plan.endsAt + starting.afterEnd;

/** Looks through all runs, but rarely: who is due changes slowly, and each is looked at again before it is chosen. */
function dueRuns(draft: FleetDraft, now: number): DueRuns {
  const { due } = draft;
  if (Math.abs(now - due.at) < fitting.dueFor) return due;
  due.at = now;
  due.byOperator = new Map();
  due.byAssistant = new Map();
  const list = (map: Map<string, string[]>, key: string, runRef: string): void => {
    const refs = map.get(key);
    if (refs) refs.push(runRef);
    else map.set(key, [runRef]);
  };
  for (const [runRef, run] of draft.runs.entries()) {
    if (!isDue(run, now)) continue;
    if (run.assistantRef !== undefined) list(due.byAssistant, run.assistantRef, runRef);
    if (run.vehicleRef === undefined && run.plan.operatorRef !== undefined) list(due.byOperator, run.plan.operatorRef, runRef);
  }
  return due;
}

const runsIn = (draft: FleetDraft, refs: readonly string[] | undefined): Run[] => (refs ?? []).flatMap((ref) => draft.runs.get(ref) ?? []);

/** The run that a guide's phone is on: that which the guide works. */
function runOfPhone(draft: FleetDraft, fix: Fix, now: number): Run | undefined {
  const assistantRef = fix.vehicleRef.slice(guidePrefix.length);
  const runs = runsIn(draft, dueRuns(draft, now).byAssistant.get(assistantRef)).filter((run) => run.assistantRef === assistantRef);
  return chooseRun(runs.sort((a, b) => a.plan.startsAt - b.plan.startsAt), fix, now);
}

/** The run of its operator that a vehicle without one seems to be on, taken for it from then on. */
function adopted(draft: FleetDraft, fix: Fix, now: number): Run | undefined {
  const operatorRef = draft.vehicles.get(fix.vehicleRef)?.operatorRef;
  const refs = operatorRef === undefined ? undefined : dueRuns(draft, now).byOperator.get(operatorRef);
  if (refs === undefined) return undefined;
  const fixes = strayed(draft.strays.get(fix.vehicleRef), fix);
  draft.strays.set(fix.vehicleRef, fixes);
  const candidates = runsIn(draft, refs).filter((run) => run.vehicleRef === undefined && isDue(run, fix.recordedAt));
  const fit = bestFit(fixes, candidates);
  if (fit === undefined) return undefined;
  draft.strays.delete(fix.vehicleRef);
  const run: Run = { ...fit.run, vehicleRef: fix.vehicleRef, vehicleConfidence: fit.confidence };
  draft.keep(run, [{ kind: 'changed', runRef: run.plan.runRef }], fit.run);
  return run;
}

/** Which run a fix belongs to that names none: by assignment, by vehicle and time, by its guide; else by the best fit. */
export function runOfFix(draft: FleetDraft, fix: Fix, now: number): Run | undefined {
  if (isPhone(fix.vehicleRef)) return runOfPhone(draft, fix, now);
  return chooseRun(draft.runsOf(fix.vehicleRef), fix, now) ?? adopted(draft, fix, now);
}
