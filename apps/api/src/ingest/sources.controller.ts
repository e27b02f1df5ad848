import { BadRequestException, Body, ConflictException, Controller, Delete, Get, HttpCode, NotFoundException, Param, Patch, Post } from '@nestjs/common';
import { newSource, sourceChange } from '@sightline/contracts';
import type { FeedHealth, SourceView } from '@sightline/contracts';
import { SourceHealth } from '../engine/source-health.js';
import { Allow, CurrentPrincipal } from '../identity/allow.js';
import { parsed } from '../identity/http.js';
import type { AccountPrincipal } from '../identity/principal.js';
import { Sources } from './sources.service.js';

/** The sources that are polled, and the rhythm of those that speak by themselves. */
@Controller('sources')
export class SourcesController {
  constructor(
    private readonly sources: Sources,
    private readonly health: SourceHealth,
  ) {}

  @Get()
  @Allow('feeds')
  async list(): Promise<{ items: SourceView[] }> {
    return { items: await this.sources.list() };
  }

  /** Every source that was ever heard or configured, devices included, as the topic `feeds` has it. */
  @Get('health')
  @Allow('feeds')
  all(): { items: FeedHealth[] } {
    return { items: Object.values(this.health.all(Date.now())) };
  }

  @Post()
  @HttpCode(201)
  @Allow('feeds', 'act')
  async add(@Body() body: unknown, @CurrentPrincipal() by: AccountPrincipal): Promise<SourceView> {
    const added = await this.sources.add(parsed(newSource, body), by.accountId);
    if (!added) throw new ConflictException('There is a source of this name already.');
    return added;
  }

  @Patch(':name')
  @Allow('feeds', 'act')
  async change(@Param('name') name: string, @Body() body: unknown, @CurrentPrincipal() by: AccountPrincipal): Promise<SourceView> {
    const changed = await this.sources.change(name, parsed(sourceChange, body), by.accountId);
    if (!changed) throw new NotFoundException('There is no source of this name.');
    if (changed === 'key-needed') throw new BadRequestException({ message: 'This is the address of another host: give the key again, or forget it.', problems: [{ path: 'key', message: 'must be given again for another host' }] });
    return changed;
  }

  @Delete(':name')
  @HttpCode(204)
  @Allow('feeds', 'act')
  async remove(@Param('name') name: string, @CurrentPrincipal() by: AccountPrincipal): Promise<void> {
    if (!(await this.sources.remove(name, by.accountId))) throw new NotFoundException('There is no source of this name.');
  }
}
