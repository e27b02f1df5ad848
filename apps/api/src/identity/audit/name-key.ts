import { createHmac } from 'node:crypto';

/**
 * Stands in the audit for a name that was typed at a sign-in: guesses at one account can be counted, and nobody learns from
 * it what was typed, which may be a password in the wrong box. `key` is the audit's. 96 bits.
 */
export const nameKeyOf = (key: string, username: string): string =>
  createHmac('sha256', key).update('name of a sign-in').update(username.trim().toLowerCase()).digest('base64url').slice(0, 16);
