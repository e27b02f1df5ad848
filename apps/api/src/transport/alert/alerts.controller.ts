import { Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { alertStates, civilDate } from '@sightline/contracts';
import type { AlertHistory, AlertRow } from '@sightline/contracts';
import { alertState, closedSince, compareAlerts } from '@sightline/domain';
import type { AlertLife } from '@sightline/domain';
import * as z from 'zod';
import { Allow } from '../../identity/allow.js';
import { parsed } from '../../identity/http.js';
import { FleetMemory } from '../fleet.memory.js';
import { RunRepository } from '../run.repository.js';
import { ViewClock } from '../view-clock.js';
import { AlertQueries } from './alert.queries.js';
import { AlertRepository } from './alert.repository.js';
import { alertRow } from './alert-views.js';

const listQuery = z.object({
  serviceDate: civilDate.optional(),
  state: z.enum(alertStates).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().max(400).optional(),
});

@Controller('transport/alerts')
export class AlertsController {
  constructor(
    private readonly memory: FleetMemory,
    private readonly alerts: AlertRepository,
    private readonly queries: AlertQueries,
    private readonly runs: RunRepository,
    private readonly clock: ViewClock,
  ) {}

  /** Alerts of a service date, today's without one: those that need someone first, worst first, then the last closed. */
  @Allow('alerts')
  @Get()
  async list(@Query() query: unknown): Promise<{ items: AlertRow[]; nextCursor?: string }> {
    const { serviceDate = this.memory.today, state, limit, cursor } = parsed(listQuery, query);
    const now = Date.now();
    const found = (await this.alerts.ofDate(serviceDate)).filter((alert) => state === undefined || alertState(alert) === state).sort((a, b) => inOrder(a, b, now));
    const from = cursor === undefined ? 0 : found.findIndex(({ alertRef }) => alertRef === cursor) + 1;
    const page = found.slice(from, from + limit);
    const last = found.length > from + limit ? page.at(-1) : undefined;
    const items = await this.rows(page, now);
    return last ? { items, nextCursor: last.alertRef } : { items };
  }

  @Allow('alerts')
  @Get(':alertRef')
  async one(@Param('alertRef') alertRef: string): Promise<AlertHistory> {
    const alert = await this.alerts.ofRef(alertRef);
    const [row] = alert ? await this.rows([alert], Date.now()) : [];
    if (row === undefined) throw new NotFoundException('There is no alert of this ref.');
    const entries = await this.queries.entries([alertRef]);
    return {
      alert: row,
      items: entries.map(({ at, step, actor, words }) => ({ at: at.toISOString(), step, ...(actor !== null && { actor }), ...(words !== null && { words }) })),
    };
  }

  private async rows(alerts: readonly AlertLife[], now: number): Promise<AlertRow[]> {
    const context = this.clock.context(now);
    const held = this.memory.fleet.runs;
    const missing = [...new Set(alerts.map(({ runRef }) => runRef))].filter((ref) => !held.has(ref));
    const read = new Map(missing.length === 0 ? [] : (await this.runs.ofRefs(missing, new Map())).map((run) => [run.plan.runRef, run]));
    return alerts.flatMap((alert) => {
      const run = held.get(alert.runRef) ?? read.get(alert.runRef);
      return run ? [alertRow(alert, run, context)] : [];
    });
  }
}

const placeOf = ({ alertRef, worst, since }: AlertLife) => ({ alertRef, band: worst.band, childrenCount: worst.childrenCount, since });

/** What needs someone by how bad it is, what is closed by when. */
function inOrder(a: AlertLife, b: AlertLife, now: number): number {
  const [first, second] = [alertStates.indexOf(alertState(a)), alertStates.indexOf(alertState(b))];
  if (first !== second) return first - second;
  return alertState(a) === 'closed' ? closedSince(b) - closedSince(a) || (a.alertRef < b.alertRef ? -1 : 1) : compareAlerts(placeOf(a), placeOf(b), now);
}
