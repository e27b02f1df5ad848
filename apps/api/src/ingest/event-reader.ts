import { cloudEvent, commandOnlyTypes, eventSchemas, isEventType } from '@sightline/contracts';
import type { EventType, FieldProblem } from '@sightline/contracts';
import type { Incoming } from '../engine/decider.js';
import type * as z from 'zod';

/** An event that passed its contract, or what is wrong with it and as much of its identity as could be read. */
export type ReadEvent =
  | { readonly event: Incoming; readonly problems?: undefined }
  | { readonly event?: undefined; readonly problems: FieldProblem[]; readonly source?: string; readonly id?: string; readonly type?: string };

const forPeople = new Set<string>(commandOnlyTypes);
/** Sources that the api itself vouches for; no sender may speak in their name. */
const ownSources = ['person:', 'device:'];
const longestEcho = 200;

/** Reads one CloudEvent against its contract. Reasons name fields and never repeat values. */
export function readEvent(item: unknown, receivedAt: number): ReadEvent {
  const envelope = cloudEvent.safeParse(item);
  if (!envelope.success) return { ...identityOf(item), problems: problemsOf(envelope.error) };
  const { source, id, type, time, data } = envelope.data;
  const problem = senderProblem(source, type);
  if (problem) return { source, id, type, problems: [problem] };
  const read = readData(type, data);
  if (read.problems) return { source, id, type, problems: read.problems };
  if (time === undefined) return { event: { source, id, type: read.type, data: read.data, receivedAt } };
  return { event: { source, id, type: read.type, data: read.data, receivedAt, occurredAt: Date.parse(time) } };
}

type ReadData =
  | { readonly type: EventType; readonly data: Incoming['data']; readonly problems?: undefined }
  | { readonly problems: FieldProblem[] };

/** Reads the data of an event type; paths in its problems begin with `data`. */
export function readData(type: string, data: unknown): ReadData {
  if (!isEventType(type)) return { problems: [{ path: 'type', message: 'is not an event type of the catalogue' }] };
  const result = eventSchemas[type].safeParse(data);
  if (!result.success) return { problems: problemsOf(result.error, 'data') };
  return { type, data: result.data };
}

/** Issues as `{path, message}`, the path in dots: `data.stopCalls.3.latitude`. */
export function problemsOf(error: z.ZodError, ...prefix: string[]): FieldProblem[] {
  return error.issues.map(({ path, message }) => ({ path: [...prefix, ...path.map(String)].join('.'), message }));
}

function senderProblem(source: string, type: string): FieldProblem | undefined {
  if (ownSources.some((own) => source.startsWith(own))) {
    return { path: 'source', message: 'must not begin with "person:" or "device:"' };
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
