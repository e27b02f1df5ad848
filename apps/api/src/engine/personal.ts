import { personalFields } from '@sightline/contracts';
import type { EventType } from '@sightline/contracts';

/** An event's data in two parts: what may be kept for ever, and what can be erased. */
export interface SplitData {
  readonly lasting: Record<string, unknown>;
  /** `subject` says whose fields they are, `passenger:<ref>`, so that they can be found and erased. */
  readonly personal?: { readonly subject: string; readonly fields: Record<string, unknown> };
}

const fieldsOf = new Map<EventType, ReadonlySet<string>>(
  Object.entries(personalFields).map(([type, fields]) => [type as EventType, new Set<string>(fields)]),
);

export const hasPersonalFields = (type: EventType): boolean => fieldsOf.has(type);

/**
 * Splits the personal fields from an event's data, so that the journal holds references only and forgetting someone
 * does not break it (architecture, decision 3). The subject is the ref that the type is named for:
 * `passengerRef` of `passenger.upserted`.
 */
export function splitPersonal(type: EventType, data: object): SplitData {
  const names = fieldsOf.get(type);
  if (names === undefined) return { lasting: data as Record<string, unknown> };
  const lasting: Record<string, unknown> = {};
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(data)) (names.has(name) ? fields : lasting)[name] = value;
  if (Object.keys(fields).length === 0) return { lasting };
  const kind = type.slice(0, type.indexOf('.'));
  return { lasting, personal: { subject: `${kind}:${String(lasting[`${kind}Ref`])}`, fields } };
}
