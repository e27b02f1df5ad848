import * as z from 'zod';
import { instant, ref } from '../primitives.js';
import { caseworkEvents } from './casework.js';
import { commandEvents } from './command.js';
import { contactEvents } from './contact.js';
import { messageEvents } from './messages.js';
import { programmeEvents } from './programme.js';
import { sitrepEvents } from './sitrep.js';
import { transportEvents } from './transport.js';

/** Every event type with the schema of its data: the door's vocabulary, the journal's and the commands'. */
export const eventSchemas = { ...transportEvents, ...caseworkEvents, ...programmeEvents, ...contactEvents, ...sitrepEvents, ...messageEvents, ...commandEvents } as const;

export type EventType = keyof typeof eventSchemas;
export type EventData<T extends EventType = EventType> = { [K in T]: z.output<(typeof eventSchemas)[K]> }[T];

export const eventTypes = Object.keys(eventSchemas) as EventType[];
export const isEventType = (type: string): type is EventType => Object.hasOwn(eventSchemas, type);

/** Types that only a person may send, through `POST /api/commands`. */
export const commandOnlyTypes = Object.keys(commandEvents) as (keyof typeof commandEvents)[];

/** CloudEvents 1.0, structured mode. Extension attributes are let through and ignored. */
export const cloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: ref,
  source: ref,
  type: z.string().min(1).max(100),
  time: instant.optional(),
  subject: z.string().max(300).optional(),
  datacontenttype: z.literal('application/json').optional(),
  data: z.unknown(),
});
export type CloudEvent = z.output<typeof cloudEvent>;

/**
 * Fields that name or describe a person. They are kept in rows that can be erased and never enter the journal,
 * a log, an error or the quarantine (architecture decision 3).
 */
export const personalFields: { readonly [T in EventType]?: readonly (keyof EventData<T> & string)[] } = {
  'passenger.upserted': ['name', 'birthDate', 'postcode', 'needs', 'banner'],
  'guardian.upserted': ['relationship', 'name', 'telephones', 'email', 'password'],
  'assistant.upserted': ['name', 'telephone', 'latitude', 'longitude'],
  'call.queued': ['callerNumber'],
  'contact.logged': ['told', 'words'],
  'contact.noted': ['words'],
  'note.added': ['words'],
  'message.sent': ['words'],
  'message.approved': ['words'],
};

/** Fields that a person says to be recognised. Nobody keeps them as they came: the engine seals them first. */
export const secretFields: { readonly [T in EventType]?: readonly (keyof EventData<T> & string)[] } = {
  'guardian.upserted': ['password'],
};
