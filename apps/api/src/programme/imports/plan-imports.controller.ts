import { BadRequestException, Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { importLimits, planColumns, planFields, planImportProfile, planPeriods } from '@sightline/contracts';
import type { ImportEntry, ImportJob, ImportReply, PlanImportProfile, SavedPlanProfile } from '@sightline/contracts';
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
import { PlanImport } from './plan-import.service.js';

const kind = 'programme';
const lastImports = 50;
const advice = 'Take out pictures and sheets that are not needed, or save the sheet of the plan as CSV.';

/** Action plans from spreadsheets, and how they are read. */
@Controller('imports/programme')
export class PlanImportsController {
  private readonly profiles: ProfilesOfKind<PlanImportProfile>;

  constructor(
    private readonly door: ImportDoor,
    private readonly plans: PlanImport,
    private readonly log: ImportLog,
    profiles: ImportProfiles,
  ) {
    this.profiles = profiles.of(kind, planImportProfile);
  }

  @Allow('programme', 'act')
  @AllowFeed()
  @Post()
  @HttpCode(200)
  async take(@Req() request: Upload, @Query() asked: unknown, @CurrentPrincipal() principal: Principal, @Res({ passthrough: true }) reply: Reply): Promise<ImportReply | ImportJob> {
    const query = parsed(importQuery, asked);
    const { name, bytes, fields } = await this.door.receive(request, importLimits.sheetBytes, advice);
    const profile = await this.profiles.said(fields['profile']);
    const periods = parsed(planPeriods, { period: fields['period'] || undefined, previousPeriod: fields['previousPeriod'] || undefined });
    if (periods.period !== undefined && periods.previousPeriod !== undefined && periods.previousPeriod >= periods.period) throw new BadRequestException('The period before is not before the reporting period.');
    const preview = query.preview === 'true';
    return this.door.start({ kind, query, principal, reply }, name, async (progress) => {
      const result = await this.plans.take(bytes, { profile, periods, preview, principal }, progress);
      if (!preview) await this.profiles.wasUsed(profile.name);
      return result;
    });
  }

  @Allow('programme', 'act')
  @Get()
  async list(): Promise<{ items: ImportEntry[] }> {
    return { items: await this.log.latest(lastImports, [kind]) };
  }

  /** The columns with an example: what people keep is recognised without it. */
  @Allow('programme', 'act')
  @AllowFeed()
  @Header('content-disposition', 'attachment; filename="programme.csv"')
  @Get('template.csv')
  template(): { items: Record<string, string>[] } {
    return { items: [Object.fromEntries(planFields.map((field) => [planColumns[field].name, planColumns[field].example]))] };
  }

  @Allow('programme', 'act')
  @AllowFeed()
  @Get('jobs/:importId')
  job(@Param('importId') importId: string, @CurrentPrincipal() principal: Principal): ImportJob {
    return this.door.ownJob(importId, [kind], principal);
  }

  @Allow('programme', 'act')
  @AllowFeed()
  @Header('content-disposition', 'attachment; filename="rejects.csv"')
  @Get('jobs/:importId/rejects.csv')
  rejects(@Param('importId') importId: string, @CurrentPrincipal() principal: Principal): { items: JobResult['rejects'] } {
    return { items: this.door.rejects(importId, [kind], principal) };
  }

  @Allow('programme', 'act')
  @AllowFeed()
  @Get('profiles')
  async savedProfiles(): Promise<{ items: SavedPlanProfile[] }> {
    return { items: await this.profiles.list() };
  }

  @Allow('programme', 'act')
  @AllowFeed()
  @Get('profiles/:name')
  savedProfile(@Param('name') name: string): Promise<SavedPlanProfile> {
    return this.profiles.one(name);
  }

  @Allow('programme', 'act')
  @AllowFeed()
  @Put('profiles/:name')
  saveProfile(@Param('name') name: string, @Body() body: unknown, @CurrentPrincipal() principal: Principal): Promise<SavedPlanProfile> {
    return this.profiles.save(name, body, principal);
  }

  @Allow('programme', 'act')
  @AllowFeed()
  @Delete('profiles/:name')
  @HttpCode(204)
  removeProfile(@Param('name') name: string): Promise<void> {
    return this.profiles.remove(name);
  }
}
