import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { LinkKind } from '@sightline/contracts';
import { Config } from '../config/config.js';
import { LinksRepository } from './links.repository.js';
import type { StoredLink } from './links.repository.js';
import type { LinkSession, SessionEnd } from './principal.js';
import { sameSecret } from './secrets.js';

const shape = /^([\w-]{22})\.([\w-]{43})$/;
/** How stale "last used" may be: not every request is worth a write. */
const touchMilliseconds = 60_000;
const sessionOf = (linkRef: string): string => `link:${linkRef}`;

/**
 * Public links. A token is the link's ref (128 random bits) and its signature (HMAC-SHA-256 with a key that never leaves
 * the server): whoever guesses is found out before the database is asked, no token is stored anywhere, and a message can
 * write a link's address again [LINK-1].
 */
@Injectable()
export class Links {
  constructor(
    private readonly repository: LinksRepository,
    private readonly config: Config,
  ) {}

  newRef(): string {
    return randomBytes(16).toString('base64url');
  }

  tokenOf(linkRef: string): string {
    return `${linkRef}.${createHmac('sha256', this.config.linkKey).update(`sightline link ${linkRef}`).digest('base64url')}`;
  }

  /** The address of the page behind a link. */
  urlOf(kind: LinkKind, linkRef: string): string {
    return `${this.config.publicUrl ?? this.config.urlAt(this.config.port)}/${kind}/${this.tokenOf(linkRef)}`;
  }

  /** The ref in a token whose signature is right. */
  refIn(token: string): string | undefined {
    const [, linkRef] = shape.exec(token) ?? [];
    return linkRef !== undefined && sameSecret(token, this.tokenOf(linkRef)) ? linkRef : undefined;
  }

  /** The link behind a token, while it opens. Whether it never was, is over or was revoked is told to nobody. */
  async of(token: string): Promise<LinkSession | undefined> {
    const linkRef = this.refIn(token);
    const link = linkRef === undefined ? undefined : await this.repository.byRef(linkRef);
    const now = Date.now();
    if (!link || endOf(link, now) !== undefined) return undefined;
    await this.touch([link], now);
    const { kind, subject, expiresAt } = link;
    return { sessionId: sessionOf(link.linkRef), principal: { kind: 'link', linkRef: link.linkRef, linkKind: kind, subject }, expiresAt: expiresAt.getTime() };
  }

  /** Which of these links' sessions are over, and why. Asks the database, so that it sees what another process changed. */
  async ended(linkRefs: readonly string[]): Promise<Map<string, SessionEnd>> {
    const now = Date.now();
    const links = new Map((await this.repository.byRefs(linkRefs)).map((link) => [link.linkRef, link]));
    const over = new Map<string, SessionEnd>();
    for (const linkRef of linkRefs) {
      const link = links.get(linkRef);
      const end = link ? endOf(link, now) : 'revoked';
      if (end !== undefined) over.set(sessionOf(linkRef), end);
    }
    await this.touch([...links.values()].filter(({ linkRef }) => !over.has(sessionOf(linkRef))), now);
    return over;
  }

  private async touch(links: readonly StoredLink[], now: number): Promise<void> {
    const stale = links.filter(({ lastUsedAt }) => lastUsedAt === null || now - lastUsedAt.getTime() > touchMilliseconds);
    if (stale.length > 0) await this.repository.touch(stale.map(({ linkRef }) => linkRef), new Date(now));
  }
}

function endOf({ revokedAt, expiresAt }: StoredLink, now: number): SessionEnd | undefined {
  if (revokedAt !== null) return 'revoked';
  return now >= expiresAt.getTime() ? 'expired' : undefined;
}
