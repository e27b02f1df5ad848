import { Controller, Get, Header, HttpCode, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import { csvKinds, importKinds, importLimits, isCsvKind } from '@sightline/contracts';
import type { ImportEntry, ImportJob, ImportReply } from '@sightline/contracts';
import * as z from 'zod';
import { Allow, AllowFeed, CurrentPrincipal } from '../../identity/allow.js';
import { parsed } from '../../identity/http.js';
import type { Principal } from '../../identity/principal.js';
import { GtfsImport } from '../gtfs/gtfs-import.service.js';
import { CsvImport } from './csv-import.service.js';
import { ImportDoor, importQuery } from '../../files/import-door.js';
import type { Reply } from '../../files/import-door.js';
import type { JobResult } from '../../files/import-jobs.js';
import { ImportLog } from '../../files/import-log.repository.js';
import type { Upload } from '../../files/upload.js';

const dates = 'must be a date, such as 20261110, or two with .. between them';
const date = z.string().regex(/^\d{8}$/, dates);
const gtfsQuery = importQuery.extend({
  feed: z.string().regex(/^[\w.-]{1,60}$/, 'must be letters, digits, dots and hyphens').default('gtfs'),
  terms: z.enum(['warn', 'apply']).default('warn'),
  date: z
    .string()
    .transform((text) => text.split('..'))
    .pipe(z.union([z.tuple([date]), z.tuple([date, date])], dates))
    .optional(),
});

const lastImports = 50;
const kinds = ['gtfs', ...csvKinds];

/** Files that a council sends: its timetable, and the tables beside it. */
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly gtfs: GtfsImport,
    private readonly csv: CsvImport,
    private readonly door: ImportDoor,
    private readonly log: ImportLog,
  ) {}

  @Allow('reference-data', 'act')
  @Get()
  async list(): Promise<{ items: ImportEntry[] }> {
    return { items: await this.log.latest(lastImports) };
  }

  @Allow('reference-data', 'act')
  @AllowFeed()
  @Get('jobs/:importId')
  job(@Param('importId') importId: string): ImportJob {
    return this.door.job(importId, kinds);
  }

  @Allow('reference-data', 'act')
  @AllowFeed()
  @Header('content-disposition', 'attachment; filename="rejects.csv"')
  @Get('jobs/:importId/rejects.csv')
  rejects(@Param('importId') importId: string, @CurrentPrincipal() principal: Principal): { items: JobResult['rejects'] } {
    return { items: this.door.rejects(importId, kinds, principal) };
  }

  @Allow('reference-data', 'act')
  @AllowFeed()
  @Get(':kind/template.csv')
  template(@Param('kind') kind: string): { items: Record<string, string>[] } {
    if (!isCsvKind(kind)) throw new NotFoundException('There is no CSV of this kind.');
    return { items: [Object.fromEntries(importKinds[kind].columns.map(({ name, example }) => [name, example]))] };
  }

  /** A GTFS schedule as a zip. `date`: service dates to make runs of besides today and the next days. */
  @Allow('reference-data', 'act')
  @AllowFeed()
  @Post('gtfs')
  @HttpCode(200)
  async takeGtfs(@Req() request: Upload, @Query() asked: unknown, @CurrentPrincipal() principal: Principal, @Res({ passthrough: true }) reply: Reply): Promise<ImportReply | ImportJob> {
    const query = parsed(gtfsQuery, asked);
    const { feed: feedRef, terms, date: range } = query;
    const options = { feedRef, preview: query.preview === 'true', applyTerms: terms === 'apply', dates: range && { from: range[0], until: range[1] ?? range[0] } };
    const { name, bytes } = await this.door.receive(request, importLimits.gtfsBytes);
    return this.door.start({ kind: 'gtfs', query, principal, reply }, name, (progress) => this.gtfs.take(bytes, options, progress));
  }

  @Allow('reference-data', 'act')
  @AllowFeed()
  @Post(':kind')
  @HttpCode(200)
  async takeCsv(@Param('kind') kind: string, @Req() request: Upload, @Query() asked: unknown, @CurrentPrincipal() principal: Principal, @Res({ passthrough: true }) reply: Reply): Promise<ImportReply | ImportJob> {
    if (!isCsvKind(kind)) throw new NotFoundException('There is no import of this kind.');
    const query = parsed(importQuery, asked);
    const { name, bytes } = await this.door.receive(request, importLimits.csvBytes);
    return this.door.start({ kind, query, principal, reply }, name, (progress, importId) => this.csv.take(bytes, { kind, preview: query.preview === 'true', principal, importId }, progress));
  }
}
