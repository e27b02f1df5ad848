import { Body, Controller, Get, Header, HttpCode, NotFoundException, Post, ServiceUnavailableException } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { familyMessagesChange } from '@sightline/contracts';
import type { FamilyMessages } from '@sightline/contracts';
import { Engine } from '../../engine/engine.js';
import type { Incoming } from '../../engine/decider.js';
import { AllowLink, CurrentPrincipal } from '../../identity/allow.js';
import { parsed } from '../../identity/http.js';
import type { LinkPrincipal } from '../../identity/principal.js';
import { OutboxQueries } from '../../notify/outbox.queries.js';
import { LinkSubjectQueries } from '../../transport/link-subjects.queries.js';

/** A guardian says on their own page which messages they want. It stands whatever a later import says [LINK-9]. */
@Controller('links/messages')
export class FamilyMessagesController {
  constructor(
    private readonly engine: Engine,
    private readonly outbox: OutboxQueries,
    private readonly subjects: LinkSubjectQueries,
  ) {}

  @Get()
  @AllowLink('bus')
  @Header('cache-control', 'no-store')
  async show(@CurrentPrincipal() { subject }: LinkPrincipal): Promise<FamilyMessages> {
    const guardianRef = subject.guardianRef ?? '';
    const channel = this.subjects.channelOf(guardianRef);
    if (channel === undefined) throw new NotFoundException('Nobody answers for this child by this link any more.');
    const preference = await this.outbox.preferenceOf(guardianRef);
    return { channel, wanted: preference === undefined ? channel !== 'none' : !preference.optedOut, arrivals: preference?.arrivals ?? false };
  }

  @Post()
  @HttpCode(200)
  @AllowLink('bus')
  async change(@Body() body: unknown, @CurrentPrincipal() principal: LinkPrincipal): Promise<FamilyMessages> {
    const { wanted, arrivals } = parsed(familyMessagesChange, body);
    const guardianRef = principal.subject.guardianRef ?? '';
    const told = { source: `link:${principal.linkRef}`, id: randomUUID(), receivedAt: Date.now() };
    const event: Incoming = wanted ? { ...told, type: 'message.opted-in', data: { guardianRef, arrivals } } : { ...told, type: 'message.opted-out', data: { guardianRef } };
    const [outcome] = await this.engine.submit([event]);
    if (outcome?.status === 'rejected') throw new ServiceUnavailableException('This could not be stored. Try again shortly.');
    return this.show(principal);
  }
}
