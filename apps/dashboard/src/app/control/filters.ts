import type { Direction, FleetRun, RunCondition } from '@sightline/contracts';
import { directions, runConditions } from '@sightline/contracts';

/** What the page shows, as it stands in the URL. An empty string is "all". */
export interface Filters {
  direction: Direction | '';
  operator: string;
  area: string;
  school: string;
  condition: RunCondition | '';
}
export const noFilters: Filters = { direction: '', operator: '', area: '', school: '', condition: '' };

type Filterable = Pick<FleetRun, 'operatorRef' | 'schoolRef'> & { direction?: Direction | undefined; conditions?: readonly { condition: RunCondition }[]; condition?: RunCondition };

/** A run's area is its school's. */
export type AreaOf = (schoolRef: string | undefined) => string | undefined;

export function matches(filters: Filters, run: Filterable, areaOf: AreaOf = () => undefined): boolean {
  if (filters.direction !== '' && run.direction !== undefined && run.direction !== filters.direction) return false;
  if (filters.operator !== '' && run.operatorRef !== filters.operator) return false;
  if (filters.area !== '' && areaOf(run.schoolRef) !== filters.area) return false;
  if (filters.school !== '' && run.schoolRef !== filters.school) return false;
  if (filters.condition === '') return true;
  return run.condition === filters.condition || (run.conditions ?? []).some((each) => each.condition === filters.condition);
}

/** What is not in our lists is no filter: a URL is the reader's. */
export function filtersFrom(read: (name: string) => string | null): Filters {
  const direction = read('direction') ?? '';
  const condition = read('condition') ?? '';
  return {
    direction: (directions as readonly string[]).includes(direction) ? (direction as Direction) : '',
    operator: read('operator') ?? '',
    area: read('area') ?? '',
    school: read('school') ?? '',
    condition: (runConditions as readonly string[]).includes(condition) ? (condition as RunCondition) : '',
  };
}

/** Whether the counts of a session are asked for a part of it. A condition is no part: it comes and goes. */
export const narrows = ({ operator, area, school }: Filters): boolean => operator !== '' || area !== '' || school !== '';
