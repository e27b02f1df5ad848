import { BadRequestException, Body, ConflictException, Controller, Delete, ForbiddenException, Get, HttpCode, NotFoundException, Param, Post, Query, ServiceUnavailableException } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { linkKinds, linkRules, mayAccess, newLink } from '@sightline/contracts';
import type { EventData, LinkAddress, LinkKind, LinkView } from '@sightline/contracts';
import { Engine } from '../../engine/engine.js';
import { AllowSignedIn, CurrentPrincipal } from '../../identity/allow.js';
import { Audit } from '../../identity/audit/audit.repository.js';
import { parsed } from '../../identity/http.js';
import { LinksRepository } from '../../identity/links.repository.js';
import type { StoredLink } from '../../identity/links.repository.js';
import { Links } from '../../identity/links.service.js';
import type { AccountPrincipal } from '../../identity/principal.js';
import { LinkSubjectQueries } from '../../transport/link-subjects.queries.js';
import { linksQuery, positionIn, positionOf } from './links-page.js';

const day = 86_400_000;

/** Public links as those who hand them out see them. A list never holds an address: that is shown one at a time, and recorded [LINK-7]. */
@Controller('links')
export class LinksController {
  constructor(
    private readonly engine: Engine,
    private readonly links: Links,
    private readonly repository: LinksRepository,
    private readonly subjects: LinkSubjectQueries,
    private readonly audit: Audit,
  ) {}

  @Get()
  @AllowSignedIn()
  async list(@Query() query: unknown, @CurrentPrincipal() principal: AccountPrincipal): Promise<{ items: LinkView[]; nextCursor?: string }> {
    const { limit, cursor, kind } = parsed(linksQuery, query);
    const kinds = linkKinds.filter((each) => (kind === undefined || each === kind) && mayIssue(principal, each));
    if (kinds.length === 0) throw new ForbiddenException('Your role may not do this.');
    const found = await this.repository.list(kinds, limit + 1, cursor === undefined ? undefined : positionIn(cursor));
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return { items: shown.map((link) => this.view(link)), ...(found.length > limit && last !== undefined && { nextCursor: positionOf(last) }) };
  }

  @Post()
  @HttpCode(201)
  @AllowSignedIn()
  async issue(@Body() body: unknown, @CurrentPrincipal() principal: AccountPrincipal): Promise<LinkAddress> {
    const { kind, days, ...subject } = parsed(newLink, body);
    this.authorise(principal, kind);
    if (this.subjects.label(subject) === undefined) throw new BadRequestException({ message: 'Nobody is known by this reference.', problems: [{ path: linkRules[kind].subjects[0]?.[0] ?? '', message: 'is not known' }] });
    if (this.subjects.isWithheld(subject)) throw new ConflictException('This child is under a court order or shielded, and is shown to nobody by a link. The family is answered by telephone.');
    const linkRef = this.links.newRef();
    const expiresAt = new Date(Date.now() + Math.min(days ?? linkRules[kind].days, linkRules[kind].mostDays) * day).toISOString();
    await this.tell(principal, 'link.issued', { ...subject, kind, linkRef, expiresAt });
    await this.audit.append('link-issued', principal.accountId, { linkRef, kind, ...subject });
    return { linkRef, url: this.links.urlOf(kind, linkRef), expiresAt };
  }

  /** The address of a link that opens, once more. */
  @Get(':linkRef/address')
  @AllowSignedIn()
  async address(@Param('linkRef') linkRef: string, @CurrentPrincipal() principal: AccountPrincipal): Promise<LinkAddress> {
    const link = await this.known(linkRef, principal);
    if (link.revokedAt !== null || link.expiresAt.getTime() <= Date.now()) throw new NotFoundException('This link opens nothing any more.');
    await this.audit.append('link-shown', principal.accountId, { linkRef, kind: link.kind });
    return { linkRef, url: this.links.urlOf(link.kind, linkRef), expiresAt: link.expiresAt.toISOString() };
  }

  /** Ends a link; whoever looks on by it is shown out within a tick [LINK-3]. */
  @Delete(':linkRef')
  @HttpCode(204)
  @AllowSignedIn()
  async revoke(@Param('linkRef') linkRef: string, @CurrentPrincipal() principal: AccountPrincipal): Promise<void> {
    const { kind } = await this.known(linkRef, principal);
    await this.tell(principal, 'link.revoked', { linkRef });
    await this.audit.append('link-revoked', principal.accountId, { linkRef, kind });
  }

  private async known(linkRef: string, principal: AccountPrincipal): Promise<StoredLink> {
    const link = await this.repository.byRef(linkRef);
    if (link && mayIssue(principal, link.kind)) return link;
    throw new NotFoundException('There is no such link.');
  }

  private authorise(principal: AccountPrincipal, kind: LinkKind): void {
    if (!mayIssue(principal, kind)) throw new ForbiddenException('Your role may not do this.');
  }

  private async tell<T extends 'link.issued' | 'link.revoked'>({ accountId, username, role }: AccountPrincipal, type: T, data: EventData<T>): Promise<void> {
    const [outcome] = await this.engine.submit([{ source: `person:${username}`, id: randomUUID(), type, data, receivedAt: Date.now(), actor: { accountId, username, role } }]);
    if (outcome?.status === 'rejected') throw new ServiceUnavailableException('This could not be stored. Try again shortly.');
  }

  private view({ linkRef, kind, subject, issuedAt, expiresAt, revokedAt, lastUsedAt }: StoredLink): LinkView {
    const label = this.subjects.label(subject) ?? 'no longer known';
    return {
      linkRef, kind, ...subject, label,
      issuedAt: issuedAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      ...(revokedAt !== null && { revokedAt: revokedAt.toISOString() }),
      ...(lastUsedAt !== null && { lastUsedAt: lastUsedAt.toISOString() }),
    };
  }
}

const mayIssue = ({ role }: AccountPrincipal, kind: LinkKind): boolean => mayAccess(role, linkRules[kind].resource, 'act');
