import { Body, Controller, Delete, Get, HttpCode, Inject, NotFoundException, Param, Post, ServiceUnavailableException } from '@nestjs/common';
import { newHold } from '@sightline/contracts';
import type { HoldView, RetentionRow, RetentionView } from '@sightline/contracts';
import { Config } from '../config/config.js';
import { Allow, CurrentPrincipal } from '../identity/allow.js';
import { Audit } from '../identity/audit/audit.repository.js';
import { parsed } from '../identity/http.js';
import type { AccountPrincipal } from '../identity/principal.js';
import { Holds } from './holds.js';
import type { RetentionRule } from './rule.js';
import { SCHEDULE, Schedule, ruleName } from './schedule.js';
import { SweepRepository } from './sweep.repository.js';
import type { LastSweep } from './sweep.repository.js';
import { Sweeper } from './sweeper.js';

const dayMilliseconds = 86_400_000;

/** What is kept, for how long, and what is held back [KEEP-12]. */
@Controller('retention')
export class RetentionController {
  constructor(
    @Inject(SCHEDULE) private readonly schedule: Schedule,
    private readonly config: Config,
    private readonly sweeps: SweepRepository,
    private readonly sweeper: Sweeper,
    private readonly held: Holds,
    private readonly audit: Audit,
  ) {}

  @Allow('retention')
  @Get()
  async list(): Promise<RetentionView> {
    const last = await this.sweeps.last();
    const removed = Object.values(last?.counts ?? {}).reduce((sum, count) => sum + count.removed, 0);
    return {
      items: this.schedule.rules.map((rule) => this.row(rule, last)),
      ...(last && { lastSweep: { startedAt: last.startedAt.toISOString(), endedAt: last.endedAt.toISOString(), removed, erased: last.erased } }),
      isSweeping: this.sweeper.isSweeping,
    };
  }

  /** Sweeps now, and answers when it is done; 503 where it did not get through. */
  @Allow('retention', 'act')
  @HttpCode(204)
  @Post('sweeps')
  async sweep(@CurrentPrincipal() principal: AccountPrincipal): Promise<void> {
    await this.audit.append('retention-sweep-asked', principal.accountId, {});
    if (!(await this.sweeper.sweep())) throw new ServiceUnavailableException('The sweep did not get through: the log says which rule. What is left is found by the next one.');
  }

  @Allow('retention')
  @Get('holds')
  async holds(): Promise<{ items: HoldView[] }> {
    return { items: await this.held.list() };
  }

  @Allow('retention', 'act')
  @HttpCode(201)
  @Post('holds')
  async place(@Body() body: unknown, @CurrentPrincipal() principal: AccountPrincipal): Promise<{ holdId: string }> {
    const hold = parsed(newHold, body);
    const holdId = await this.held.place(hold, principal.accountId);
    await this.audit.append('hold-placed', principal.accountId, { holdId, kind: hold.kind, ref: hold.ref });
    return { holdId };
  }

  @Allow('retention', 'act')
  @HttpCode(204)
  @Delete('holds/:holdId')
  async end(@Param('holdId') holdId: string, @CurrentPrincipal() principal: AccountPrincipal): Promise<void> {
    const known = /^[\da-f-]{36}$/.test(holdId) && (await this.held.end(holdId, principal.accountId));
    if (!known) throw new NotFoundException('There is no such hold, or it has ended.');
    await this.audit.append('hold-ended', principal.accountId, { holdId });
  }

  private row(rule: RetentionRule, last: LastSweep | undefined): RetentionRow {
    const { category, holds, why, basis, keep, from, end, source } = rule;
    const days = typeof keep === 'string' ? this.config.keepDays[keep] : undefined;
    const count = last?.counts[ruleName(rule)];
    return {
      name: ruleName(rule), category, holds, why, basis, from, end,
      keep: typeof keep === 'string' ? `${days} days` : keep.words,
      ...(days !== undefined && { days }),
      ...(typeof keep === 'string' && { setting: keep }),
      ...(source !== undefined && { source }),
      ...(count && { held: count.held, removed: count.removed }),
      ...(count?.oldest !== undefined && { oldestAt: count.oldest, ...(days !== undefined && { nextAt: new Date(Date.parse(count.oldest) + days * dayMilliseconds).toISOString() }) }),
    };
  }
}
