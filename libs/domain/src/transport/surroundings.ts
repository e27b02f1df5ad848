import type { EventData } from '@sightline/contracts';
import { distanceMetres } from '../geometry/index.js';
import type { Place } from '../geometry/index.js';
import type { Lookup } from './layer.js';
import { assistantRequired, awaySince, childrenAboard, childrenOn } from './needs.js';
import type { People } from './needs.js';
import type { History } from './predict/history.js';
import type { Fix, Run } from './run.js';

export type School = EventData<'school.upserted'>;

/** What of a fleet the conditions of a run depend on. */
export interface Fleetwide extends People {
  readonly fixes: Lookup<Fix>;
  readonly predictions: History;
  readonly schools: Lookup<School> & { entries(): Iterable<[string, School]> };
}

/** What the conditions of a run depend on besides the run itself. */
export interface Surroundings {
  readonly now: number;
  /** Since when we listen: epoch milliseconds, 0 for always. */
  readonly awakeSince: number;
  /** Whether a child on the route needs a guide. */
  readonly assistantRequired: boolean;
  /** Since when the assigned guide cannot work, if so: epoch milliseconds. */
  readonly assistantAwaySince?: number | undefined;
  readonly fleet: Fleetwide;
}

/** Whether a condition holds: since when, `false` where it does not, `undefined` where nobody can tell and it stays as it is. */
export type Rule = (run: Run, around: Surroundings, standing: boolean) => number | false | undefined;

export const surroundingsOf = (run: Run, fleet: Fleetwide, now: number): Surroundings => ({
  now,
  awakeSince: fleet.awakeSince,
  assistantRequired: assistantRequired(run, fleet),
  assistantAwaySince: awaySince(run, fleet.absences),
  fleet,
});

/** The nearest school within so many metres of a place. Looks at every school: ask when there is reason to. */
export function schoolNear(place: Place, metres: number, { schools }: Pick<Fleetwide, 'schools'>): School | undefined {
  let nearest: School | undefined;
  let least = metres;
  for (const [, school] of schools.entries()) {
    const distance = distanceMetres(place, school);
    if (distance > least) continue;
    nearest = school;
    least = distance;
  }
  return nearest;
}

/** Whether children are, or may be, aboard: as they were ticked off; where nobody does, all that are expected, from the first stop on. */
export function mayHaveChildren(run: Run, fleet: Fleetwide): boolean {
  const aboard = childrenAboard(run);
  return aboard === undefined ? run.state === 'running' && run.departed > 0 && childrenOn(run, fleet) > 0 : aboard > 0;
}
