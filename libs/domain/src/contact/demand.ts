import type { Trouble } from '@sightline/contracts';

/** A family of a run: its children there, and whoever answers for them. */
export interface RunFamily {
  readonly guardianRefs: readonly string[];
  /** When the first of them was told of the trouble, epoch milliseconds. */
  readonly toldAt?: number | undefined;
  /** A telephone of theirs is held, so that a call of theirs is known for one. */
  readonly hasTelephone: boolean;
}

/** A run that something is or was wrong with today, with the families it concerns. Instants in epoch milliseconds. */
export interface TroubledRun {
  readonly runRef: string;
  readonly routeRef: string;
  /** As it is now; `undefined` when the trouble is over. */
  readonly trouble: Trouble | undefined;
  readonly since: number;
  /** When the run had ended; a cancelled one has no end. */
  readonly endedAt?: number | undefined;
  readonly minutesLate?: number | undefined;
  readonly families: readonly RunFamily[];
}

/** A call in the queue, as far as its number says whose it is. */
export interface WaitingCall {
  readonly queuedAt: number;
  /** Who has this number; nobody where the call brought none or nobody known has it. */
  readonly guardianRefs: readonly string[];
  /** The runs that answer now for the children of these. */
  readonly runRefs: readonly string[];
}

/** What waits about one run. */
export interface RunDemand {
  readonly run: TroubledRun;
  readonly waiting: number;
  /** Waiting calls of families that had been told before they rang. */
  readonly waitingTold: number;
  readonly told: number;
  readonly toldFrom?: number | undefined;
  readonly toldUntil?: number | undefined;
}

/** Every waiting call is in exactly one of these. */
export interface DemandCounts {
  readonly waiting: number;
  /** About a run that is named. */
  readonly named: number;
  /** About a run of so few families that naming it would say who rings. */
  readonly unnamed: number;
  /** Their children are on more than one late or cancelled run: nobody knows which. */
  readonly several: number;
  /** Someone we know, about a run that nothing is wrong with, or none today. */
  readonly untroubled: number;
  /** No number, or one that nobody known has. */
  readonly unknown: number;
}

export interface Demand {
  readonly runs: readonly RunDemand[];
  readonly counts: DemandCounts;
}

/** A run of fewer families is not named beside a waiting call: that would say which family rings. */
export const fewestFamiliesNamed = 2;

export const demandFormula = 'a waiting call counts to the late or cancelled run that answers now for a child of whoever has its number; what cannot be matched is not known, and never guessed';

const isTold = (toldAt: number | undefined, before = Number.POSITIVE_INFINITY): boolean => toldAt !== undefined && toldAt <= before;

/** What the waiting calls are about: the run with the most first. `runs`: those that something is wrong with now. */
export function demandOf(calls: readonly WaitingCall[], runs: ReadonlyMap<string, TroubledRun>): Demand {
  const counts = { waiting: calls.length, named: 0, unnamed: 0, several: 0, untroubled: 0, unknown: 0 };
  const about = new Map<TroubledRun, WaitingCall[]>();
  for (const call of calls) {
    const troubled = [...new Set(call.runRefs)].flatMap((ref) => runs.get(ref) ?? []);
    const [run] = troubled;
    if (call.guardianRefs.length === 0) counts.unknown++;
    else if (run === undefined) counts.untroubled++;
    else if (troubled.length > 1) counts.several++;
    else if (run.families.length < fewestFamiliesNamed) counts.unnamed++;
    else {
      counts.named++;
      about.set(run, [...(about.get(run) ?? []), call]);
    }
  }
  const demands = [...about].map(([run, waiting]) => demandOn(run, waiting));
  return { runs: demands.sort((a, b) => b.waiting - a.waiting || a.run.since - b.run.since || a.run.runRef.localeCompare(b.run.runRef)), counts };
}

function demandOn(run: TroubledRun, calls: readonly WaitingCall[]): RunDemand {
  const told = run.families.flatMap(({ toldAt }) => toldAt ?? []);
  const familyOf = ({ guardianRefs }: WaitingCall): RunFamily | undefined => run.families.find((family) => family.guardianRefs.some((ref) => guardianRefs.includes(ref)));
  return {
    run,
    waiting: calls.length,
    waitingTold: calls.filter((call) => isTold(familyOf(call)?.toldAt, call.queuedAt)).length,
    told: told.length,
    ...(told.length > 0 && { toldFrom: Math.min(...told), toldUntil: Math.max(...told) }),
  };
}

/** Children who share someone who answers for them are one family. Whoever nobody answers for is a family alone. */
export function familiesOf(children: Iterable<string>, guardiansOf: (child: string) => Iterable<string>): readonly (readonly string[])[] {
  const families: Set<string>[] = [];
  for (const child of children) {
    const own = new Set(guardiansOf(child));
    for (let index = families.length - 1; index >= 0; index--) {
      const other = families[index];
      if (other === undefined || ![...own].some((ref) => other.has(ref))) continue;
      for (const ref of other) own.add(ref);
      families.splice(index, 1);
    }
    families.push(own);
  }
  return families.map((family) => [...family]);
}
