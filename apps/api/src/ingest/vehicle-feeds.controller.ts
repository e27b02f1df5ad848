import { BadRequestException, Body, Controller, Headers, HttpCode, Post, Query, UnsupportedMediaTypeException } from '@nestjs/common';
import { ref } from '@sightline/contracts';
import type { FeedReply } from '@sightline/contracts';
import * as z from 'zod';
import { AllowFeed } from '../identity/allow.js';
import { parsed } from '../identity/http.js';
import type { FeedKind } from './feed-readers.js';
import { VehicleFeeds } from './vehicle-feeds.service.js';

/** How a sender names itself, so that its health is told apart from others'. */
const pushQuery = z.object({ source: ref.optional() });

/** As GTFS-Realtime and SIRI are sent; the body's own bytes say the rest. */
const mediaTypes: Readonly<Record<FeedKind, readonly string[]>> = {
  'gtfs-realtime': ['application/x-protobuf', 'application/protobuf', 'application/octet-stream'],
  'siri-vm': ['application/xml', 'text/xml'],
};

/** Vehicle feeds that are pushed: the same readers as for those that are polled. */
@Controller('ingest')
export class VehicleFeedsController {
  constructor(private readonly feeds: VehicleFeeds) {}

  @Post('gtfs-realtime')
  @HttpCode(200)
  @AllowFeed()
  gtfsRealtime(@Headers('content-type') contentType: string | undefined, @Query() query: unknown, @Body() body: unknown): Promise<FeedReply> {
    return this.take('gtfs-realtime', contentType, query, body);
  }

  @Post('siri-vm')
  @HttpCode(200)
  @AllowFeed()
  siriVm(@Headers('content-type') contentType: string | undefined, @Query() query: unknown, @Body() body: unknown): Promise<FeedReply> {
    return this.take('siri-vm', contentType, query, body);
  }

  private async take(kind: FeedKind, contentType: string | undefined, query: unknown, body: unknown): Promise<FeedReply> {
    const mediaType = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
    if (!mediaTypes[kind].includes(mediaType)) throw new UnsupportedMediaTypeException(`This feed is sent as ${mediaTypes[kind].join(', ')}.`);
    const { source } = parsed(pushQuery, query);
    if (!Buffer.isBuffer(body)) throw new BadRequestException('The body is empty.');
    const taken = await this.feeds.take(kind, source ?? kind, body);
    if ('unreadable' in taken) throw new BadRequestException(`The feed cannot be read. ${taken.unreadable}`);
    return taken;
  }
}
