import * as z from 'zod';
import { roles } from '../lists/access.js';

/** A name to sign in with: lower case, so that nobody is two people by a shift key. */
export const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{1,99}$/, 'must be 2 to 100 letters, digits or . _ @ - and begin with a letter or digit');

/**
 * A new password: length is the only rule (OWASP ASVS 5.0 § 6.2: 12 or more, no composition rules, no enforced rotation).
 * The upper bound only keeps a request from costing work.
 */
export const newPassword = z
  .string()
  .min(12, 'must be at least 12 characters')
  .max(200, 'must be at most 200 characters');

/** Body of `POST /api/accounts`. */
export const newAccount = z.object({ username, role: z.enum(roles), password: newPassword });
export type NewAccount = z.output<typeof newAccount>;

/** Body of `PATCH /api/accounts/:username`: what is left out stays as it is. Every change here ends the account's sessions. */
export const accountChange = z
  .object({ role: z.enum(roles), password: newPassword, disabled: z.boolean() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'must change something');
export type AccountChange = z.output<typeof accountChange>;

/** Body of `POST /api/accounts/first`, with the token of the link that start-up printed. */
export const firstAccount = z.object({ token: z.string().min(1).max(200), username, password: newPassword });

/** Body of `POST /api/session/demo`: one click, while the demonstration is on. */
export const demonstrationSignIn = z.object({ role: z.enum(roles) });

/** One account, as an administrator sees it. */
export const accountView = z.object({
  username: z.string(),
  role: z.enum(roles),
  /** From the council's directory; null for a local account. */
  displayName: z.string().nullable(),
  singleSignOn: z.boolean().describe('enters by the provider alone, which decides its role'),
  demonstration: z.boolean(),
  disabled: z.boolean(),
  secondFactor: z.boolean().describe('a second factor is on'),
  createdAt: z.string(),
  lastSeenAt: z.string().nullable(),
});
export type AccountView = z.output<typeof accountView>;
