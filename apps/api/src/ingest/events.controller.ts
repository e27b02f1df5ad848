import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import type { IngestReply } from '@sightline/contracts';
import { AllowFeed } from '../identity/allow.js';
import { Door } from './door.js';
import { readEventBody } from './event-body.js';

/** CloudEvents 1.0 over HTTP, structured mode, one or a batch. */
@Controller('events')
export class EventsController {
  constructor(private readonly door: Door) {}

  @Post()
  @HttpCode(200)
  @AllowFeed()
  receive(@Headers('content-type') contentType: string | undefined, @Body() body: unknown): Promise<IngestReply> {
    return this.door.receive(readEventBody(contentType, body));
  }
}
