import { Injectable } from '@nestjs/common';
import type { BusView, LinkCouncil, SchoolEntry } from '@sightline/contracts';
import { busViewOf, expectedCalls, initialsOf, schoolEntriesOf } from '@sightline/domain';
import type { BusSubject, Expected, OutsideContext, Run } from '@sightline/domain';
import { Config } from '../config/config.js';
import { CivilDay } from '../engine/civil-day.js';
import { FleetMemory } from './fleet.memory.js';

/** What a moment's views share: children of one run share its expected times, and all of them the runs by route. */
interface Moment {
  readonly context: OutsideContext;
  readonly runsOfSchool: (schoolRef: string) => readonly Run[];
}

/** What those outside the council may see of transport, made for many viewers at one moment. */
@Injectable()
export class OutsideViews {
  private readonly day: CivilDay;
  private readonly council: LinkCouncil;

  constructor(
    private readonly memory: FleetMemory,
    { timeZone, councilName, telephone }: Config,
  ) {
    this.day = new CivilDay(timeZone);
    this.council = { timeZone, name: councilName, telephone };
  }

  /** Everything that is asked of it is as of `now`, epoch milliseconds; keep it no longer than that. */
  at(now: number): { bus: (subject: BusSubject) => BusView; school: (schoolRef: string) => Record<string, SchoolEntry> | undefined } {
    const { context, runsOfSchool } = this.moment(now);
    return {
      bus: (subject) => busViewOf(subject, context),
      school: (schoolRef) => schoolEntriesOf(schoolRef, runsOfSchool(schoolRef), context),
    };
  }

  /** The route of a child. */
  routeOf(passengerRef: string): string | undefined {
    return this.memory.fleet.passengers.get(passengerRef)?.routeRef;
  }

  /** The route and school of a run; a run that is not held any more has none. */
  belongings(runRef: string): { readonly routeRef: string; readonly schoolRef?: string | undefined } | undefined {
    return this.memory.fleet.runs.get(runRef)?.plan;
  }

  private moment(now: number): Moment {
    const { fleet } = this.memory;
    const today = this.day.at(now);
    const known = new Map<Run, ReadonlyMap<number, Expected>>();
    const expected = (run: Run): ReadonlyMap<number, Expected> => {
      const before = known.get(run);
      if (before !== undefined) return before;
      const made = expectedCalls(run, now, fleet.predictions);
      known.set(run, made);
      return made;
    };
    let indexes: { readonly routes: Map<string, Run[]>; readonly schools: Map<string, Run[]> } | undefined;
    const indexed = (): NonNullable<typeof indexes> => (indexes ??= indexOf(fleet.runs.values()));
    return {
      context: { fleet, now, today, council: this.council, runsOf: (routeRef) => indexed().routes.get(routeRef) ?? [], expected, initials: initialsOf },
      runsOfSchool: (schoolRef) => indexed().schools.get(schoolRef) ?? [],
    };
  }
}

function indexOf(runs: Iterable<Run>): { readonly routes: Map<string, Run[]>; readonly schools: Map<string, Run[]> } {
  const routes = new Map<string, Run[]>();
  const schools = new Map<string, Run[]>();
  const put = (map: Map<string, Run[]>, key: string, run: Run): void => void (map.get(key)?.push(run) ?? map.set(key, [run]));
  for (const run of runs) {
    put(routes, run.plan.routeRef, run);
    if (run.plan.schoolRef !== undefined) put(schools, run.plan.schoolRef, run);
  }
  return { routes, schools };
}
