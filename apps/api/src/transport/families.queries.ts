import { Injectable } from '@nestjs/common';
import type { EventData, Trouble } from '@sightline/contracts';
import { answeringRun, familiesOf, latenessNow, telephoneKey } from '@sightline/domain';
import type { Run, RunFamily, TroubledRun } from '@sightline/domain';
import { Database } from '../database/database.js';
import { FleetMemory } from './fleet.memory.js';

type Guardian = EventData<'guardian.upserted'>;

/** When a guardian was told of a run, epoch milliseconds. */
export type ToldOf = (runRef: string, guardianRef: string) => number | undefined;

/** Since when something was wrong with a run that its families may have rung about, epoch milliseconds. */
export interface PastTrouble {
  readonly runRef: string;
  readonly since: number;
}

const conditions = { late: 'late', 'not-started': 'not-started', uncovered: 'cancelled' } as const;
const isTrouble = (condition: string): condition is keyof typeof conditions => Object.hasOwn(conditions, condition);

/** Which families a telephone number and a late or cancelled run concern. Answers with references; nothing of a child leaves. */
@Injectable()
export class FamilyQueries {
  /** Numbers by guardian, with the data they were read from: a guardian who was told of anew has another. */
  private readonly known = new Map<string, { readonly from: Guardian; readonly keys: readonly string[] }>();
  private readonly byNumber = new Map<string, Set<string>>();

  constructor(
    private readonly memory: FleetMemory,
    private readonly database: Database,
  ) {}

  /** Takes in the guardians that were told of since it was last asked. Cheap while none was. */
  refresh(): void {
    const { guardians } = this.memory.fleet;
    for (const [ref, guardian] of guardians) if (this.known.get(ref)?.from !== guardian) this.learn(ref, guardian);
    if (this.known.size > guardians.size) for (const ref of this.known.keys()) if (!guardians.has(ref)) this.learn(ref, undefined);
  }

  /** Whoever has a number, by its {@link telephoneKey}. */
  guardiansOf(key: string): readonly string[] {
    return [...(this.byNumber.get(key) ?? [])];
  }

  /** The runs that answer now for the children of some guardians. */
  runsOf(guardianRefs: readonly string[], runsOfRoute: ReadonlyMap<string, readonly Run[]>, now: number): string[] {
    const { guardians, passengers } = this.memory.fleet;
    const routes = new Set(guardianRefs.flatMap((ref) => guardians.get(ref)?.passengerRefs ?? []).flatMap((child) => passengers.get(child)?.routeRef ?? []));
    return [...routes].flatMap((route) => {
      const runs = (runsOfRoute.get(route) ?? []).map((run) => ({ runRef: run.plan.runRef, state: run.state, startsAt: run.plan.startsAt, endsAt: run.plan.endsAt }));
      return answeringRun(runs, now)?.runRef ?? [];
    });
  }

  /** The runs of a service date by their routes. */
  byRoute(serviceDate: string): ReadonlyMap<string, readonly Run[]> {
    return Map.groupBy([...this.memory.fleet.runs.values()].filter(({ plan }) => plan.serviceDate === serviceDate), ({ plan }) => plan.routeRef);
  }

  /** A run that is held and its families; `since`: when the trouble began, where that is known from before; `told`: which guardians were. */
  troubled(run: Run, now: number, since: number | undefined, told: ToldOf): TroubledRun | undefined {
    const trouble = troubleOf(run);
    const began = Math.min(since ?? Number.POSITIVE_INFINITY, beganAt(run, trouble) ?? Number.POSITIVE_INFINITY);
    if (began === Number.POSITIVE_INFINITY) return undefined;
    const lateness = trouble === 'late' ? latenessNow(run, now) : undefined;
    return {
      runRef: run.plan.runRef,
      routeRef: run.plan.routeRef,
      trouble,
      since: began,
      endedAt: run.completedAt,
      ...(lateness !== undefined && { minutesLate: Math.max(0, Math.floor(lateness / 60)) }),
      families: this.familiesOn(run, began, told),
    };
  }

  /** What was wrong with the runs of a service date, from the disk: the earliest of each run. */
  async past(serviceDate: string): Promise<PastTrouble[]> {
    const rows = await this.database.query<{ run_ref: string; since: Date }>(
      `SELECT run_ref, min(since) AS since FROM run_condition JOIN run USING (run_ref) WHERE service_date = $1 AND condition = ANY ($2) GROUP BY run_ref`,
      [serviceDate, Object.keys(conditions)],
    );
    return rows.map((row) => ({ runRef: row.run_ref, since: row.since.getTime() }));
  }

  private familiesOn(run: Run, since: number, toldOf: ToldOf): RunFamily[] {
    const { routes, families, guardians } = this.memory.fleet;
    const children = [...(routes.get(run.plan.routeRef) ?? [])].filter((ref) => run.children.get(ref) !== 'absent');
    const claimed = claimedAt(run, since);
    return familiesOf(children, (child) => families.get(child) ?? []).map((guardianRefs) => {
      const people = guardianRefs.flatMap((ref) => guardians.get(ref) ?? []);
      const moments = [...guardianRefs.map((ref) => toldOf(run.plan.runRef, ref)), people.length === 0 ? undefined : claimed].filter((at) => at !== undefined && at >= since);
      return { guardianRefs, hasTelephone: people.some(({ guardianRef }) => (this.known.get(guardianRef)?.keys.length ?? 0) > 0), ...(moments.length > 0 && { toldAt: Math.min(...(moments as number[])) }) };
    });
  }

  private learn(ref: string, guardian: Guardian | undefined): void {
    for (const key of this.known.get(ref)?.keys ?? []) {
      const others = this.byNumber.get(key);
      others?.delete(ref);
      if (others?.size === 0) this.byNumber.delete(key);
    }
    this.known.delete(ref);
    if (guardian === undefined) return;
    const keys = guardian.telephones.flatMap((number) => telephoneKey(number) ?? []);
    for (const key of keys) this.byNumber.set(key, (this.byNumber.get(key) ?? new Set()).add(ref));
    this.known.set(ref, { from: guardian, keys });
  }
}

/** What is wrong with a run now, the worst. */
function troubleOf(run: Run): Trouble | undefined {
  if (run.state === 'cancelled') return 'cancelled';
  const found = run.conditions.flatMap(({ condition }) => (isTrouble(condition) ? conditions[condition] : []));
  return found.includes('not-started') ? 'not-started' : found[0];
}

function beganAt(run: Run, trouble: Trouble | undefined): number | undefined {
  if (trouble === undefined) return undefined;
  if (trouble === 'cancelled') return run.cancellation?.at ?? run.plan.startsAt;
  const since = run.conditions.flatMap((each) => (isTrouble(each.condition) ? each.since : []));
  return Math.min(...since, run.delay?.at ?? Number.POSITIVE_INFINITY);
}

/** When somebody said that all families of a run had been told, by telephone it may be. What the control room wrote is told when it has gone. */
const claimedAt = ({ toldAt, messages }: Run, since: number): number | undefined => (toldAt === undefined || toldAt < since || messages.some(({ audience, at }) => audience === 'families' && at === toldAt) ? undefined : toldAt);
