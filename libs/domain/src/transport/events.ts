import type { EventData, EventType } from '@sightline/contracts';
import type { RunFact } from './run.js';

/** The event types that transport decides. */
export const transportTypes = [
  'vehicle.positioned', 'run.scheduled', 'run.withdrawn', 'run.assigned', 'route.assigned', 'run.started', 'run.completed', 'run.delayed', 'run.cancelled', 'run.reinstated',
  'run.covered', 'crew.signed-in', 'stop.called', 'passenger.boarded', 'passenger.alighted', 'passenger.absent', 'passenger.corrected', 'crew.walked', 'assistant.unavailable',
  'assistant.available', 'school.upserted', 'operator.upserted', 'vehicle.upserted', 'assistant.upserted', 'passenger.upserted',
  'guardian.upserted', 'alert.acknowledged', 'alert.assigned', 'alert.closed', 'note.added', 'shift.handed-over',
  'message.sent', 'message.approved', 'service-alert.published', 'service-alert.withdrawn', 'school.closed', 'school.closing-early', 'school.reopened',
  'passenger.forgotten', 'guardian.forgotten', 'assistant.forgotten',
] as const satisfies readonly EventType[];
export type TransportType = (typeof transportTypes)[number];

/** What happened to one run, other than a fix or a plan. */
export type RunEventType = Extract<TransportType, 'run.assigned' | 'run.started' | 'run.completed' | 'run.delayed' | 'run.cancelled' | 'run.reinstated' | 'run.covered' | 'crew.signed-in' | 'stop.called' | 'passenger.boarded' | 'passenger.alighted' | 'passenger.absent' | 'passenger.corrected' | 'crew.walked' | 'message.sent'>;

/** An event as the rules see it. `receivedAt` in epoch milliseconds; `actor` is the person behind a command. */
export type TransportEvent<T extends TransportType = TransportType> = {
  [K in T]: { readonly type: K; readonly data: EventData<K>; readonly receivedAt: number; readonly occurredAt?: number | undefined; readonly actor?: { readonly username: string } | undefined };
}[T];
export type RunEvent = TransportEvent<RunEventType>;

const types: ReadonlySet<string> = new Set(transportTypes);
export const isTransportEvent = (event: { readonly type: string }): event is TransportEvent => types.has(event.type);

/** Why an event cannot be: `path` names the field, `type` the event itself. */
export interface Rejection {
  readonly path: string;
  readonly message: string;
}

/** A decision: the new state with the facts that made it, or a refusal. Exceptions are bugs. */
export type Decision<S> = { readonly state: S; readonly facts: readonly RunFact[] } | { readonly rejected: readonly Rejection[] };

export const rejection = (path: string, message: string): { readonly rejected: readonly Rejection[] } => ({ rejected: [{ path, message }] });

/** When it happened: as its sender says, else when it came. */
export const momentOf = (event: TransportEvent): number => event.occurredAt ?? event.receivedAt;
