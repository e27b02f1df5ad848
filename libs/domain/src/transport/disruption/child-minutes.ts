import type { EventData } from '@sightline/contracts';
import type { Passenger } from '../fleet.js';
import type { Lookup } from '../layer.js';
import type { Run } from '../run.js';

/**
 * A school day where its bell times are not known, minutes: 32.5 hours a week over five days, the least that the
 * Department for Education expects of state-funded schools in England ("Length of the school week", 2023).
 */
export const schoolDayMinutes = 390;

export const childMinutesFormula =
  'Sum over the children expected on a run of the minutes each lost. To school: minutes from the planned to the actual arrival at school. Home: minutes late at the child’s own stop, at the last stop where it is not known. Cancelled: minutes until other transport was arranged; without any, the school day in the morning and the planned journey in the afternoon. Never less than nought; absent children and closed schools lose nothing.';

/** What a run cost its children. */
export interface ChildMinutes {
  readonly children: number;
  /** `undefined` where nobody saw it arrive: unknown is neither nought nor a guess. */
  readonly childMinutes: number | undefined;
  readonly basis: 'school' | 'stops' | 'covered' | 'uncovered' | 'school-closed' | 'open' | 'unseen';
}

export interface ChildMinutesContext {
  readonly passengers: Lookup<Passenger>;
  readonly routes: Lookup<ReadonlySet<string>>;
  readonly schools: Lookup<EventData<'school.upserted'>>;
}

const minute = 60_000;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const late = (scheduledAt: number, actualAt: number): number => Math.max(0, (actualAt - scheduledAt) / minute);

/**
 * Child-minutes lost by one run: passenger-weighted delay, as railways count passenger delay minutes. The formula in
 * words is {@link childMinutesFormula}. A run that is still to end has lost none yet (`open`).
 */
export function childMinutesLost(run: Run, context: ChildMinutesContext): ChildMinutes {
  const expected = [...(context.routes.get(run.plan.routeRef) ?? [])].filter((ref) => run.children.get(ref) !== 'absent');
  const children = expected.length;
  if (run.state === 'cancelled') return cancelled(run, children, context);
  if (run.state !== 'completed') return { children, childMinutes: undefined, basis: 'open' };
  const last = run.calls.length - 1;
  const arrivedAt = run.calls[last]?.arrivedAt;
  if (run.plan.direction !== 'from-school') {
    if (arrivedAt === undefined) return { children, childMinutes: undefined, basis: 'unseen' };
    return { children, childMinutes: children * late(run.plan.endsAt, arrivedAt), basis: 'school' };
  }
  let sum = 0;
  for (const ref of expected) {
    const minutes = lateAt(run, homeCall(run, context.passengers.get(ref)));
    if (minutes === undefined) return { children, childMinutes: undefined, basis: 'unseen' };
    sum += minutes;
  }
  return { children, childMinutes: sum, basis: 'stops' };
}

/** The call where a child leaves a homeward run: its stop at home, which is where it boards in the morning. */
function homeCall({ plan }: Run, passenger: Passenger | undefined): number {
  const last = plan.calls.length - 1;
  for (const ref of [passenger?.alightingStopRef, passenger?.boardingStopRef]) {
    const index = ref === undefined ? -1 : plan.calls.findIndex(({ stopRef }) => stopRef === ref);
    if (index > 0) return index;
  }
  return last;
}

/** Minutes late at a call; where it was not seen, at the next that was. */
function lateAt(run: Run, index: number): number | undefined {
  for (let at = index; at < run.calls.length; at++) {
    const { arrivedAt, departedAt } = run.calls[at] ?? {};
    const moment = arrivedAt ?? departedAt;
    const scheduledAt = run.plan.calls[at]?.scheduledAt;
    if (moment !== undefined && scheduledAt !== undefined) return late(scheduledAt, moment);
  }
  return undefined;
}

function cancelled(run: Run, children: number, { schools }: ChildMinutesContext): ChildMinutes {
  const { plan, coveredAt, closure } = run;
  if (closure?.effect === 'cancelled') return { children, childMinutes: 0, basis: 'school-closed' };
  if (coveredAt !== undefined) return { children, childMinutes: children * late(plan.startsAt, coveredAt), basis: 'covered' };
  if (plan.direction === 'from-school') return { children, childMinutes: children * ((plan.endsAt - plan.startsAt) / minute), basis: 'uncovered' };
  const bells = plan.schoolRef === undefined ? undefined : schools.get(plan.schoolRef)?.bellTimes;
  const day = bells === undefined ? schoolDayMinutes : Math.max(0, minutesOf(bells.ends) - minutesOf(bells.starts));
  return { children, childMinutes: children * day, basis: 'uncovered' };
}
