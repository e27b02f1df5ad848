import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { linkEvents } from '@sightline/contracts';
import type { EventType, FieldProblem, IngestReply } from '@sightline/contracts';
import type { Incoming, Refused } from '../engine/decider.js';
import { LinkScopes } from '../engine/link-scopes.js';
import { AllowLink, CurrentPrincipal } from '../identity/allow.js';
import { parsed } from '../identity/http.js';
import type { LinkPrincipal } from '../identity/principal.js';
import { Door } from './door.js';
import { readData, unstorable } from './event-reader.js';
import { linkGrants } from './link-grants.js';

/**
 * What operators and crews say through their links [LINK-5]: the vocabulary of every other door, of their own subject
 * alone. A telephone sends what it queued; the same event again changes nothing, and what is refused is kept with its
 * reasons and spoils nothing else.
 */
@Controller('links/events')
export class LinkDoorController {
  constructor(
    private readonly door: Door,
    private readonly scopes: LinkScopes,
  ) {}

  @Post()
  @HttpCode(200)
  @AllowLink('operator', 'crew')
  tell(@Body() body: unknown, @CurrentPrincipal() principal: LinkPrincipal): Promise<IngestReply> {
    const { events } = parsed(linkEvents, body);
    const receivedAt = Date.now();
    return this.door.receiveRead(events.map((event) => this.read(principal, event, receivedAt)));
  }

  private read({ linkRef, linkKind, subject }: LinkPrincipal, { id, type, data, time }: { id: string; type: EventType; data?: unknown; time?: string | undefined }, receivedAt: number): Incoming | Refused {
    const source = `link:${linkRef}`;
    const refused = (problems: readonly FieldProblem[]): Refused => ({ source, id, type, problems, receivedAt });
    if (!linkGrants[linkKind].includes(type)) return refused([{ path: 'type', message: 'cannot be told through this link' }]);
    const read = readData(type, data);
    if (read.problems) return refused(read.problems);
    const broken = [...unstorable(id, 'id'), ...unstorable(read.data, 'data')];
    if (broken.length > 0) return refused(broken);
    const event: Incoming = { source, id, type: read.type, data: read.data, receivedAt, ...(time !== undefined && { occurredAt: Date.parse(time) }) };
    const problem = this.scopes.problem(linkKind, subject, event);
    return problem ? refused([problem]) : event;
  }
}
