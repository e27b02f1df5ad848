import type { FleetRun, RunDetail, RunSummary, StopCallView } from '@sightline/contracts';
import { absenceDuring, ages, assistantRequired, childrenAboard, childrenOn, confidenceIn, expectedCalls, initialsOf, lacking, latenessNow, loadOf, nextCall, sentenceOf } from '@sightline/domain';
import type { Fleet, Run, SentenceContext } from '@sightline/domain';

export const iso = (moment: number): string => new Date(moment).toISOString();
export const isoOr = <T>(moment: number | undefined, otherwise: T): string | T => (moment === undefined ? otherwise : iso(moment));

/** From this speed on a vehicle points somewhere. */
const movingMetresPerSecond = 1;

/** What views of runs need besides the run. */
export interface ViewContext {
  readonly fleet: Fleet;
  readonly now: number;
  readonly clock: (at: number) => string;
}

export const contextOf = (run: Run, { fleet, now, clock }: ViewContext): SentenceContext => ({
  now,
  clock,
  childrenCount: childrenOn(run, fleet),
  aboard: childrenAboard(run),
});

const conditionsOf = (run: Run): RunSummary['conditions'] => run.conditions.map(({ condition, since }) => ({ condition, since: iso(since) }));

/** Whether a run's marker points somewhere: only a moving vehicle with a fresh fix does. */
export function bearingOf({ track }: Run, now: number): number | null {
  const fix = track?.fix;
  const moving = fix !== undefined && (fix.speed ?? movingMetresPerSecond) >= movingMetresPerSecond && now - fix.recordedAt <= ages.fresh;
  return moving ? (fix.bearing ?? null) : null;
}

/**
 * Seconds late as of the last fix: at the last passed stop, or at the next one once its time had gone by, or as was
 * reported since. Measured at the fix and not now, so that a snapshot and the changes before it say the same.
 */
const latenessSeen = (run: Run): number | undefined => (run.state === 'running' && run.track !== undefined ? latenessNow(run, run.track.fix.recordedAt) : run.latenessSeconds);

/** A run on the map. Made for every fix that someone looks at, so it is kept cheap. */
export function fleetRun(run: Run, { fleet, now }: Pick<ViewContext, 'fleet' | 'now'>): FleetRun {
  const { plan, track } = run;
  const fix = track?.fix;
  const next = nextCall(run);
  return {
    runRef: plan.runRef,
    routeRef: plan.routeRef,
    ...(plan.direction && { direction: plan.direction }),
    ...(plan.operatorRef !== undefined && { operatorRef: plan.operatorRef }),
    ...(plan.schoolRef !== undefined && { schoolRef: plan.schoolRef }),
    ...(run.vehicleRef !== undefined && { vehicleRef: run.vehicleRef }),
    state: run.state,
    conditions: run.conditions.length === 0 ? [] : conditionsOf(run),
    latenessSeconds: latenessSeen(run) ?? null,
    latitude: fix?.latitude ?? null,
    longitude: fix?.longitude ?? null,
    bearing: bearingOf(run, now),
    recordedAt: isoOr(fix?.recordedAt, null),
    startsAt: iso(plan.startsAt),
    endsAt: iso(plan.endsAt),
    nextStop: run.state === 'completed' ? null : (plan.calls[next]?.name ?? plan.calls[next]?.stopRef ?? null),
    stopsLeft: run.state === 'completed' ? 0 : Math.max(0, plan.calls.length - next),
    childrenCount: childrenOn(run, fleet),
  };
}

export function runSummary(run: Run, context: ViewContext): RunSummary {
  const { fleet, now } = context;
  const { plan } = run;
  const fix = run.track?.fix;
  const operatorName = plan.operatorRef === undefined ? undefined : fleet.operators.get(plan.operatorRef)?.name;
  const schoolName = plan.schoolRef === undefined ? undefined : fleet.schools.get(plan.schoolRef)?.name;
  return {
    runRef: plan.runRef,
    routeRef: plan.routeRef,
    serviceDate: plan.serviceDate,
    direction: plan.direction,
    operatorRef: plan.operatorRef,
    operatorName,
    schoolRef: plan.schoolRef,
    schoolName,
    vehicleRef: run.vehicleRef,
    state: run.state,
    conditions: conditionsOf(run),
    startsAt: iso(plan.startsAt),
    endsAt: iso(plan.endsAt),
    latenessSeconds: latenessSeen(run),
    childrenCount: childrenOn(run, fleet),
    position: fix && {
      latitude: fix.latitude,
      longitude: fix.longitude,
      bearing: fix.bearing,
      speedMetresPerSecond: fix.speed,
      recordedAt: iso(fix.recordedAt),
      ageSeconds: Math.max(0, Math.round((now - fix.recordedAt) / 1000)),
    },
  };
}

function stopCalls(run: Run, { fleet, now }: Pick<ViewContext, 'fleet' | 'now'>): StopCallView[] {
  const expected = expectedCalls(run, now, fleet.predictions);
  return run.plan.calls.map((call, index) => {
    const window = expected.get(index);
    const { arrivedAt, departedAt } = run.calls[index] ?? {};
    return {
      sequence: call.sequence,
      stopRef: call.stopRef,
      name: call.name,
      latitude: call.latitude,
      longitude: call.longitude,
      scheduledAt: iso(call.scheduledAt),
      expectedAt: window && { earliest: iso(window.earliest), likely: iso(window.likely), latest: iso(window.latest) },
      arrivedAt: isoOr(arrivedAt, undefined),
      departedAt: isoOr(departedAt, undefined),
    };
  });
}

function childrenOf(run: Run, fleet: Fleet): NonNullable<RunDetail['children']> {
  return [...(fleet.routes.get(run.plan.routeRef) ?? [])].flatMap((ref) => {
    const passenger = fleet.passengers.get(ref);
    if (!passenger) return [];
    const { name, needs, assistantRequired: required } = passenger;
    return [{ initials: initialsOf(name), needs: [...needs], assistantRequired: required, status: run.children.get(ref) ?? ('to-board' as const) }];
  });
}

function vehicleOf(run: Run, fleet: Fleet): RunDetail['vehicle'] {
  const vehicle = run.vehicleRef === undefined ? undefined : fleet.vehicles.get(run.vehicleRef);
  if (vehicle === undefined) return undefined;
  const { vehicleRef, registration, seats, wheelchairPlaces } = vehicle;
  return { vehicleRef, registration, seats, wheelchairPlaces, substitute: run.substituted.includes('vehicle'), warnings: [...lacking(vehicle, loadOf(run, fleet, assistantRequired(run, fleet)))] };
}

function guideOf(run: Run, fleet: Fleet): RunDetail['guide'] {
  const { assistantRef, plan } = run;
  if (assistantRef === undefined) return undefined;
  const assistant = fleet.assistants.get(assistantRef);
  const away = absenceDuring(fleet.absences.get(assistantRef), plan.startsAt, plan.endsAt) !== undefined;
  return { assistantRef, name: assistant?.name, telephone: assistant?.telephone, training: [...(assistant?.training ?? [])], substitute: run.substituted.includes('assistant'), away };
}

/** A run with everything its drawer shows. `children` is for those who may see them. */
export function runDetail(run: Run, context: ViewContext): RunDetail {
  const { fleet } = context;
  const { plan, cancellation, delay } = run;
  return {
    ...runSummary(run, context),
    sentence: sentenceOf(run, contextOf(run, context)),
    stopCalls: stopCalls(run, context),
    nextSequence: run.state === 'running' ? plan.calls[nextCall(run)]?.sequence : undefined,
    confidence: confidenceIn(fleet.predictions.record, plan.routeRef),
    path: plan.line,
    cancellation: cancellation && { cause: cancellation.cause, message: cancellation.message, at: iso(cancellation.at) },
    delay: delay && { minutes: delay.minutes, cause: delay.cause, message: delay.message, at: iso(delay.at) },
    driverRef: run.driverRef,
    assistantRef: run.assistantRef,
    assistantRequired: assistantRequired(run, fleet),
    vehicleConfidence: run.vehicleConfidence,
    substitute: run.substitute,
    operatorTelephone: plan.operatorRef === undefined ? undefined : fleet.operators.get(plan.operatorRef)?.telephone,
    vehicle: vehicleOf(run, fleet),
    guide: guideOf(run, fleet),
    messages: run.messages.flatMap(({ audience, at, ...said }) => (audience === 'note' ? [] : [{ ...said, audience, at: iso(at) }])),
    notes: run.messages.flatMap(({ messageRef, audience, at, by, words }) => (audience === 'note' ? [{ noteRef: messageRef, at: iso(at), by, words }] : [])),
    toldAt: isoOr(run.toldAt, undefined),
    coveredAt: isoOr(run.coveredAt, undefined),
    closure: run.closure && { effect: run.closure.effect, cause: run.closure.cause, at: iso(run.closure.at) },
    walkedAt: isoOr(run.walkedAt, undefined),
    signIns: run.signIns.map(({ role, at }) => ({ role, at: iso(at) })),
    children: childrenOf(run, fleet),
  };
}

/** For who may not see the children, nor who guides them. */
export const withoutChildren = ({ children: _, guide: __, ...detail }: RunDetail): RunDetail => detail;
