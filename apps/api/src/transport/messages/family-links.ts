import { Injectable, Logger } from '@nestjs/common';
import { linkRules } from '@sightline/contracts';
import type { EventData } from '@sightline/contracts';
import type { Announcement } from '@sightline/domain';
import type { Transaction } from '../../database/transaction.js';
import { Engine } from '../../engine/engine.js';
import { Links } from '../../identity/links.service.js';
import { LinksRepository } from '../../identity/links.repository.js';

/** A link that is over so soon is of no use in a message any more: milliseconds. */
const leastLeft = 24 * 3_600_000;
const day = 86_400_000;

/** The address of each family's own page, by guardian and child. One that has none gets one. */
@Injectable()
export class FamilyLinks {
  private readonly logger = new Logger('Messages');

  constructor(
    private readonly links: Links,
    private readonly repository: LinksRepository,
    private readonly engine: Engine,
  ) {}

  /** Resolves with where each guardian sees the bus of the first of its children, and what was issued for it. */
  async of(tx: Transaction, announcements: readonly Announcement[], now: number): Promise<{ readonly urls: ReadonlyMap<string, string>; readonly issued: readonly EventData<'link.issued'>[] }> {
    const wanted = new Map<string, { readonly passengerRef: string; readonly guardianRef: string }>();
    for (const { addressees } of announcements) {
      for (const { guardianRef, passengerRefs, address, channel } of addressees) {
        const [passengerRef] = passengerRefs;
        if (guardianRef !== undefined && passengerRef !== undefined && address !== undefined && channel !== 'none') wanted.set(guardianRef, { passengerRef, guardianRef });
      }
    }
    if (wanted.size === 0) return { urls: new Map(), issued: [] };
    const known = await this.repository.familiesAt([...new Set([...wanted.values()].map(({ passengerRef }) => passengerRef))], new Date(now + leastLeft));
    const refs = new Map(known.map(({ subject, linkRef }) => [`${subject.guardianRef ?? ''}\n${subject.passengerRef ?? ''}`, linkRef]));
    const expiresAt = new Date(now + linkRules.bus.days * day);
    const issued: EventData<'link.issued'>[] = [];
    const urls = new Map<string, string>();
    for (const { passengerRef, guardianRef } of wanted.values()) {
      const ref = refs.get(`${guardianRef}\n${passengerRef}`) ?? this.links.newRef();
      if (!refs.has(`${guardianRef}\n${passengerRef}`)) issued.push({ kind: 'bus', linkRef: ref, passengerRef, guardianRef, expiresAt: expiresAt.toISOString() });
      urls.set(guardianRef, this.links.urlOf('bus', ref));
    }
    await this.repository.add(tx, issued.map(({ linkRef, passengerRef, guardianRef }) => ({ linkRef, kind: 'bus' as const, subject: { passengerRef, guardianRef }, issuedAt: new Date(now), expiresAt })));
    return { urls, issued };
  }

  /** The journal hears of them after the commit. They open already, so that a message never leads to a page that is not there. */
  tell(issued: readonly EventData<'link.issued'>[], now: number): void {
    if (issued.length === 0) return;
    const events = issued.map((data) => ({ source: 'sightline:messages', id: data.linkRef, type: 'link.issued' as const, data, receivedAt: now }));
    this.engine.submit(events).catch((error: unknown) => this.logger.warn(`the journal was not told of ${events.length} links: ${error instanceof Error ? error.message : 'unknown failure'}`));
  }
}
