import { Controller, Get, Query } from '@nestjs/common';
import { civilDate, directions } from '@sightline/contracts';
import type { MorningPack } from '@sightline/contracts';
import * as z from 'zod';
import { Config } from '../config/config.js';
import { BirthMark } from '../database/birth.js';
import { Allow } from '../identity/allow.js';
import { parsed } from '../identity/http.js';
import { FleetMemory } from './fleet.memory.js';
import { packOf } from './morning-pack.js';
import { RunRepository } from './run.repository.js';
import { iso } from './run-views.js';

const packQuery = z.object({ date: civilDate.optional(), session: z.enum(directions).default('to-school') });

/** What the control room keeps for the day that the network or Sightline itself is down. */
@Controller('transport/morning-pack')
export class MorningPackController {
  constructor(
    private readonly memory: FleetMemory,
    private readonly runs: RunRepository,
    private readonly config: Config,
    private readonly birth: BirthMark,
  ) {}

  /** A session's manifests by run; without a date, today's. */
  @Allow('children-on-run')
  @Get()
  async pack(@Query() query: unknown): Promise<MorningPack> {
    const { date, session } = parsed(packQuery, query);
    const { fleet, today } = this.memory;
    const serviceDate = date ?? today;
    const runs = this.memory.holds(serviceDate) ? [...fleet.runs.values()].filter(({ plan }) => plan.serviceDate === serviceDate) : await this.runs.ofDates(serviceDate, serviceDate, new Map());
    return packOf(fleet, runs, { serviceDate, session, madeAt: iso(Date.now()), timeZone: this.config.timeZone, demonstration: this.birth.demonstration === true });
  }
}
