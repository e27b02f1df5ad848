import { Injectable } from '@nestjs/common';
import { DisruptionRepository } from './disruption/disruption.repository.js';
import { Fleet, FleetDraft, alertState, announcedBefore, applyClosure, attachWaiting, decideTransport, withStanding } from '@sightline/domain';
import type { Context } from '../engine/decider.js';
import { OutboxQueries } from '../notify/outbox.queries.js';
import { AlertRepository } from './alert/alert.repository.js';
import { FleetMemory, shifted } from './fleet.memory.js';
import { PositionQueries } from './positions.queries.js';
import { PredictionLoader } from './prediction.loader.js';
import { ReferenceRepository } from './reference.repository.js';
import { RunRepository } from './run.repository.js';

/** Fixes this far back place a run that was not written down since. */
const replayed = 10 * 60_000;
/** A run under way is followed from where it was last written down, but no further back than this. */
const mostReplayed = 60 * 60_000;

/** Runs of which people were told within so long: what they were told is looked at again. */
const toldBefore = 24 * 60 * 60_000;

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
    private readonly disruptions: DisruptionRepository,
    private readonly alerts: AlertRepository,
    private readonly predictions: PredictionLoader,
    private readonly outbox: OutboxQueries,
  ) {}

  /** The runs of about a day with everything they refer to, each placed by the fixes since it was last written down. */
  async load({ now, today }: Context): Promise<void> {
    const fleet = new Fleet();
    await this.references.load(fleet);
    await this.disruptions.load(fleet);
    const draft = new FleetDraft(fleet);
    const near = await this.runs.ofDates(shifted(today, -1), shifted(today, 1), fleet.paths);
    const known = new Set(near.map(({ plan }) => plan.runRef));
    // An alert that stays until it was seen keeps its run.
    const kept = await this.runs.ofRefs((await this.alerts.unseenSafeguarding()).filter((ref) => !known.has(ref)), fleet.paths);
    for (const run of [...near, ...kept]) {
      draft.keep(run, []);
      if (run.track && (run.vehicleRef === undefined || run.vehicleRef === run.track.fix.vehicleRef)) {
        const { fix } = run.track;
        const last = draft.fixes.get(fix.vehicleRef);
        if (last === undefined || last.recordedAt < fix.recordedAt) draft.fixes.set(fix.vehicleRef, fix);
      }
    }
    await this.predictions.load(draft, today);
    const heardAt = await this.replay(draft, now);
    draft.merge();
    // What the replay says of alerts was not written down: they are as they were, and the first tick sets them right.
    fleet.alerts.clear();
    for (const alert of await this.alerts.ofRuns([...fleet.runs.keys()])) fleet.alerts.set(alert.alertRef, alert);
    for (const ref of await this.outbox.runsSince(now - toldBefore)) if (fleet.runs.has(ref)) fleet.announced.set(ref, announcedBefore);
    // After a pause of ours every bus was silent: they get a while to be heard before any is called lost.
    if (now - heardAt > pause) fleet.awakeSince = now;
    this.memory.replace(fleet, today);
  }

  /** Resolves with the time of the newest fix. */
  private async replay(draft: FleetDraft, now: number): Promise<number> {
    const moments = new Map<string, number>();
    for (const [, run] of draft.runs.entries()) {
      const vehicleRef = run.vehicleRef ?? run.track?.fix.vehicleRef;
      if (vehicleRef === undefined || run.state === 'cancelled') continue;
      const near = now - (run.state === 'running' ? mostReplayed : replayed);
      const since = run.state === 'running' ? Math.max(near, run.track?.fix.recordedAt ?? near) : near;
      moments.set(vehicleRef, Math.min(since, moments.get(vehicleRef) ?? Number.POSITIVE_INFINITY));
    }
    if (moments.size === 0) return now;
    let newest = 0;
    for (const { fix } of [...draft.runs.entries()].flatMap(([, { track }]) => track ?? [])) newest = Math.max(newest, fix.recordedAt);
    for (const data of await this.positions.since(moments)) {
      newest = Math.max(newest, Date.parse(data.recordedAt));
      decideTransport(draft, { type: 'vehicle.positioned', data, receivedAt: now }, { now, isReplayed: true });
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
      applyClosure(draft, run);
      const given = withStanding(run, draft.standing);
      if (given !== run) draft.keep(given, [{ kind: 'changed', runRef: run.plan.runRef }], run);
      attachWaiting(draft, run.plan.runRef, { now });
    }
    const unseen = new Set([...draft.alerts.entries()].flatMap(([, alert]) => (alert.worst.band === 'safeguarding' && alertState(alert) === 'open' ? [alert.runRef] : [])));
    for (const [ref, run] of draft.runs.entries()) if (run.plan.serviceDate < shifted(arriving.today, -1) && !unseen.has(ref)) draft.forget(run);
  }
}
