import multipart from '@fastify/multipart';
import type { MultipartFile } from '@fastify/multipart';
import { BadRequestException, Controller, HttpCode, PayloadTooLargeException, Post, Query, Req } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { ImportReply } from '@sightline/contracts';
import * as z from 'zod';
import { Allow, AllowFeed } from '../../identity/allow.js';
import { parsed } from '../../identity/http.js';
import { feedLimits } from './archive.js';
import { GtfsImport } from './gtfs-import.service.js';

const date = z.string().regex(/^\d{8}$/, 'must be a date, such as 20261110, or two with .. between them');
const importQuery = z.object({
  preview: z.enum(['true', 'false']).default('false'),
  date: z
    .string()
    .transform((text) => text.split('..'))
    .pipe(z.union([z.tuple([date]), z.tuple([date, date])], 'must be a date, such as 20261110, or two with .. between them'))
    .optional(),
});

interface Upload {
  isMultipart(): boolean;
  file(options: object): Promise<MultipartFile | undefined>;
}

@Controller('imports')
export class ImportsController {
  constructor(
    private readonly gtfs: GtfsImport,
    host: HttpAdapterHost<FastifyAdapter>,
  ) {
    void host.httpAdapter.getInstance().register(multipart, { limits: { fileSize: feedLimits.packedBytes, files: 1, fields: 10 } });
  }

  /** A GTFS schedule as a zip. `date`: the service dates to make runs of; today and the next days by default. */
  @Allow('feeds', 'act')
  @AllowFeed()
  @Post('gtfs')
  @HttpCode(200)
  async takeGtfs(@Req() request: Upload, @Query() query: unknown): Promise<ImportReply> {
    const { preview, date: dates } = parsed(importQuery, query);
    const range = dates && { from: dates[0], until: dates[1] ?? dates[0] };
    return this.gtfs.take(await contentOf(request), range, preview === 'true');
  }
}

async function contentOf(request: Upload): Promise<Uint8Array> {
  const file = request.isMultipart() ? await request.file({}) : undefined;
  if (!file) throw new BadRequestException('Send the file as multipart/form-data.');
  try {
    return await file.toBuffer();
  } catch {
    throw new PayloadTooLargeException(`A feed is at most ${feedLimits.packedBytes / 2 ** 20} MB.`);
  }
}
