import { randomInt } from 'node:crypto';
import { hashSecret } from '../secrets.js';

/** Without letters that are easily mistaken for another: they are read from paper and typed. */
const readable = 'abcdefghjkmnpqrstuvwxyz23456789';
const groups = 6;
const perBatch = 10;

const group = (): string => Array.from({ length: 4 }, () => readable[randomInt(readable.length)]).join('');

/** Ten codes of 118 bits each: enough that a plain hash of one is safe (OWASP ASVS 5.0 § 6.5.2). */
export const newRecoveryCodes = (): string[] => Array.from({ length: perBatch }, () => Array.from({ length: groups }, group).join('-'));

/** What is stored of a code, however it was typed; undefined where it has not the shape of one. */
export function hashOfRecoveryCode(code: string): Buffer | undefined {
  const bare = code.toLowerCase().replaceAll(/[\s-]/g, '');
  return bare.length === groups * 4 ? hashSecret(bare) : undefined;
}
