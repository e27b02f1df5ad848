import { Controller, Get, Header, Headers, Param, Query, StreamableFile } from '@nestjs/common';
import { realtimeFeedNames, timetableNames } from '@sightline/contracts';
import type { FeedMessage } from '@sightline/domain';
import * as z from 'zod';
import { Allow, AllowFeed } from '../../identity/allow.js';
import { parsed } from '../../identity/http.js';
import { RealtimeFeedsService } from './realtime-feeds.service.js';

const feedName = z.object({ feed: z.enum(realtimeFeedNames) });
const feedQuery = z.object({ format: z.enum(['json', 'protobuf']).optional(), timetable: z.enum(timetableNames).optional() });

/**
 * What we tell other tools, in GTFS. Where children's buses are is not for everyone: a feed token, or a role that may
 * see the fleet.
 */
@Controller('feeds')
@Allow('fleet')
@AllowFeed()
export class RealtimeFeedsController {
  constructor(private readonly feeds: RealtimeFeedsService) {}

  /** Protobuf with the official schema; JSON for who asks for it. */
  @Get('gtfs-realtime/:feed')
  @Header('Cache-Control', 'no-store')
  one(@Param() parameters: unknown, @Query() query: unknown, @Headers('accept') accept: string | undefined): FeedMessage | StreamableFile {
    const { feed } = parsed(feedName, parameters);
    const { format, timetable } = parsed(feedQuery, query);
    const asJson = format === 'json' || (format === undefined && /^application\/json\b/i.test(accept ?? ''));
    return asJson ? this.feeds.feed(feed, timetable) : new StreamableFile(this.feeds.encoded(feed, timetable), { type: 'application/x-protobuf' });
  }

  @Get('gtfs')
  @Header('Cache-Control', 'no-store')
  timetable(): StreamableFile {
    return new StreamableFile(this.feeds.timetable(), { type: 'application/zip', disposition: 'attachment; filename="gtfs.zip"' });
  }
}
