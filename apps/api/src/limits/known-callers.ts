import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { sessionTokenIn } from '../identity/cookie.js';
import type { CallerKind } from './request-limits.js';

/** What a request tells of its sender before anything is checked. */
export interface Asking {
  readonly url: string;
  readonly ip: string;
  readonly headers: IncomingHttpHeaders;
  readonly query: unknown;
}

/** A caller's place in the count. */
export interface Counted {
  readonly kind: CallerKind;
  readonly key: string;
}

const mostKnown = 50_000;
const knownForMilliseconds = 15 * 60_000;
const devicePath = /^\/api\/devices\/(owntracks|osmand)\b/;

const queryId = (query: unknown): string | undefined => {
  const id = typeof query === 'object' && query !== null ? (query as Record<string, unknown>)['id'] : undefined;
  return typeof id === 'string' ? id : undefined;
};

/** The credential that a request shows, hashed: the memory of who is known must be of no use to who reads it. */
function credentialOf({ url, ip, headers, query }: Asking): string | undefined {
  const shown = headers.authorization ?? (devicePath.test(url) ? (queryId(query) ?? `address ${ip}`) : sessionTokenIn(headers.cookie));
  return shown === undefined ? undefined : createHash('sha256').update(shown).digest('base64url');
}

/** Remembers which credentials were found good lately. Bounded: the longest unseen is forgotten first. */
export class KnownCallers {
  readonly #known = new Map<string, { kind: CallerKind; at: number }>();

  /** What to count a request by, at `now` (epoch milliseconds). */
  countOf(asking: Asking, now: number): Counted {
    if (!/^\/api(\/|$|\?)/.test(asking.url)) return { kind: 'page', key: asking.ip };
    if (asking.url.startsWith('/api/health/')) return { kind: 'health', key: asking.ip };
    const credential = credentialOf(asking);
    const seen = credential === undefined ? undefined : this.#known.get(credential);
    if (credential === undefined || !seen || now - seen.at > knownForMilliseconds) return { kind: 'stranger', key: asking.ip };
    return { kind: seen.kind, key: credential };
  }

  /** The request's credential was good. `principal` is who the guard let in; devices prove themselves at their door. */
  remember(asking: Asking, principal: 'account' | 'feed' | 'link' | undefined, now: number): void {
    const isDevice = devicePath.test(asking.url);
    const credential = credentialOf(asking);
    if (credential === undefined || (principal === undefined && !isDevice)) return;
    const kind = principal ?? (asking.headers.authorization === undefined && queryId(asking.query) === undefined ? 'device-address' : 'device');
    this.#known.delete(credential);
    this.#known.set(credential, { kind, at: now });
    const oldest = this.#known.keys().next();
    if (this.#known.size > mostKnown && !oldest.done) this.#known.delete(oldest.value);
  }

  /** It was refused: a session that ended, a link that was revoked. From now on its sender is a stranger. */
  forget(asking: Asking): void {
    const credential = credentialOf(asking);
    if (credential !== undefined) this.#known.delete(credential);
  }
}
