import { Injectable } from '@nestjs/common';
import { Fleet, FleetDraft, attachWaiting, decideTransport } from '@sightline/domain';
import type { Context } from '../engine/decider.js';
import { FleetMemory, shifted } from './fleet.memory.js';
import { PositionQueries } from './positions.queries.js';
import { ReferenceRepository } from './reference.repository.js';
import { RunRepository } from './run.repository.js';

/** Fixes this far back place a run that was not written down since. */
const replayed = 10 * 60_000;
/** A run under way is followed from where it was last written down, but no further back than this. */
const mostReplayed = 60 * 60_000;

/** Without any fix for so long, we were not listening. */
const pause = 60_000;

/** Brings memory to what the database says: after a start, and at the turn of each day. */
@Injectable()
export class TransportLoader {
  private loadingDay: string | undefined;

  constructor(
    private readonly memory: FleetMemory,
    private readonly runs: RunRepository,
    private readonly references: ReferenceRepository,
    private readonly positions: PositionQueries,
  ) {}

  /** The runs of about a day with everything they refer to, each placed by the fixes since it was last written down. */
  async load({ now, today }: Context): Promise<void> {
    const fleet = new Fleet();
    await this.references.load(fleet);
    const draft = new FleetDraft(fleet);
    for (const run of await this.runs.ofDates(shifted(today, -1), shifted(today, 1), fleet.paths)) {
      draft.keep(run, []);
      if (run.track && (run.vehicleRef === undefined || run.vehicleRef === run.track.fix.vehicleRef)) {
        const { fix } = run.track;
        const last = draft.fixes.get(fix.vehicleRef);
        if (last === undefined || last.recordedAt < fix.recordedAt) draft.fixes.set(fix.vehicleRef, fix);
      }
    }
    const heardAt = await this.replay(draft, now);
    draft.merge();
    // After a pause of ours every bus was silent: they get a while to be heard before any is called lost.
    if (now - heardAt > pause) fleet.awakeSince = now;
    this.memory.replace(fleet, today);
  }

  /** Resolves with the time of the newest fix. */
  private async replay(draft: FleetDraft, now: number): Promise<number> {
    const moments = new Map<string, number>();
    for (const [, run] of draft.runs.entries()) {
      if (run.vehicleRef === undefined || run.state === 'cancelled') continue;
      const near = now - (run.state === 'running' ? mostReplayed : replayed);
      const since = run.state === 'running' ? Math.max(near, run.track?.fix.recordedAt ?? near) : near;
      moments.set(run.vehicleRef, Math.min(since, moments.get(run.vehicleRef) ?? Number.POSITIVE_INFINITY));
    }
    if (moments.size === 0) return now;
    let newest = 0;
    for (const { fix } of [...draft.runs.entries()].flatMap(([, { track }]) => track ?? [])) newest = Math.max(newest, fix.recordedAt);
    for (const data of await this.positions.since(moments)) {
      newest = Math.max(newest, Date.parse(data.recordedAt));
      decideTransport(draft, { type: 'vehicle.positioned', data, receivedAt: now }, { now });
    }
    return newest;
  }

  /** Fetches the runs that a new day brings near; the next draft takes them in. */
  prepare(today: string): void {
    const { memory } = this;
    if (this.loadingDay === today || memory.today === '' || memory.today >= today) return;
    this.loadingDay = today;
    this.runs.ofDates(shifted(memory.today, 2), shifted(today, 1), memory.fleet.paths).then(
      (runs) => (memory.arriving = { today, runs }),
      () => (this.loadingDay = undefined),
    );
  }

  /** Takes in the runs of a new day, and lets go of those that are over. */
  turn(draft: FleetDraft, { now }: Context): void {
    const { arriving } = this.memory;
    if (arriving === undefined) return;
    for (const run of arriving.runs) {
      if (draft.runs.get(run.plan.runRef)) continue;
      draft.keep(run, []);
      attachWaiting(draft, run.plan.runRef, { now });
    }
    for (const [, run] of draft.runs.entries()) if (run.plan.serviceDate < shifted(arriving.today, -1)) draft.forget(run);
  }
}
