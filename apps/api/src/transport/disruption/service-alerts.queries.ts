import { Injectable } from '@nestjs/common';
import { activeServiceAlerts, currentServiceAlerts } from '@sightline/domain';
import type { ServiceAlert } from '@sightline/domain';
import { FleetMemory } from '../fleet.memory.js';

/** What travellers should know of the service, from memory. */
@Injectable()
export class ServiceAlertQueries {
  constructor(private readonly memory: FleetMemory) {}

  /** True at a moment, epoch milliseconds. */
  active(now: number): ServiceAlert[] {
    return activeServiceAlerts(this.memory.fleet.serviceAlerts.values(), now);
  }

  /** True now or later: what a feed publishes with its periods. */
  current(now: number): ServiceAlert[] {
    return currentServiceAlerts(this.memory.fleet.serviceAlerts.values(), now);
  }
}
