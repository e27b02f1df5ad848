import * as z from 'zod';
import { roles } from '../lists/access.js';
import { newPassword } from './accounts.js';
import { sessionInfo } from './session.js';

const password = z.string().min(1).max(500);
/** Six digits of an authenticator, or a recovery code; spaces, hyphens and capitals are as people type them. */
export const factorCode = z.string().trim().min(6).max(60);

/** Why an account has no password and no second factor of its own: everyone shares it, or another service knows the person. */
export const externalKinds = ['demonstration', 'single-sign-on'] as const;

/** `GET /api/account`: whoever is signed in, as their own page shows them. */
export const ownAccount = z.object({
  username: z.string(),
  role: z.enum(roles),
  external: z.enum(externalKinds).nullable().describe('null: a local account, with its password here'),
  secondFactor: z.object({
    on: z.boolean(),
    since: z.string().nullable(),
    recoveryCodesLeft: z.int(),
    required: z.boolean().describe('SIGHTLINE_SECOND_FACTOR asks this role for one'),
  }),
});
export type OwnAccount = z.output<typeof ownAccount>;

/** Body of what needs the person's word again (OWASP ASVS 5.0 § 7.5). */
export const ownWord = z.object({ password });
/** The same where the second factor itself is at stake. */
export const ownWordAndCode = z.object({ password, code: factorCode });

/** A secret that an authenticator is to learn; nothing is on until a code of it was given. */
export const factorOffer = z.object({
  secret: z.string().describe('base32, for typing'),
  uri: z.string().describe('otpauth: address'),
  qr: z.object({ size: z.int(), path: z.string() }).describe('the same to scan: an SVG path in a square of so many modules'),
});
export type FactorOffer = z.output<typeof factorOffer>;

export const factorConfirmation = z.object({ code: factorCode });
/** Recovery codes are shown this once. `session` is the one that replaces the session of the request. */
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export const factorConfirmed = recoveryCodes.extend({ session: sessionInfo });
export type FactorConfirmed = z.output<typeof factorConfirmed>;

/** Body of `POST /api/account/password`. */
export const passwordChange = z.object({ current: password, password: newPassword });

/** One open session of one's own. */
export const ownSession = z.object({
  sessionRef: z.string(),
  since: z.string(),
  lastSeenAt: z.string(),
  device: z.string().describe('browser and system in coarse words'),
  current: z.boolean(),
});
export type OwnSession = z.output<typeof ownSession>;

/** Body of `POST /api/account/sessions/end`: one session, or without a ref every other one. */
export const sessionsEnd = z.object({ password: z.string().max(500).optional(), sessionRef: z.uuid().optional() });
export const sessionsEnded = z.object({ ended: z.int() });
