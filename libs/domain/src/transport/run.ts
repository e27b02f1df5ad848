import type { AlertEffect, Audience, ClaimKind, ClosureEffect, CrewRole, Direction, RunCondition, RunState } from '@sightline/contracts';
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

/** How a run left its path: `fixes` in a row off it since `since`, then `back` in a row on it. */
export interface Off {
  readonly since: number;
  readonly fixes: number;
  readonly back: number;
}

/** A vehicle at a moment: `metres` along the path where it is on it. */
export interface Anchor {
  readonly at: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly metres?: number | undefined;
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
  /** Fixes in a row off the path, since when; and how many in a row are back on it. */
  readonly off?: Off | undefined;
  /** The places of its last metres of progress since it was at a stop, the oldest first. */
  readonly trail?: readonly Anchor[] | undefined;
  /** Where it has stood since when; a place it has left is none. */
  readonly standing?: Anchor | undefined;
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
}

/** What was written to those concerned: recorded here, delivered elsewhere. A `note` is for whoever takes over. */
export interface RunMessage {
  readonly messageRef: string;
  readonly at: number;
  /** The account that wrote it; absent for machines. */
  readonly by?: string | undefined;
  readonly audience: Audience | 'note';
  readonly words: string;
}

/** What the closing of its school did to a run, so that a reopening finds it as it was. `untouched`: reinstated by hand. */
export interface RunClosure {
  readonly effect: ClosureEffect;
  readonly cause: string;
  readonly at: number;
  /** How far its times were moved; negative is earlier. */
  readonly shift?: number | undefined;
}

export type ChildStatus = 'aboard' | 'alighted' | 'absent';

/** What was reported of a run, whatever its trace says: the moment at a call. */
export interface Claim {
  readonly kind: ClaimKind;
  readonly index: number;
  readonly at: number;
}

/** Who and what works a run. */
export interface Crew {
  readonly vehicleRef?: string | undefined;
  readonly driverRef?: string | undefined;
  readonly assistantRef?: string | undefined;
}

/** A run: its plan and what has become of it. A value: a change makes a new one. */
export interface Run {
  readonly plan: RunPlan;
  /** When we first heard of it, epoch milliseconds. */
  readonly knownSince: number;
  readonly state: RunState;
  readonly startedAt?: number | undefined;
  readonly completedAt?: number | undefined;
  readonly vehicleRef?: string | undefined;
  /** How sure it is that this vehicle works the run, 0 to 1, where only its fixes say so; absent where somebody has. */
  readonly vehicleConfidence?: number | undefined;
  readonly driverRef?: string | undefined;
  readonly assistantRef?: string | undefined;
  readonly substitute: boolean;
  /** Who or what of it stands in for another. */
  readonly substituted: readonly ('assistant' | 'vehicle' | 'driver')[];
  /** What the route's own assignment gave: replaced when that changes, kept apart from what was said of this run. */
  readonly standing?: Crew | undefined;
  readonly signIns: readonly { readonly role: CrewRole; readonly ref: string; readonly at: number }[];
  readonly cancellation?: { readonly cause: string; readonly message?: string | undefined; readonly at: number; readonly effect?: AlertEffect | undefined; readonly until?: number | undefined } | undefined;
  readonly coveredAt?: number | undefined;
  readonly delay?:
    | { readonly minutes: number; readonly cause: string; readonly message?: string | undefined; readonly at: number; readonly effect?: AlertEffect | undefined; readonly until?: number | undefined }
    | undefined;
  readonly messages: readonly RunMessage[];
  /** When families were told of the run as it stands now; a cancellation or a reinstatement is new to them. */
  readonly toldAt?: number | undefined;
  readonly closure?: RunClosure | undefined;
  readonly calls: readonly CallTimes[];
  /** How many calls were arrived at, and departed from, along the path. */
  readonly arrived: number;
  readonly departed: number;
  /** Against the schedule at the last passed stop; negative is early. */
  readonly latenessSeconds?: number | undefined;
  readonly track?: Track | undefined;
  readonly gaps: readonly Gap[];
  readonly conditions: readonly Condition[];
  /** What was reported of its start, its arrival at the last stop and its end: each as it was last told. */
  readonly claims: readonly Claim[];
  /** By passengerRef, where someone ticks them off. */
  readonly children: ReadonlyMap<string, ChildStatus>;
  /** When children who were ticked off got aboard. */
  readonly boardedAt: ReadonlyMap<string, number>;
  /** When what was last said of each child happened, a tick that was taken back included. */
  readonly tickedAt: ReadonlyMap<string, number>;
  /** When the crew had walked through the vehicle at the end and found nobody left aboard. */
  readonly walkedAt?: number | undefined;
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
    substituted: [],
    standing: undefined,
    signIns: [],
    cancellation: undefined,
    coveredAt: undefined,
    delay: undefined,
    messages: [],
    toldAt: undefined,
    closure: undefined,
    calls: plan.calls.map(() => ({})),
    arrived: 0,
    departed: 0,
    latenessSeconds: undefined,
    track: undefined,
    gaps: [],
    conditions: [],
    claims: [],
    children: new Map(),
    boardedAt: new Map(),
    tickedAt: new Map(),
    walkedAt: undefined,
  };
}

/** Something that happened to a run and stays: what is written to the database. */
export type RunFact =
  | { readonly kind: 'planned'; readonly runRef: string; /** Memory did not hold it: the disk may know more of it. */ readonly unheld?: boolean }
  | { readonly kind: 'changed' | 'withdrawn'; readonly runRef: string }
  | { readonly kind: 'called'; readonly runRef: string; readonly index: number }
  | { readonly kind: 'message'; readonly runRef: string; readonly message: RunMessage }
  | { readonly kind: 'condition'; readonly runRef: string; readonly condition: Condition; readonly until?: number };
