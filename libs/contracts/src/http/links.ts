import * as z from 'zod';
import { linkSubject } from '../events/links.js';
import { isEventType } from '../events/index.js';
import { fitsLink, linkKinds } from '../lists/links.js';
import { messageChannels } from '../lists/transport.js';
import { instant, ref } from '../primitives.js';

const at = z.string();

/** A link as those who administer it see it. Its address is shown when it is issued, and on demand. */
export const linkView = linkSubject.extend({
  linkRef: z.string(),
  kind: z.enum(linkKinds),
  label: z.string().describe('whom it is for, without a name of a child'),
  issuedAt: at,
  expiresAt: at,
  revokedAt: at.optional(),
  lastUsedAt: at.optional(),
});
export type LinkView = z.output<typeof linkView>;

/** Of the fields of a subject those that the kind is about and no other: who may hand out the one may not always hand out the other. */
export const newLink = linkSubject
  .extend({ kind: z.enum(linkKinds), days: z.int().min(1).max(400).optional() })
  .refine(({ kind, days: _, ...subject }) => fitsLink(kind, subject), 'the subject does not fit the kind of link');
export const linkAddress = z.object({ linkRef: z.string(), url: z.string(), expiresAt: at });
export type LinkAddress = z.output<typeof linkAddress>;

/** What the holder of a link learns of it. */
export const currentLink = z.object({
  linkRef: z.string(),
  kind: z.enum(linkKinds),
  expiresAt: at,
  demonstration: z.boolean(),
  now: at.describe("the server's time: a telephone's clock may be wrong"),
});
export type CurrentLink = z.output<typeof currentLink>;

export const mostLinkEvents = 500;
/** What the holder of a link says. The same `id` again changes nothing, so that a telephone may send again after a gap. */
export const linkEvents = z.object({
  events: z
    .array(z.object({ id: ref, type: z.string().max(100).refine(isEventType, 'is not an event type of the catalogue'), data: z.unknown(), time: instant.optional() }))
    .min(1)
    .max(mostLinkEvents),
});

/** What a guardian is sent, as their own page shows it. `channel` is how we would reach them; `none`: we have no number or address. */
export const familyMessages = z.object({ channel: z.enum(messageChannels), wanted: z.boolean(), arrivals: z.boolean().describe('also when the bus has arrived') });
export type FamilyMessages = z.output<typeof familyMessages>;
export const familyMessagesChange = familyMessages.omit({ channel: true });
