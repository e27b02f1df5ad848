import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { caseImportProfile, caseworkFileKinds, importLimits } from '@sightline/contracts';
import type { CaseImportProfile, ImportEntry, ImportJob, ImportReply, SavedCaseProfile } from '@sightline/contracts';
import { ImportDoor, importQuery } from '../../files/import-door.js';
import type { Reply } from '../../files/import-door.js';
import type { JobResult } from '../../files/import-jobs.js';
import { ImportLog } from '../../files/import-log.repository.js';
import { ImportProfiles } from '../../files/import-profiles.repository.js';
import type { ProfilesOfKind } from '../../files/import-profiles.repository.js';
import type { Upload } from '../../files/upload.js';
import { Allow, AllowFeed, CurrentPrincipal } from '../../identity/allow.js';
import { parsed } from '../../identity/http.js';
import type { Principal } from '../../identity/principal.js';
import { BankHolidaysImport } from './bank-holidays-import.service.js';
import { CaseImport } from './case-import.service.js';

const lastImports = 50;
const advice = 'Part it, for instance by year, or take out sheets and pictures that are not needed.';

/** Spreadsheets of cases, how they are read, and the bank holidays that their clocks leave out. */
@Controller('imports')
export class CaseImportsController {
  private readonly profiles: ProfilesOfKind<CaseImportProfile>;

  constructor(
    private readonly door: ImportDoor,
    private readonly cases: CaseImport,
    private readonly holidays: BankHolidaysImport,
    private readonly log: ImportLog,
    profiles: ImportProfiles,
  ) {
    this.profiles = profiles.of('cases', caseImportProfile);
  }

  @Allow('cases', 'act')
  @AllowFeed()
  @Post('cases')
  @HttpCode(200)
  async takeCases(@Req() request: Upload, @Query() asked: unknown, @CurrentPrincipal() principal: Principal, @Res({ passthrough: true }) reply: Reply): Promise<ImportReply | ImportJob> {
    const query = parsed(importQuery, asked);
    const { name, bytes, fields } = await this.door.receive(request, importLimits.sheetBytes, advice);
    const profile = await this.profiles.said(fields['profile']);
    const preview = query.preview === 'true';
    return this.door.start({ kind: 'cases', query, principal, reply }, name, async (progress) => {
      const result = await this.cases.take(bytes, { profile, preview, principal }, progress);
      if (!preview) await this.profiles.wasUsed(profile.name);
      return result;
    });
  }

  @Allow('cases', 'act')
  @AllowFeed()
  @Post('bank-holidays')
  @HttpCode(200)
  async takeHolidays(@Req() request: Upload, @Query() asked: unknown, @CurrentPrincipal() principal: Principal, @Res({ passthrough: true }) reply: Reply): Promise<ImportReply | ImportJob> {
    const query = parsed(importQuery, asked);
    const { name, bytes } = await this.door.receive(request, importLimits.holidayBytes);
    return this.door.start({ kind: 'bank-holidays', query, principal, reply }, name, (progress) => this.holidays.take(bytes, { preview: query.preview === 'true', principal }, progress));
  }

  @Allow('cases', 'act')
  @Get('cases')
  async list(): Promise<{ items: ImportEntry[] }> {
    return { items: await this.log.latest(lastImports, caseworkFileKinds) };
  }

  @Allow('cases', 'act')
  @AllowFeed()
  @Get('cases/jobs/:importId')
  job(@Param('importId') importId: string, @CurrentPrincipal() principal: Principal): ImportJob {
    return this.door.ownJob(importId, caseworkFileKinds, principal);
  }

  @Allow('cases', 'act')
  @AllowFeed()
  @Header('content-disposition', 'attachment; filename="rejects.csv"')
  @Get('cases/jobs/:importId/rejects.csv')
  rejects(@Param('importId') importId: string, @CurrentPrincipal() principal: Principal): { items: JobResult['rejects'] } {
    return { items: this.door.rejects(importId, caseworkFileKinds, principal) };
  }

  @Allow('cases', 'act')
  @AllowFeed()
  @Get('cases/profiles')
  async savedProfiles(): Promise<{ items: SavedCaseProfile[] }> {
    return { items: await this.profiles.list() };
  }

  @Allow('cases', 'act')
  @AllowFeed()
  @Get('cases/profiles/:name')
  savedProfile(@Param('name') name: string): Promise<SavedCaseProfile> {
    return this.profiles.one(name);
  }

  @Allow('cases', 'act')
  @AllowFeed()
  @Put('cases/profiles/:name')
  saveProfile(@Param('name') name: string, @Body() body: unknown, @CurrentPrincipal() principal: Principal): Promise<SavedCaseProfile> {
    return this.profiles.save(name, body, principal);
  }

  @Allow('cases', 'act')
  @AllowFeed()
  @Delete('cases/profiles/:name')
  @HttpCode(204)
  removeProfile(@Param('name') name: string): Promise<void> {
    return this.profiles.remove(name);
  }
}
