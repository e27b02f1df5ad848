import { isOwnPage } from '@sightline/contracts';
import * as z from 'zod';
import type { Vault } from '../../config/vault.js';
import { cookieIn } from '../cookie.js';

/** How long somebody may take at the provider. */
export const attemptMilliseconds = 10 * 60_000;

/** A sign-in on its way to the provider and back, kept by the browser that began it and by nobody else [ID-21]. */
const attemptShape = z.object({
  state: z.string(),
  nonce: z.string(),
  /** Of PKCE. */
  verifier: z.string(),
  /** Our own address, at which it began and to which the provider sends it back. */
  base: z.string(),
  back: z.string(),
  at: z.number(),
});
export type Attempt = z.output<typeof attemptShape>;

/** What the vault is told that it keeps: an attempt is nobody's yet. */
const subject = 'attempt';

const nameOf = (secure: boolean): string => (secure ? '__Host-sightline-attempt' : 'sightline-attempt');

/**
 * The `Set-Cookie` header that keeps an attempt; null takes it away. SameSite=Lax: the way back is a navigation from the
 * provider's site, on which a browser leaves Strict cookies at home; posts and frames of other sites do not get it.
 */
export function attemptCookie(attempt: Attempt | null, vault: Vault, secure: boolean): string {
  const value = attempt === null ? '' : vault.close(JSON.stringify(attempt), subject);
  const parts = [`${nameOf(secure)}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${attempt === null ? 0 : attemptMilliseconds / 1000}`];
  return [...parts, ...(secure ? ['Secure'] : [])].join('; ');
}

/** The attempt in a `Cookie` header; undefined where there is none, where it is not ours, and where it is too old. */
export function attemptIn(header: string | undefined, vault: Vault, now: number): Attempt | undefined {
  const ofOurHost = cookieIn(header, nameOf(true));
  const value = ofOurHost ?? cookieIn(header, nameOf(false));
  if (value === undefined || value.length > 4096) return undefined;
  const text = vault.open(value, subject);
  if (text === undefined) return undefined;
  const attempt = attemptShape.parse(JSON.parse(text));
  // A neighbour in our domain can set any other name, and have somebody finish the neighbour's own attempt.
  if (attempt.base.startsWith('https:') && ofOurHost === undefined) return undefined;
  return now - attempt.at <= attemptMilliseconds && attempt.at <= now ? attempt : undefined;
}

/** Where to go after signing in: back to the page that was asked for, if it is one of ours [ID-28]. */
export const pageAfter = (back: string | undefined): string => (back !== undefined && isOwnPage(back) ? back : '/');
