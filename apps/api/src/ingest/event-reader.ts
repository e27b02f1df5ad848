import { cloudEvent, commandOnlyTypes, eventSchemas, eventTypes, isEventType, problemsOf } from '@sightline/contracts';
import type { CloudEvent, EventType, FieldProblem } from '@sightline/contracts';
import type { Incoming } from '../engine/decider.js';
import type * as z from 'zod';

/** An event that passed its contract, or what is wrong with it and as much of its identity as could be read. */
export type ReadEvent =
  | { readonly event: Incoming; readonly problems?: undefined }
  | { readonly event?: undefined; readonly problems: FieldProblem[]; readonly source?: string; readonly id?: string; readonly type?: string };

const forPeople = new Set<string>(commandOnlyTypes);
/** Sources that the api itself vouches for; no sender may speak in their name. */
const ownSources = ['person:', 'device:', 'feed:', 'link:'];
const longestEcho = 200;

/** The whole event of each type in one schema: the envelope and its data are read in one go. */
const wholeEvents = new Map<string, z.ZodType<CloudEvent>>(
  eventTypes.map((type) => [type, cloudEvent.extend({ data: eventSchemas[type] })]),
);

/** Reads one CloudEvent against its contract. Reasons name fields and never repeat values. */
export function readEvent(item: unknown, receivedAt: number): ReadEvent {
  const whole = wholeEvents.get(typeOf(item));
  const read = (whole ?? cloudEvent).safeParse(item);
  if (!read.success) return { ...identityOf(item), problems: problemsOf(read.error) };
  const { source, id, type, time, data } = read.data;
  const problem = whole ? senderProblem(source, type) : unknownType;
  if (problem) return { source, id, type, problems: [problem] };
  // `data` has just been read by the schema of its type.
  const event = { source, id, type: type as EventType, data: data as Incoming['data'], receivedAt };
  return { event: time === undefined ? event : { ...event, occurredAt: Date.parse(time) } };
}

const unknownType: FieldProblem = { path: 'type', message: 'is not an event type of the catalogue' };

function typeOf(item: unknown): string {
  if (typeof item !== 'object' || item === null || !('type' in item)) return '';
  return typeof item.type === 'string' ? item.type : '';
}

type ReadData =
  | { readonly type: EventType; readonly data: Incoming['data']; readonly problems?: undefined }
  | { readonly problems: FieldProblem[] };

/** Reads the data of an event type; paths in its problems begin with `data`. */
export function readData(type: string, data: unknown): ReadData {
  if (!isEventType(type)) return { problems: [unknownType] };
  const result = eventSchemas[type].safeParse(data);
  if (!result.success) return { problems: problemsOf(result.error, 'data') };
  return { type, data: result.data };
}

function senderProblem(source: string, type: string): FieldProblem | undefined {
  if (ownSources.some((own) => source.startsWith(own))) {
    return { path: 'source', message: 'must not begin with "person:", "device:", "feed:" or "link:"' };
  }
  if (forPeople.has(type)) return { path: 'type', message: 'can only be sent by a person, to /api/commands' };
  return undefined;
}

/** What can be said of an event that is not one: its source, id and type, where they are short strings. */
function identityOf(item: unknown): { source?: string; id?: string; type?: string } {
  if (typeof item !== 'object' || item === null) return {};
  const found: { source?: string; id?: string; type?: string } = {};
  for (const name of ['source', 'id', 'type'] as const) {
    const value: unknown = Object.getOwnPropertyDescriptor(item, name)?.value;
    if (typeof value === 'string' && isStorable(value)) found[name] = value.slice(0, longestEcho);
  }
  return found;
}

/** Whether PostgreSQL can hold a text: no NUL, no half of a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** The paths of texts in `data` that cannot be stored. */
export function unstorable(data: unknown, path: string): FieldProblem[] {
  if (typeof data === 'string') {
    return isStorable(data) ? [] : [{ path, message: 'contains a character that cannot be stored' }];
  }
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([name, value]) => unstorable(value, `${path}.${name}`));
}
