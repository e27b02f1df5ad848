import { Body, Controller, Delete, Get, HttpCode, NotFoundException, Param, Post, Query } from '@nestjs/common';
import { auditQuery, lookedAt, newFamily } from '@sightline/contracts';
import type { AuditRow, AuditVerification, FamilyView, UnusualList } from '@sightline/contracts';
import * as z from 'zod';
import { Allow, CurrentPrincipal } from '../allow.js';
import { parsed } from '../http.js';
import type { AccountPrincipal } from '../principal.js';
import { Audit } from './audit.repository.js';
import { AuditReading } from './audit-reading.queries.js';
import { Families } from './family.repository.js';
import { UnusualUse } from './unusual-use.service.js';
import { AuditVerifications } from './verification.service.js';

const pageQuery = auditQuery.extend({ limit: z.coerce.number().int().min(1).max(1000).default(100), cursor: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).default(Number.MAX_SAFE_INTEGER) });

/** The audit for those who keep it. That they read it is on record too [AUD-8]. */
@Controller('audit')
export class AuditController {
  constructor(
    private readonly reading: AuditReading,
    private readonly unusual: UnusualUse,
    private readonly verifications: AuditVerifications,
    private readonly families: Families,
    private readonly audit: Audit,
  ) {}

  /** The newest first. */
  @Get()
  @Allow('audit')
  async list(@Query() query: unknown): Promise<{ items: AuditRow[]; nextCursor?: string }> {
    const { limit, cursor, ...filter } = parsed(pageQuery, query);
    const kinds = await this.unusual.kinds();
    const found = await this.reading.page(filter, cursor, limit + 1, filter.unusual === 'true' ? [...kinds.keys()] : undefined);
    const items = found.slice(0, limit).map(({ place, at, username, action, about, detail }): AuditRow => ({ place, at: at.toISOString(), username, action, about, detail, unusual: [...(kinds.get(place) ?? [])] }));
    const last = items.at(-1);
    return found.length > limit && last ? { items, nextCursor: String(last.place) } : { items };
  }

  @Get('verification')
  @Allow('audit')
  state(): AuditVerification {
    return this.verifications.state;
  }

  @Post('verification')
  @HttpCode(200)
  @Allow('audit', 'act')
  async verify(): Promise<AuditVerification> {
    await this.verifications.verify();
    return this.verifications.state;
  }

  @Get('unusual')
  @Allow('audit')
  findings(): Promise<UnusualList> {
    return this.unusual.list();
  }

  /** Somebody looked at a finding: their word is a record of the audit itself, and the last one counts. */
  @Post('unusual')
  @HttpCode(200)
  @Allow('audit', 'act')
  async seen(@Body() body: unknown, @CurrentPrincipal() { accountId }: AccountPrincipal): Promise<UnusualList> {
    const { key, outcome } = parsed(lookedAt, body);
    if (!(await this.unusual.has(key))) throw new NotFoundException('There is no such finding any more.');
    await this.audit.append('unusual-looked-at', accountId, { key, outcome });
    return this.unusual.list();
  }

  @Get('family')
  @Allow('audit')
  async family(): Promise<{ items: FamilyView[] }> {
    return { items: await this.families.list() };
  }

  @Post('family')
  @HttpCode(201)
  @Allow('audit', 'act')
  async declare(@Body() body: unknown, @CurrentPrincipal() { accountId }: AccountPrincipal): Promise<{ items: FamilyView[] }> {
    const declared = await this.families.declare(parsed(newFamily, body));
    if (!declared) throw new NotFoundException('There is no such account.');
    await this.audit.append('family-declared', accountId, { account: declared.accountId, familyId: declared.familyId });
    this.unusual.forget();
    return this.family();
  }

  @Delete('family/:familyId')
  @HttpCode(204)
  @Allow('audit', 'act')
  async withdraw(@Param('familyId') familyId: string, @CurrentPrincipal() { accountId }: AccountPrincipal): Promise<void> {
    const account = await this.families.withdraw(familyId);
    if (account === undefined) throw new NotFoundException('There is no such declaration.');
    await this.audit.append('family-withdrawn', accountId, { account, familyId });
    this.unusual.forget();
  }
}
