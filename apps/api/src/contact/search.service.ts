import { Injectable } from '@nestjs/common';
import type { Role, SearchItem } from '@sightline/contracts';
import { mayAccess } from '@sightline/contracts';
import { answeringRun, ranked } from '@sightline/domain';
import type { Findable } from '@sightline/domain';
import { CasesQueries } from '../casework/cases.queries.js';
import { FindableQueries } from '../transport/findable.queries.js';
import type { FindableRun } from '../transport/findable.queries.js';

type Candidate = Findable & { readonly item: () => SearchItem };

const mostFound = 12;

/** One box: routes (by number or school), vehicles, runs and, for whom they are, cases. Children cannot be searched for here. */
@Injectable()
export class Search {
  constructor(
    private readonly transport: FindableQueries,
    private readonly cases: CasesQueries,
  ) {}

  /** The best answers first, each with the run that answers at `now` (epoch milliseconds), if there is one. */
  find(typed: string, role: Role, now: number): SearchItem[] {
    const candidates = [...runCandidates(this.transport.runs(), now), ...(mayAccess(role, 'cases', 'act') ? this.caseCandidates() : [])];
    return ranked(typed, candidates, mostFound).map(({ item }) => item());
  }

  private *caseCandidates(): Generator<Candidate> {
    for (const { caseRef, caseType, serviceArea, state } of this.cases.refs()) {
      yield { terms: [caseRef], item: () => ({ kind: 'case', ref: caseRef, label: caseRef, detail: `${caseType.replaceAll('-', ' ')}, ${serviceArea}, ${state}` }) };
    }
  }
}

function* runCandidates(runs: readonly FindableRun[], now: number): Generator<Candidate> {
  for (const [routeRef, group] of by(runs, (run) => run.routeRef)) {
    const schools = new Set(group.map((run) => run.schoolName).filter((name) => name !== undefined));
    yield about(group, now, { kind: 'route', ref: routeRef, label: `Route ${routeRef}`, terms: [routeRef, `Route ${routeRef}`, ...schools] });
  }
  for (const [vehicleRef, group] of by(runs, (run) => run.vehicleRef)) {
    const registration = group[0]?.registration;
    yield about(group, now, { kind: 'vehicle', ref: vehicleRef, label: registration ?? vehicleRef, terms: registration === undefined ? [vehicleRef] : [vehicleRef, registration] });
  }
  for (const run of runs) yield about([run], now, { kind: 'run', ref: run.runRef, label: `Route ${run.routeRef}, run ${run.runRef}`, terms: [run.runRef] });
}

function about(runs: readonly FindableRun[], now: number, { terms, ...named }: Pick<SearchItem, 'kind' | 'ref' | 'label'> & Findable): Candidate {
  return {
    terms,
    item: () => {
      const run = answeringRun(runs, now);
      return { ...named, ...(run && { runRef: run.runRef, detail: detailOf(run) }) };
    },
  };
}

const ways = { 'to-school': 'to school', 'from-school': 'home' } as const;
const detailOf = ({ routeRef, schoolName, direction, state }: FindableRun): string =>
  [`route ${routeRef}`, schoolName, direction && ways[direction], state].filter((part) => part !== undefined).join(', ');

function by(runs: readonly FindableRun[], key: (run: FindableRun) => string | undefined): Map<string, FindableRun[]> {
  const groups = new Map<string, FindableRun[]>();
  for (const run of runs) {
    const name = key(run);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(run);
    else groups.set(name, [run]);
  }
  return groups;
}
