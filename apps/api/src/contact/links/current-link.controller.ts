import { Controller, Get, Header } from '@nestjs/common';
import type { CurrentLink } from '@sightline/contracts';
import { Config } from '../../config/config.js';
import { AllowLink, CurrentPrincipal } from '../../identity/allow.js';
import { LinksRepository } from '../../identity/links.repository.js';
import type { LinkPrincipal } from '../../identity/principal.js';

/** What the holder of a link learns of it before the page follows its topic. */
@Controller('links/current')
export class CurrentLinkController {
  constructor(
    private readonly links: LinksRepository,
    private readonly config: Config,
  ) {}

  @Get()
  @AllowLink('bus', 'school', 'operator', 'crew')
  @Header('cache-control', 'no-store')
  async show(@CurrentPrincipal() { linkRef, linkKind }: LinkPrincipal): Promise<CurrentLink> {
    const link = await this.links.byRef(linkRef);
    const now = new Date();
    return { linkRef, kind: linkKind, expiresAt: (link?.expiresAt ?? now).toISOString(), demonstration: this.config.demo !== 'off', now: now.toISOString() };
  }
}
