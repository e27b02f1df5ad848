import type { CrewRole, Direction, RunCondition, RunState } from '@sightline/contracts';
import type { Path } from '../geometry/index.js';

/** One planned visit to a stop. Instants in epoch milliseconds, everywhere in the domain. */
export interface PlannedCall {
  readonly sequence: number;
  readonly stopRef: string;
  readonly name?: string | undefined;
  readonly latitude: number;
  readonly longitude: number;
  readonly scheduledAt: number;
}

/** What was planned of a run, with its path measured. Never changes; a new plan replaces it. */
export interface RunPlan {
  readonly runRef: string;
  readonly routeRef: string;
  readonly tripRef?: string | undefined;
  readonly serviceDate: string;
  readonly direction?: Direction | undefined;
  readonly operatorRef?: string | undefined;
  readonly schoolRef?: string | undefined;
  readonly calls: readonly PlannedCall[];
  /** The path as it was sent; absent where stops are joined by straight lines. */
  readonly line?: string | undefined;
  readonly path: Path;
  /** How far along the path each call's stop lies. */
  readonly stopMetres: Float64Array;
  readonly startsAt: number;
  readonly endsAt: number;
}

/** When a stop was visited. */
export interface CallTimes {
  readonly arrivedAt?: number | undefined;
  readonly departedAt?: number | undefined;
}

export interface Fix {
  readonly vehicleRef: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly recordedAt: number;
  readonly bearing?: number | undefined;
  readonly speed?: number | undefined;
  readonly accuracy?: number | undefined;
}

/** Where a run is: a latest value, not a fact. */
export interface Track {
  readonly fix: Fix;
  /** Progress along the path at `matchedAt`; absent until the run was found on its path. */
  readonly metres?: number | undefined;
  readonly matchedAt?: number | undefined;
  /** Bad matches in a row. */
  readonly bad: number;
  /** The tracker's own interval, smoothed. */
  readonly interval: number;
  /** Since when it has stood at the first stop, before the start. */
  readonly atOriginSince?: number | undefined;
}

/** A stretch of the way without fixes: stops in it have no times until late fixes fill it. */
export interface Gap {
  readonly fromAt: number;
  readonly fromMetres: number;
  readonly untilAt: number;
  readonly untilMetres: number;
}

export interface Condition {
  readonly condition: RunCondition;
  readonly since: number;
  readonly acknowledgedAt?: number | undefined;
  readonly assignedTo?: string | undefined;
  readonly closedAt?: number | undefined;
}

export type ChildStatus = 'aboard' | 'alighted' | 'absent';

/** A run: its plan and what has become of it. A value: a change makes a new one. */
export interface Run {
  readonly plan: RunPlan;
  /** When we first heard of it, epoch milliseconds. */
  readonly knownSince: number;
  readonly state: RunState;
  readonly startedAt?: number | undefined;
  readonly completedAt?: number | undefined;
  readonly vehicleRef?: string | undefined;
  readonly driverRef?: string | undefined;
  readonly assistantRef?: string | undefined;
  readonly substitute: boolean;
  readonly signIns: readonly { readonly role: CrewRole; readonly ref: string; readonly at: number }[];
  readonly cancellation?: { readonly cause: string; readonly message?: string | undefined; readonly at: number } | undefined;
  readonly coveredAt?: number | undefined;
  readonly delay?: { readonly minutes: number; readonly cause: string; readonly message?: string | undefined; readonly at: number } | undefined;
  readonly calls: readonly CallTimes[];
  /** How many calls were arrived at, and departed from, along the path. */
  readonly arrived: number;
  readonly departed: number;
  /** Against the schedule at the last passed stop; negative is early. */
  readonly latenessSeconds?: number | undefined;
  readonly track?: Track | undefined;
  readonly gaps: readonly Gap[];
  readonly conditions: readonly Condition[];
  /** By passengerRef, where someone ticks them off. */
  readonly children: ReadonlyMap<string, ChildStatus>;
}

export function newRun(plan: RunPlan, knownSince: number): Run {
  return {
    plan,
    knownSince,
    state: 'scheduled',
    startedAt: undefined,
    completedAt: undefined,
    vehicleRef: undefined,
    driverRef: undefined,
    assistantRef: undefined,
    substitute: false,
    signIns: [],
    cancellation: undefined,
    coveredAt: undefined,
    delay: undefined,
    calls: plan.calls.map(() => ({})),
    arrived: 0,
    departed: 0,
    latenessSeconds: undefined,
    track: undefined,
    gaps: [],
    conditions: [],
    children: new Map(),
  };
}

/** Something that happened to a run and stays: what is written to the database. */
export type RunFact =
  | { readonly kind: 'planned' | 'changed'; readonly runRef: string }
  | { readonly kind: 'called'; readonly runRef: string; readonly index: number }
  | { readonly kind: 'condition'; readonly runRef: string; readonly condition: Condition; readonly until?: number };
