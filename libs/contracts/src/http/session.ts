import * as z from 'zod';
import { roles } from '../lists/access.js';

/** Body of `POST /api/session`. `code`: of the second factor, where a 401 with `action: 'second-factor'` asked for it. */
export const signIn = z.object({ username: z.string().min(1).max(100), password: z.string().min(1).max(500), code: z.string().trim().max(60).optional() });

/** Who is signed in, and what to send back with a request that changes something. */
export const sessionInfo = z.object({
  username: z.string(),
  /** As the council's directory has it; null for a local account. */
  displayName: z.string().nullable(),
  /** Came by single sign-on: signing out goes on to the provider. */
  singleSignOn: z.boolean(),
  role: z.enum(roles),
  csrfToken: z.string(),
  expiresAt: z.string(),
  mustEnrol: z.boolean().describe('nothing but the own account opens until a second factor is set up'),
});
export type SessionInfo = z.output<typeof sessionInfo>;

/** Reply of `POST /api/session/oidc/sign-out`: where the browser goes on to, to sign out at the provider too; null where it has no such place. */
export const providerSignOut = z.object({ url: z.string().nullable() });
export type ProviderSignOut = z.output<typeof providerSignOut>;

/** `GET /api/about`: what anyone may know before signing in. */
export const about = z.object({
  name: z.literal('Sightline'),
  version: z.string(),
  demonstration: z.boolean().describe('the data is invented, and every page says so'),
  oneClickRoles: z.array(z.enum(roles)).describe('roles that the sign-in page offers as one click'),
  singleSignOn: z.object({ label: z.string(), available: z.boolean().describe('the provider could be reached') }).nullable(),
  localSignIn: z.boolean().describe('whether a name and a password open anything'),
  timeZone: z.string(),
  tiles: z.object({ url: z.string(), attribution: z.string() }).nullable(),
});
export type About = z.output<typeof about>;
