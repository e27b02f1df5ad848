import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const keyOf = (key: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', 'sightline second factor', 32));

/** Encrypts a secret for its owner (AES-256-GCM): moved to another row it cannot be opened. `nonce.ciphertext.tag`, base64url. */
export function seal(key: string, owner: string, secret: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(key), nonce).setAAD(Buffer.from(owner));
  const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return [nonce, text, cipher.getAuthTag()].map((part) => part.toString('base64url')).join('.');
}

/** The secret again; undefined where the key is another one or the text was changed. */
export function unseal(key: string, owner: string, sealed: string): string | undefined {
  const [nonce, text, tag] = sealed.split('.').map((part) => Buffer.from(part, 'base64url'));
  if (nonce?.length !== 12 || text === undefined || tag?.length !== 16) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(key), nonce).setAAD(Buffer.from(owner)).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
