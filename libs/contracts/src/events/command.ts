import * as z from 'zod';
import { audiences } from '../lists/transport.js';
import { ref, title, words } from '../primitives.js';
import { forgottenEvents } from './forgotten.js';
import { messageCommandEvents } from './messages.js';
import { linkEvents } from './links.js';

/** What only a person on a page can say. Every other event type is a command too. */
export const commandEvents = {
  ...linkEvents,
  ...forgottenEvents,
  'alert.acknowledged': z.object({ alertRef: ref }).describe('Someone has seen the alert.'),
  'alert.assigned': z.object({ alertRef: ref, to: title }).describe('Someone has taken the alert.'),
  'alert.closed': z.object({ alertRef: ref, words: words.optional() }).describe('The alert needs nothing more.'),
  'shift.handed-over': z.object({ handoverRef: ref, from: title.optional(), to: title, words: words.optional() }).describe('A shift gives over to the next: what the one had, the other has. `from` is whoever says it unless told.'),
  ...messageCommandEvents,
  'message.sent': z.object({ messageRef: ref, runRef: ref, audience: z.enum(audiences), words }).describe('A message was written to those concerned.'),
} as const;
