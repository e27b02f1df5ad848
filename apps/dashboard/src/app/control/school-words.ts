import type { Direction, FleetRun } from '@sightline/contracts';
import type { School } from '../ui/map/ground-layer';
import { knownLateness, shownLateSeconds } from '../ui/map/vehicle-kind';

/** What the map says of a school: `Beechwood School: 3 in, 1 late, 6 expected`. The runs are read when it is asked. */
export function schoolCounts(fleet: { values(): readonly FleetRun[] }, direction: () => Direction | '', now: () => number): (school: School) => string {
  return (school) => {
    const counts = { in: 0, late: 0, expected: 0, cancelled: 0 };
    for (const run of fleet.values()) {
      if (run.schoolRef !== school.schoolRef || (direction() !== '' && run.direction !== direction())) continue;
      if (run.state === 'cancelled') counts.cancelled += 1;
      else if (run.state === 'completed') counts.in += 1;
      else if ((knownLateness(run, now()) ?? 0) >= shownLateSeconds) counts.late += 1;
      else counts.expected += 1;
    }
    const parts = [`${counts.in} in`, `${counts.late} late`, `${counts.expected} expected`, ...(counts.cancelled > 0 ? [`${counts.cancelled} cancelled`] : [])];
    return `${school.name}: ${parts.join(', ')}`;
  };
}
