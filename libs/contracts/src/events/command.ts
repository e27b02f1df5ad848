import * as z from 'zod';
import { ref, title, words } from '../primitives.js';

/** What only a person on a page can say. Every other event type is a command too. */
export const commandEvents = {
  'alert.acknowledged': z.object({ alertRef: ref }).describe('Someone has seen the alert.'),
  'alert.assigned': z.object({ alertRef: ref, to: title }).describe('Someone has taken the alert.'),
  'alert.closed': z.object({ alertRef: ref, words: words.optional() }).describe('The alert needs nothing more.'),
  'message.sent': z.object({ messageRef: ref, runRef: ref, audience: z.enum(['families', 'school', 'operator']), words }).describe('A message was written to those concerned.'),
  'link.revoked': z.object({ linkRef: ref }).describe('A public link no longer works.'),
} as const;
