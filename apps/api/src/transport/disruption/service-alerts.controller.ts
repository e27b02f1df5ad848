import { Controller, Get, Query } from '@nestjs/common';
import type { ServiceAlertView } from '@sightline/contracts';
import { activeServiceAlerts } from '@sightline/domain';
import type { ServiceAlert } from '@sightline/domain';
import * as z from 'zod';
import { Allow } from '../../identity/allow.js';
import { parsed } from '../../identity/http.js';
import { iso } from '../run-views.js';
import { DisruptionRepository } from './disruption.repository.js';
import { ServiceAlertQueries } from './service-alerts.queries.js';

const listQuery = z.object({
  active: z.enum(['true', 'false']).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().max(300).regex(/^\d{1,15} ./, 'is no cursor of this list').optional(),
});

@Controller('transport/service-alerts')
export class ServiceAlertsController {
  constructor(
    private readonly alerts: ServiceAlertQueries,
    private readonly repository: DisruptionRepository,
  ) {}

  /** With `active=true` what is true now, else every alert there was, the newest first. */
  @Allow('runs')
  @Get()
  async list(@Query() query: unknown): Promise<{ items: ServiceAlertView[]; nextCursor?: string }> {
    const { active, limit, cursor } = parsed(listQuery, query);
    const now = Date.now();
    if (active === 'true') return { items: this.alerts.active(now).map((alert) => viewOf(alert, now)) };
    const space = cursor?.indexOf(' ') ?? 0;
    const after = cursor === undefined ? undefined : { publishedAt: Number(cursor.slice(0, space)), alertRef: cursor.slice(space + 1) };
    const found = await this.repository.before(limit + 1, after);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const items = page.map((alert) => viewOf(alert, now));
    return last ? { items, nextCursor: `${last.publishedAt} ${last.alertRef}` } : { items };
  }
}

function viewOf(alert: ServiceAlert, now: number): ServiceAlertView {
  const { activePeriods, publishedAt, withdrawnAt, ...said } = alert;
  return {
    ...said,
    activePeriods: activePeriods.map(({ from, until }) => ({ from: iso(from), until: until === undefined ? undefined : iso(until) })),
    publishedAt: iso(publishedAt),
    withdrawnAt: withdrawnAt === undefined ? undefined : iso(withdrawnAt),
    active: activeServiceAlerts([alert], now).length > 0,
  };
}
