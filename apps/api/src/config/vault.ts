import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const mark = 'v1.';

/**
 * Encrypts what the database keeps and must give back, such as the keys of sources: AES-256-GCM with a key made (HKDF-SHA-256) for one
 * `purpose` from a secret that is not in the database. Whoever has the database alone reads nothing and can change nothing unseen.
 */
export class Vault {
  readonly #key: Buffer;

  constructor(secret: string, purpose: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', `sightline ${purpose}`, 32));
  }

  /** `v1.nonce.ciphertext.tag`, base64url; `about` is whose it is: moved to another it cannot be opened. */
  close(text: string, about: string): string {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(about));
    const closed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return mark + [nonce, closed, cipher.getAuthTag()].map((part) => part.toString('base64url')).join('.');
  }

  /** The text again; undefined where it was changed, is another's, or was closed with another key. */
  open(closed: string, about: string): string | undefined {
    const [nonce, text, tag] = closed.slice(mark.length).split('.').map((part) => Buffer.from(part, 'base64url'));
    if (!this.isClosed(closed) || nonce?.length !== 12 || text === undefined || tag?.length !== 16) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(about)).setAuthTag(tag);
    try {
      return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }

  /** Whether a text has the form of a closed one. */
  isClosed(text: string): boolean {
    return text.startsWith(mark) && text.split('.').length === 4;
  }
}
