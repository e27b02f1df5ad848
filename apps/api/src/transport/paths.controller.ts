import { Controller, Get } from '@nestjs/common';
import type { TransportPaths } from '@sightline/contracts';
import { Allow } from '../identity/allow.js';
import { FleetMemory } from './fleet.memory.js';

/** The ways of the runs in hand, one a route: what the map draws as its ground where there are no tiles. */
@Controller('transport/paths')
export class PathsController {
  constructor(private readonly memory: FleetMemory) {}

  @Allow('runs')
  @Get()
  all(): TransportPaths {
    const paths = new Map<string, string>();
    for (const { plan } of this.memory.fleet.runs.values()) if (plan.line !== undefined && !paths.has(plan.routeRef)) paths.set(plan.routeRef, plan.line);
    return { items: Array.from(paths, ([routeRef, path]) => ({ routeRef, path })) };
  }
}
