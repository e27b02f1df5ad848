import { Injectable } from '@nestjs/common';
import type { Run } from '@sightline/domain';
import type { MetricParameter, MetricParams } from '../../metrics/metric.js';
import { FleetMemory } from '../fleet.memory.js';

const times = [{ value: 'week', label: 'this week so far' }, { value: 'day', label: 'today' }];
const byLabel = (a: { readonly label: string }, b: { readonly label: string }): number => collator.compare(a.label, b.label);
const collator = new Intl.Collator('en-GB', { numeric: true });

/** What metrics of runs can be narrowed by: an operator, a set of routes, an area of schools; and over which time they are. */
@Injectable()
export class RunParameters {
  constructor(private readonly memory: FleetMemory) {}

  /** Without the time. */
  readonly places: readonly MetricParameter[] = [
    {
      name: 'operator', words: 'Operator', several: true,
      values: () => [...this.memory.fleet.operators.values()].map(({ operatorRef, name }) => ({ value: operatorRef, label: name })).sort(byLabel),
      knows: (ref) => this.memory.fleet.operators.has(ref) || this.runs().some(({ plan }) => plan.operatorRef === ref),
    },
    {
      name: 'route', words: 'Routes', several: true,
      values: () => [...this.routes()].map((ref) => ({ value: ref, label: ref })).sort(byLabel),
      knows: (ref) => this.memory.fleet.routes.has(ref) || this.routes().has(ref),
    },
    {
      name: 'area', words: 'Area', several: true,
      values: () => [...this.areas()].map((area) => ({ value: area, label: area })).sort(byLabel),
      knows: (area) => this.areas().has(area),
    },
  ];

  readonly all: readonly MetricParameter[] = [...this.places, { name: 'over', words: 'Over', isTime: true, values: () => times, knows: (value) => times.some((time) => time.value === value) }];

  /** Whether a run is of the part that was asked for. */
  partOf({ operator, route, area }: MetricParams): (run: Run) => boolean {
    const { schools } = this.memory.fleet;
    return ({ plan }) =>
      (operator === undefined || (plan.operatorRef !== undefined && operator.includes(plan.operatorRef))) &&
      (route === undefined || route.includes(plan.routeRef)) &&
      (area === undefined || area.includes(schools.get(plan.schoolRef ?? '')?.area ?? ''));
  }

  /** Runs of today that are cancelled and have no other transport, those of closed schools left out. */
  notCovered(): Run[] {
    const { today } = this.memory;
    return this.runs().filter(({ plan, state, coveredAt, closure }) => state === 'cancelled' && coveredAt === undefined && closure?.effect !== 'cancelled' && plan.serviceDate === today);
  }

  private runs(): Run[] {
    return [...this.memory.fleet.runs.values()];
  }

  private routes(): Set<string> {
    return new Set(this.runs().map(({ plan }) => plan.routeRef));
  }

  private areas(): Set<string> {
    return new Set([...this.memory.fleet.schools.values()].flatMap(({ area }) => area ?? []));
  }
}
