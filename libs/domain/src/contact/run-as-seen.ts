import type { FamilyCall, FamilyRun, RunDetail, StopCallView } from '@sightline/contracts';

type Call = Pick<FamilyCall, 'expectedAt' | 'arrivedAt' | 'departedAt'> & { readonly name?: string | undefined; readonly scheduledAt: string };

/** How a stop is called whose name is nobody's business. */
const nameless = (index: number, stops: number): string => (index === 0 ? 'its first stop' : index === stops - 1 ? 'its last stop' : 'another stop');

/**
 * A family's run in the shape of the one that advisers see, so that the very words of the answer card are made from it.
 * Of stops that are not the child's it knows nothing but that they are there: they have no name and no place.
 */
export function runAsSeen(run: FamilyRun, now: number): RunDetail {
  const { routeRef, serviceDate, direction, schoolName, state, startsAt, endsAt, delay, closure, cancellation, position } = run;
  return {
    runRef: '',
    routeRef,
    serviceDate,
    direction,
    schoolName,
    state,
    startsAt,
    endsAt,
    sentence: '',
    stopCalls: Array.from({ length: run.stops }, (_, index) => callOf(run, index)),
    nextSequence: state === 'running' && run.next < run.stops ? run.next + 1 : undefined,
    conditions: [...run.conditions, ...(run.ring ? [{ condition: 'unaccounted' as const, since: startsAt }] : [])],
    confidence: run.confidence,
    cancellation,
    coveredAt: cancellation?.covered === true ? cancellation.at : undefined,
    delay,
    closure,
    position: position && { ...position, ageSeconds: Math.max(0, Math.round((now - Date.parse(position.recordedAt)) / 1000)) },
    vehicle: run.substitute ? { vehicleRef: '', substitute: true } : undefined,
  };
}

function callOf(run: FamilyRun, index: number): StopCallView {
  const { yours, school, left, lastCall, startsAt, stops } = run;
  const known: Call =
    [yours, school].find((call) => call?.index === index) ??
    { scheduledAt: startsAt, departedAt: left?.index === index ? left.departedAt : undefined, ...(lastCall?.index === index && { arrivedAt: lastCall.arrivedAt, departedAt: lastCall.departedAt }) };
  const { name = nameless(index, stops), scheduledAt, expectedAt, arrivedAt, departedAt } = known;
  return { sequence: index + 1, stopRef: '', name, latitude: 0, longitude: 0, scheduledAt, expectedAt, arrivedAt, departedAt };
}
