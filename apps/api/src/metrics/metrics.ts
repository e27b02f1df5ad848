import { Injectable } from '@nestjs/common';
import type { MetricView } from '@sightline/contracts';
import { viewOfMetric } from './metric.js';
import type { MetricDefinition } from './metric.js';

/** Every metric that a feature offers, by name, so that a measure of the programme can be fed by any of them. */
@Injectable()
export class Metrics {
  private readonly definitions = new Map<string, MetricDefinition>();

  register(...definitions: readonly MetricDefinition[]): void {
    for (const definition of definitions) {
      if (this.definitions.has(definition.name)) throw new Error(`metric ${definition.name} is defined twice`);
      this.definitions.set(definition.name, definition);
    }
  }

  /** The live value; `undefined` of a metric that no feature offers. */
  read(name: string, now: number): MetricView | undefined {
    const definition = this.definitions.get(name);
    return definition && viewOfMetric(definition, now);
  }

  all(now: number): MetricView[] {
    return [...this.definitions.values()].map((definition) => viewOfMetric(definition, now));
  }
}
