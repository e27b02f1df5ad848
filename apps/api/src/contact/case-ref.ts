import { createHash } from 'node:crypto';

/** Crockford's: no letter that is heard or read as another. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const prefixes = { complaint: 'CMP', 'call-back': 'CB' } as const;

/**
 * What a case that comes of a call is called: short enough to be read to the caller (`CB-4K7QX-9M2TA`), and the same each
 * time that the call is sent. Fifty bits: among a hundred thousand cases two are called the same once in two hundred thousand councils.
 */
export function caseRefOf(contactRef: string, caseType: keyof typeof prefixes): string {
  let bits = createHash('sha256').update(contactRef).digest().readBigUInt64BE();
  let text = '';
  for (let place = 0; place < 10; place += 1) {
    text += letters[Number(bits & 31n)] ?? '';
    bits >>= 5n;
  }
  return `${prefixes[caseType]}-${text.slice(0, 5)}-${text.slice(5)}`;
}
