import { Injectable } from '@nestjs/common';
import { Counter, Gauge, register } from 'prom-client';
import type { HandedOver } from './carrier.js';

/** What Prometheus reads of messages: counts, and whether they leave. */
@Injectable()
export class DeliveryMetrics {
  private readonly counter: Counter<'outcome'>;
  private readonly gauge: Gauge<'carrier'>;

  constructor() {
    // Tests start several apps in a process, and a metric can be registered once.
    for (const name of ['sightline_messages_total', 'sightline_messages_carrier_working']) register.removeSingleMetric(name);
    this.counter = new Counter({ name: 'sightline_messages_total', help: 'Attempts to hand a message to its carrier, by outcome', labelNames: ['outcome'] });
    this.gauge = new Gauge({ name: 'sightline_messages_carrier_working', help: 'Whether messages can leave: 1 or 0', labelNames: ['carrier'] });
  }

  handedOver(outcome: HandedOver['is']): void {
    this.counter.inc({ outcome });
  }

  carrierIs(carrier: string, isWorking: boolean): void {
    this.gauge.set({ carrier }, isWorking ? 1 : 0);
  }
}
