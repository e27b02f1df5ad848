import { Controller, Get, Header } from '@nestjs/common';
import { Gauge, collectDefaultMetrics, register } from 'prom-client';
import { Engine } from '../engine/engine.js';

/** What Prometheus reads: our own gauges from its default registry, wherever they were registered, and the process's. */
@Controller('health')
export class MetricsController {
  constructor(engine: Engine) {
    // Tests start several apps in a process, and a metric can be registered once.
    register.removeSingleMetric('sightline_engine_live');
    new Gauge({
      name: 'sightline_engine_live',
      help: 'Whether the engine takes events: 1 or 0',
      collect() {
        this.set(engine.live ? 1 : 0);
      },
    });
    register.removeSingleMetric('sightline_engine_waiting_events');
    new Gauge({
      name: 'sightline_engine_waiting_events',
      help: 'Events that wait for a batch',
      collect() {
        this.set(engine.waiting);
      },
    });
    if (register.getSingleMetric('process_resident_memory_bytes') === undefined) collectDefaultMetrics();
  }

  @Get('metrics')
  @Header('content-type', register.contentType)
  @Header('cache-control', 'no-store')
  metrics(): Promise<string> {
    return register.metrics();
  }
}
