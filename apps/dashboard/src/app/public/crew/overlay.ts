import type { CrewChild, CrewRun, CrewStop } from '@sightline/contracts';
import type { CrewEvent } from './queue/queue-store';

type Status = CrewChild['status'];

/** What an event says of a child, if it is about one. */
export function tickIn(event: CrewEvent): { readonly passengerRef: string; readonly status: Status; readonly at: string } | undefined {
  switch (event.type) {
    case 'passenger.boarded':
      return { passengerRef: event.data.passengerRef, status: 'aboard', at: event.data.at };
    case 'passenger.alighted':
      return { passengerRef: event.data.passengerRef, status: 'alighted', at: event.data.at };
    case 'passenger.absent':
      return { passengerRef: event.data.passengerRef, status: 'absent', at: event.data.at };
    case 'passenger.corrected':
      return { passengerRef: event.data.passengerRef, status: event.data.status, at: event.data.at };
    default:
      return undefined;
  }
}

/**
 * The run as the server knows it with what this phone has said since: a tick stands on the screen in the moment in which
 * it was made, connected or not, by the same rule by which the server will take it: what happened last [CHILD-1].
 */
export function overlaid(run: CrewRun, said: readonly CrewEvent[]): CrewRun {
  return said.reduce((now, event) => ('runRef' in event.data && event.data.runRef === run.runRef ? after(now, event) : now), run);
}

function after(run: CrewRun, event: CrewEvent): CrewRun {
  const tick = tickIn(event);
  if (tick !== undefined) return { ...run, children: run.children.map((child) => (child.passengerRef === tick.passengerRef && isNewer(tick.at, child.tickedAt) ? { ...child, status: tick.status, tickedAt: tick.at } : child)) };
  switch (event.type) {
    case 'crew.signed-in':
      return run.signedIn === null ? { ...run, signedIn: { role: event.data.role, at: event.data.at } } : run;
    case 'crew.walked':
      return { ...run, walkedAt: run.walkedAt ?? event.data.at, state: run.state === 'running' ? 'completed' : run.state };
    case 'run.started':
      return run.state === 'scheduled' ? { ...run, state: 'running' } : run;
    case 'stop.called':
      return { ...run, state: run.state === 'scheduled' ? 'running' : run.state, stops: run.stops.map((stop) => (stop.sequence === event.data.sequence ? called(stop, event.data) : stop)) };
    case 'run.delayed':
      return { ...run, delay: event.data.minutes === 0 ? undefined : { minutes: event.data.minutes, cause: event.data.cause, at: event.time } };
    default:
      return run;
  }
}

const isNewer = (at: string, since: string | undefined): boolean => since === undefined || Date.parse(at) > Date.parse(since);
const called = (stop: CrewStop, { arrivedAt, departedAt }: { arrivedAt?: string | undefined; departedAt?: string | undefined }): CrewStop => ({ ...stop, arrivedAt: stop.arrivedAt ?? arrivedAt, departedAt: stop.departedAt ?? departedAt });
