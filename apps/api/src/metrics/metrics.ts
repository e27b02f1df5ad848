import { Injectable } from '@nestjs/common';
import { nearNames, readMetricName } from '@sightline/domain';
import { TopicRegistry } from '../bus/topic-registry.js';
import type { FoundMetric, MetricDefinition, MetricParams } from './metric.js';

type Change = () => void;

/** Every metric that a feature offers, by name, so that a measure of the programme can be fed by any of them. */
@Injectable()
export class Metrics {
  private readonly families = new Map<string, string>();
  private readonly definitions = new Map<string, MetricDefinition>();
  private readonly listeners: Change[] = [];
  /** Grows whenever a feature says that its figures may have moved. */
  version = 0;

  constructor(topics: TopicRegistry) {
    // Memory was loaded anew: anything may be other than it was.
    topics.onReset(() => this.changed());
  }

  /** Offers a family of metrics: the part of the product that reckons them. */
  register(family: string, ...definitions: readonly MetricDefinition[]): void {
    for (const definition of definitions) {
      if (this.definitions.has(definition.name)) throw new Error(`metric ${definition.name} is defined twice`);
      this.definitions.set(definition.name, definition);
      this.families.set(definition.name, family);
    }
  }

  /** A feature says, after its commit, that figures of its own may have moved. Cheap: nothing is reckoned until someone reads. */
  changed(): void {
    this.version += 1;
    for (const listener of this.listeners) listener();
  }

  onChange(listener: Change): void {
    this.listeners.push(listener);
  }

  get names(): string[] {
    return [...this.definitions.keys()];
  }

  /** Every metric as a whole, in the order of the families. */
  all(): FoundMetric[] {
    return this.names.flatMap((name) => this.found(name, {}) ?? []);
  }

  /**
   * The metric of a name such as `transport.on-time-arrivals{operator=north}`, narrowed also by `more`. What is wrong
   * comes back in words that follow the name; `near` are names that may have been meant.
   */
  find(text: string, more: Readonly<Record<string, string>> = {}): FoundMetric | { readonly problem: string; readonly near: readonly string[] } {
    const read = readMetricName(text, more);
    if ('problem' in read) return { problem: read.problem, near: nearNames(text, this.names) };
    const found = this.found(read.name, read.params);
    if (found === undefined) return { problem: 'no metric of this name', near: nearNames(read.name, this.names) };
    const parameters = new Map((found.definition.parameters ?? []).map((parameter) => [parameter.name, parameter]));
    for (const [name, values] of Object.entries(read.params)) {
      const parameter = parameters.get(name);
      if (parameter === undefined) return { problem: `it cannot be narrowed by ${name}`, near: [...parameters.keys()] };
      if (values.length > 1 && parameter.several !== true) return { problem: `it takes one ${name} at a time`, near: [] };
      const unknown = values.find((value) => !parameter.knows(value));
      if (unknown !== undefined) return { problem: `no ${name} "${unknown}" is known`, near: nearNames(unknown, parameter.values().map(({ value }) => value)) };
    }
    return found;
  }

  private found(name: string, params: MetricParams): FoundMetric | undefined {
    const definition = this.definitions.get(name);
    return definition && { family: this.families.get(name) ?? '', definition, params };
  }
}
