import type { Timetable } from '@sightline/contracts';
import type { Run } from '../run.js';
import type { TripDescriptor } from './message.js';

const compact = (date: string): string => date.replaceAll('-', '');

/** Whether a run was made of a trip of an imported timetable: its ref is `<trip_id>:<YYYYMMDD>`. */
export const isImported = ({ plan }: Run): boolean => plan.tripRef !== undefined && plan.runRef === `${plan.tripRef}:${compact(plan.serviceDate)}`;

/** The trip_id of a run: the imported one, else the run's own ref, which names a trip of one day. */
export const tripIdOf = (run: Run): string => (isImported(run) ? (run.plan.tripRef ?? run.plan.runRef) : run.plan.runRef);

/** The imported timetable where there is one, else our own: a consumer finds every ref in the one that it has. */
export function usualTimetable(runs: Iterable<Run>): Timetable {
  for (const run of runs) if (isImported(run)) return 'imported';
  return 'published';
}

export const tripOf = (run: Run, scheduleRelationship: TripDescriptor['scheduleRelationship'] = 'SCHEDULED'): TripDescriptor => ({
  tripId: tripIdOf(run),
  startDate: compact(run.plan.serviceDate),
  routeId: run.plan.routeRef,
  scheduleRelationship,
});
