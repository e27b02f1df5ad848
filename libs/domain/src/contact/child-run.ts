import type { Passenger } from '../transport/fleet.js';
import type { ChildStatus, PlannedCall, Run } from '../transport/run.js';

/** A child's own part in a run. Instants are epoch milliseconds. */
export interface ChildOnRun {
  readonly runRef: string;
  readonly call?: Pick<PlannedCall, 'stopRef' | 'sequence'> | undefined;
  readonly boarded: { readonly status: ChildStatus; readonly at?: number | undefined } | null;
  readonly guide?: string | undefined;
}

/**
 * The child's own stop on a run: the one that is not the school. To school it is where the child gets on; homeward where it
 * gets off, or, where the record knows one journey only, where it gets on in the morning.
 */
export function childsCall({ calls, direction }: Run['plan'], { boardingStopRef, alightingStopRef }: Pick<Passenger, 'boardingStopRef' | 'alightingStopRef'>): PlannedCall | undefined {
  const homeward = direction === 'from-school';
  const school = homeward ? calls[0] : calls.at(-1);
  const wanted = homeward ? [alightingStopRef, boardingStopRef] : [boardingStopRef, alightingStopRef];
  for (const stopRef of wanted) {
    const call = stopRef === undefined ? undefined : calls.find((each) => each.stopRef === stopRef && each !== school);
    if (call) return call;
  }
  return undefined;
}

/** Who guides the run, in words and without a name. Absent where no guide is needed and none comes. */
export function guideWords(run: Run, isNeeded: boolean): string | undefined {
  const { assistantRef, signIns, substituted, state } = run;
  if (assistantRef === undefined) return isNeeded ? 'None yet, although one is needed' : undefined;
  const reported = signIns.some(({ role, ref }) => role === 'assistant' && ref === assistantRef);
  const where = reported ? (state === 'running' ? 'On board' : 'Signed in') : 'Assigned, has not signed in';
  return substituted.includes('assistant') ? `${where}, substitute today` : where;
}

export function childOnRun(run: Run, passenger: Passenger): ChildOnRun {
  const status = run.children.get(passenger.passengerRef);
  const call = childsCall(run.plan, passenger);
  return {
    runRef: run.plan.runRef,
    call: call && { stopRef: call.stopRef, sequence: call.sequence },
    boarded: status === undefined ? null : { status, at: run.tickedAt.get(passenger.passengerRef) },
    guide: guideWords(run, passenger.assistantRequired),
  };
}
