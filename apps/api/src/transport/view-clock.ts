import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { FleetMemory } from './fleet.memory.js';
import type { ViewContext } from './run-views.js';

/** What views of transport need besides what they show: the fleet as it is, and how the council writes a time. */
@Injectable()
export class ViewClock {
  private readonly format: Intl.DateTimeFormat;

  constructor(
    private readonly memory: FleetMemory,
    config: Config,
  ) {
    this.format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: config.timeZone });
  }

  readonly time = (at: number): string => this.format.format(at);

  context(now: number): ViewContext {
    return { fleet: this.memory.fleet, now, clock: this.time };
  }
}
