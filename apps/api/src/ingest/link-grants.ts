import type { EventType, LinkKind } from '@sightline/contracts';

/** What the holder of each kind of link may say, about their own subject alone. A family and a school only look. */
export const linkGrants: Readonly<Record<LinkKind, readonly EventType[]>> = {
  bus: [],
  school: [],
  operator: ['crew.signed-in', 'run.delayed', 'run.cancelled', 'run.assigned'],
  crew: [
    'crew.signed-in', 'crew.walked', 'passenger.boarded', 'passenger.alighted', 'passenger.absent', 'passenger.corrected', 'vehicle.positioned', 'stop.called', 'run.started', 'run.delayed', 'note.added',
  ],
};
