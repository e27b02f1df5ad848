import { createHash } from 'node:crypto';
import { audiences, crewRoles, directions, runStates } from '@sightline/contracts';
import type { RunCondition } from '@sightline/contracts';
import { newRun, planRun } from '@sightline/domain';
import type { CallTimes, ChildStatus, Condition, PathShelf, Run, RunMessage } from '@sightline/domain';

/** What a run row keeps for memory alone. */
type Progress = Pick<Run, 'knownSince' | 'vehicleConfidence' | 'signIns' | 'cancellation' | 'coveredAt' | 'delay' | 'toldAt' | 'closure' | 'substituted' | 'arrived' | 'departed' | 'track' | 'gaps' | 'standing' | 'walkedAt'> & {
  /** Absent of a row that is older than the claims. */
  readonly claims?: Run['claims'];
  readonly children: readonly (readonly [string, ChildStatus])[];
  readonly boardedAt?: readonly (readonly [string, number])[];
  /** Absent of a row that is older than the moments. */
  readonly tickedAt?: readonly (readonly [string, number])[];
};

export interface RunRow {
  run_ref: string;
  route_ref: string;
  trip_ref: string | null;
  service_date: string;
  direction: string | null;
  operator_ref: string | null;
  school_ref: string | null;
  starts_at: Date;
  ends_at: Date;
  line: string | null;
  state: string;
  vehicle_ref: string | null;
  driver_ref: string | null;
  assistant_ref: string | null;
  substitute: boolean;
  started_at: Date | null;
  completed_at: Date | null;
  lateness_seconds: number | null;
  progress: Progress;
}

export interface CallRow {
  run_ref: string;
  sequence: number;
  stop_ref: string;
  name: string | null;
  latitude: number;
  longitude: number;
  scheduled_at: Date;
  arrived_at: Date | null;
  departed_at: Date | null;
}

export interface ConditionRow {
  run_ref: string;
  condition: string;
  since: Date;
  until: Date | null;
}

export interface MessageRow {
  run_ref: string;
  message_ref: string;
  at: Date;
  author: string | null;
  audience: string;
  words: string;
}

/** The name of a line: what it says, hashed. */
export const pathIdOf = (line: string): string => createHash('sha256').update(line).digest('base64url');

export const progressOf = (run: Run): Progress => ({
  knownSince: run.knownSince,
  vehicleConfidence: run.vehicleConfidence,
  signIns: run.signIns,
  cancellation: run.cancellation,
  coveredAt: run.coveredAt,
  delay: run.delay,
  toldAt: run.toldAt,
  closure: run.closure,
  substituted: run.substituted,
  arrived: run.arrived,
  departed: run.departed,
  track: run.track,
  gaps: run.gaps,
  claims: run.claims,
  standing: run.standing,
  children: [...run.children],
  boardedAt: [...run.boardedAt],
  tickedAt: [...run.tickedAt],
  walkedAt: run.walkedAt,
});

const oneOf = <T extends string>(list: readonly T[], text: string | null): T | undefined => list.find((each) => each === text);
const optional = <T>(value: T | null): T | undefined => value ?? undefined;
const moment = (date: Date | null): number | undefined => date?.getTime();

/** A run as it was written down. `calls` in any order; `undefined` where its plan can no longer be read. */
export function runOf(row: RunRow, calls: readonly CallRow[], conditions: readonly ConditionRow[], messages: readonly MessageRow[], shelf: PathShelf): Run | undefined {
  const plan = planRun(
    {
      runRef: row.run_ref,
      routeRef: row.route_ref,
      tripRef: optional(row.trip_ref),
      serviceDate: row.service_date,
      direction: oneOf(directions, row.direction),
      operatorRef: optional(row.operator_ref),
      schoolRef: optional(row.school_ref),
      path: optional(row.line),
      stopCalls: calls.map((call) => ({
        sequence: call.sequence,
        stopRef: call.stop_ref,
        name: optional(call.name),
        latitude: call.latitude,
        longitude: call.longitude,
        scheduledAt: call.scheduled_at.toISOString(),
      })),
    },
    shelf,
  );
  if ('message' in plan) return undefined;
  const times = new Map(calls.map((call): [number, CallTimes] => [call.sequence, { arrivedAt: moment(call.arrived_at), departedAt: moment(call.departed_at) }]));
  const { children, boardedAt, tickedAt, signIns, claims, ...progress } = row.progress;
  return {
    ...newRun(plan, progress.knownSince),
    ...progress,
    claims: claims ?? [],
    signIns: signIns.filter(({ role }) => crewRoles.includes(role)),
    state: oneOf(runStates, row.state) ?? 'scheduled',
    vehicleRef: optional(row.vehicle_ref),
    driverRef: optional(row.driver_ref),
    assistantRef: optional(row.assistant_ref),
    substitute: row.substitute,
    startedAt: moment(row.started_at),
    completedAt: moment(row.completed_at),
    latenessSeconds: optional(row.lateness_seconds),
    calls: plan.calls.map(({ sequence }) => times.get(sequence) ?? {}),
    conditions: conditions.filter(({ until }) => until === null).map(conditionOf),
    children: new Map(children),
    messages: messages.map(messageOf),
    boardedAt: new Map(boardedAt),
    tickedAt: new Map(tickedAt),
  };
}

const messageOf = (row: MessageRow): RunMessage => ({
  messageRef: row.message_ref,
  at: row.at.getTime(),
  by: optional(row.author),
  audience: oneOf(audiences, row.audience) ?? 'note',
  words: row.words,
});

export const conditionOf = (row: ConditionRow): Condition => ({
  condition: row.condition as RunCondition,
  since: row.since.getTime(),
});
