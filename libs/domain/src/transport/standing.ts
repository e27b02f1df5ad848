import type { EventData, Weekday } from '@sightline/contracts';
import { weekdays } from '@sightline/contracts';
import type { Layer, Lookup } from './layer.js';
import type { Crew, Run } from './run.js';

/** Who and what works the runs of a route that fit it, until it is said anew. */
export type RouteAssignment = EventData<'route.assigned'>;

const selectors = ['direction', 'weekdays', 'from', 'until'] as const;
const roles = ['vehicleRef', 'driverRef', 'assistantRef'] as const;

/** What an assignment speaks of: the same again replaces it. */
const scopeOf = (assignment: RouteAssignment): string =>
  JSON.stringify([assignment.direction, assignment.weekdays && weekdays.filter((day) => assignment.weekdays?.includes(day)), assignment.from, assignment.until]);

/** Puts an assignment among those of its route, in place of the one that spoke of the same; one that names nobody ends it. */
export function keepAssignment(draft: { readonly standing: Layer<readonly RouteAssignment[]> }, assignment: RouteAssignment): void {
  const scope = scopeOf(assignment);
  const others = (draft.standing.get(assignment.routeRef) ?? []).filter((other) => scopeOf(other) !== scope);
  const names = roles.some((role) => assignment[role] !== undefined);
  draft.standing.set(assignment.routeRef, names ? [...others, assignment] : others);
}

/** The day of the week of a civil date, `YYYY-MM-DD`. */
function dayOf(date: string): Weekday | undefined {
  return weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7];
}

/** Whether an assignment speaks of a run. */
function fits({ direction, weekdays: days, from, until }: RouteAssignment, { plan }: Run): boolean {
  if (direction !== undefined && direction !== plan.direction) return false;
  if (from !== undefined && plan.serviceDate < from) return false;
  if (until !== undefined && plan.serviceDate > until) return false;
  const day = dayOf(plan.serviceDate);
  return days === undefined || (day !== undefined && days.includes(day));
}

/** The crew that its route gives a run: for each role the assignment that says most precisely when, of equals the latest. */
export function crewOf(run: Run, assignments: readonly RouteAssignment[]): Crew {
  const fitting = assignments.filter((assignment) => fits(assignment, run));
  const precision = (assignment: RouteAssignment): number => selectors.filter((selector) => assignment[selector] !== undefined).length;
  const ordered = fitting.map((assignment, place) => ({ assignment, place })).sort((a, b) => precision(b.assignment) - precision(a.assignment) || b.place - a.place);
  const given = (role: (typeof roles)[number]): string | undefined => ordered.find(({ assignment }) => assignment[role] !== undefined)?.assignment[role];
  return { vehicleRef: given('vehicleRef'), driverRef: given('driverRef'), assistantRef: given('assistantRef') };
}

/**
 * A run that has not begun, with what its route's assignments give it. What was said of the run itself stays: only what
 * is open, or came from the route before, is filled. The same run comes back when nothing changes.
 */
export function withStanding(run: Run, standing: Lookup<readonly RouteAssignment[]>): Run {
  const assignments = standing.get(run.plan.routeRef);
  if (run.state !== 'scheduled' || (assignments === undefined && run.standing === undefined)) return run;
  const crew = crewOf(run, assignments ?? []);
  const before: Crew = run.standing ?? {};
  if (roles.every((role) => crew[role] === before[role])) return run;
  const filled = (role: (typeof roles)[number]): string | undefined => (run[role] === undefined || run[role] === before[role] ? crew[role] : run[role]);
  return { ...run, vehicleRef: filled('vehicleRef'), driverRef: filled('driverRef'), assistantRef: filled('assistantRef'), standing: crew };
}
