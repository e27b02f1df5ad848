import { Injectable } from '@nestjs/common';
import type { RunDemandView, WaitingAbout } from '@sightline/contracts';
import { callsAvoided, demandFormula, demandOf, forgottenAfter, isWaiting } from '@sightline/domain';
import type { Demand, Run, RunDemand, TroubledRun, WaitingCall } from '@sightline/domain';
import { FamilyQueries } from '../transport/families.queries.js';
import type { PastTrouble } from '../transport/families.queries.js';
import { ToldFamilies } from './told-families.js';
import { Wallboard } from './wallboard.js';

/** What the waiting calls are about, and what telling families saves: worked out from the lines and from the runs, written nowhere. */
@Injectable()
export class DemandLinkage {
  /** Since when something was wrong with each of today's late and cancelled runs, epoch milliseconds. */
  private readonly troubles = new Map<string, number>();
  private today = '';
  private now: Demand = demandOf([], new Map());

  constructor(
    private readonly wallboard: Wallboard,
    private readonly families: FamilyQueries,
    private readonly told: ToldFamilies,
  ) {}

  /** After a start: what was wrong with runs before. */
  begin(today: string, past: readonly PastTrouble[]): void {
    this.today = today;
    this.troubles.clear();
    for (const { runRef, since } of past) this.troubles.set(runRef, since);
  }

  /** A new day has runs of its own. */
  beginDay(today: string): void {
    if (today !== this.today) this.begin(today, []);
  }

  /** Looks at the runs and the lines as they stand at `now`, epoch milliseconds. */
  refresh(now: number): void {
    this.families.refresh();
    const byRoute = this.families.byRoute(this.today);
    const today: TroubledRun[] = [];
    for (const run of [...byRoute.values()].flat()) {
      const troubled = this.troubled(run, now);
      if (troubled !== undefined) today.push(troubled);
    }
    const standing = today.filter(({ trouble }) => trouble !== undefined);
    this.now = demandOf(this.waiting(byRoute, now), new Map(standing.map((run) => [run.runRef, run])));
    this.wallboard.avoided = callsAvoided(today, this.rings(), now);
  }

  runs(): RunDemandView[] {
    return this.now.runs.flatMap((each) => viewOf(each));
  }

  about(now: number): WaitingAbout {
    const { connected, target, calls } = this.wallboard;
    let lastCallAt = 0;
    for (const { queuedAt = 0 } of calls.values()) lastCallAt = Math.max(lastCallAt, queuedAt);
    return {
      entry: 'waiting-about',
      ...this.now.counts,
      connected,
      lastCallAt: lastCallAt === 0 ? null : new Date(lastCallAt).toISOString(),
      target,
      formula: demandFormula,
      asOf: new Date(now).toISOString(),
    };
  }

  private troubled(run: Run, now: number): TroubledRun | undefined {
    const { runRef } = run.plan;
    const known = this.troubles.get(runRef);
    if (known === undefined && run.conditions.length === 0 && run.state !== 'cancelled') return undefined;
    const troubled = this.families.troubled(run, now, known, this.told.at);
    if (troubled !== undefined) this.troubles.set(runRef, troubled.since);
    return troubled;
  }

  private waiting(byRoute: ReadonlyMap<string, readonly Run[]>, now: number): WaitingCall[] {
    const waiting: WaitingCall[] = [];
    for (const call of this.wallboard.calls.values()) {
      if (call.queuedAt === undefined || !isWaiting(call) || now - call.queuedAt > forgottenAfter) continue;
      const number = this.wallboard.numbers.get(call.callRef);
      const guardianRefs = number === undefined ? [] : this.families.guardiansOf(number);
      waiting.push({ queuedAt: call.queuedAt, guardianRefs, runRefs: this.families.runsOf(guardianRefs, byRoute, now) });
    }
    return waiting;
  }

  /** When each guardian rang today; `undefined` where no call brought a number. */
  private rings(): ((guardianRef: string) => readonly number[]) | undefined {
    const { numbers, calls } = this.wallboard;
    if (numbers.size === 0 && calls.size > 0) return undefined;
    const rang = new Map<string, number[]>();
    for (const [callRef, number] of numbers) {
      const at = calls.get(callRef)?.queuedAt;
      if (at === undefined) continue;
      for (const ref of this.families.guardiansOf(number)) {
        const times = rang.get(ref);
        if (times) times.push(at);
        else rang.set(ref, [at]);
      }
    }
    return (guardianRef) => rang.get(guardianRef) ?? [];
  }
}

function viewOf({ run, waiting, waitingTold, told, toldFrom, toldUntil }: RunDemand): RunDemandView[] {
  const { runRef, routeRef, trouble, minutesLate = null, families } = run;
  if (trouble === undefined) return [];
  const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());
  return [{ entry: 'demand', runRef, routeRef, trouble, minutesLate, waiting, waitingTold, families: families.length, told, toldFrom: iso(toldFrom), toldUntil: iso(toldUntil) }];
}
