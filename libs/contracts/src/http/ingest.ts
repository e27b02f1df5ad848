import * as z from 'zod';
import { count, ref } from '../primitives.js';

/** Limits of the event door. */
export const ingestLimits = { bytes: 5 * 1024 * 1024, events: 10_000 } as const;

/** How the source of every event of the demonstration's feed begins: a database with real data refuses them. */
export const demonstrationSources = 'demonstration/';

export const fieldProblem = z.object({ path: z.string(), message: z.string() });

/** Reply of `POST /api/events`, sent after the commit. */
export const ingestReply = z.object({
  accepted: count,
  duplicates: count,
  rejected: z.array(z.object({ index: count, id: z.string().optional(), problems: z.array(fieldProblem) })),
});
export type IngestReply = z.output<typeof ingestReply>;

export const journalEntry = z.object({
  seq: count,
  source: z.string(),
  id: z.string(),
  type: z.string(),
  data: z.unknown(),
  receivedAt: z.string(),
});
export type JournalEntry = z.output<typeof journalEntry>;

export const quarantineEntry = z.object({
  seq: count,
  source: z.string().optional(),
  id: z.string().optional(),
  type: z.string().optional(),
  problems: z.array(fieldProblem),
  receivedAt: z.string(),
});
export type QuarantineEntry = z.output<typeof quarantineEntry>;

/** `POST /api/commands`: an event whose source is the person. */
export const command = z.object({
  type: z.string(),
  data: z.unknown(),
  basedOn: z.string().max(200).nullable().optional().describe('id of the event that the person saw last of this record; null: there was none. When another is last by now, nothing is stored and the 409 says what changed'),
});
export const commandReply = z.object({ ok: z.literal(true), id: z.string().describe('of the event it became: what a later `basedOn` or correction names') });
export type CommandReply = z.output<typeof commandReply>;

/** What a device sends positions for: a vehicle, or a passenger assistant. */
export const deviceRequest = z
  .object({ name: ref, vehicleRef: ref.optional(), assistantRef: ref.optional() })
  .refine(({ vehicleRef, assistantRef }) => (vehicleRef === undefined) !== (assistantRef === undefined), {
    path: ['vehicleRef'],
    message: 'needs either vehicleRef or assistantRef',
  });
export const device = z.object({
  name: z.string(),
  vehicleRef: z.string().optional(),
  assistantRef: z.string().optional(),
  createdAt: z.string(),
});
export type Device = z.output<typeof device>;
/** Reply of `POST /api/devices`: the only time that the secret is shown. */
export const deviceReply = z.object({ name: z.string(), secret: z.string() });
export type DeviceReply = z.output<typeof deviceReply>;
