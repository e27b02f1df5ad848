import { feedEvent, type Due, type FeedEvent, type Truth } from '../event.ts';
import { iso, minute } from '../clock.ts';
import { bearingBetween, toDegrees } from '../city/geometry.ts';
import { DriveReader } from '../city/course.ts';
import { Random } from '../random.ts';
import type { Council } from '../city/council.ts';
import { happenings } from './run-events.ts';
import type { RunPlan } from './run-plan.ts';
import { truthOf } from './truth.ts';

const oneSecond = 1000;
/** While catching up with what happened before the start, few fixes are enough, and one near every stop. */
const sparseInterval = 100 * oneSecond;

/** Plays one run: what is told of it and its tracker's fixes, in order of time. */
export class RunPlayer {
  readonly plan: RunPlan;
  readonly #told: Due[];
  readonly #reader: DriveReader;
  readonly #noise: Random;
  readonly #interval: number;
  readonly #liveFrom: number;
  readonly #truth: (line: Truth) => void;
  readonly #fixesUntil: number;
  readonly #stopMoments: number[];
  #nextTold = 0;
  #nextFix: number;
  #held: FeedEvent[] = [];
  #nextTruth = 0;

  constructor(plan: RunPlan, council: Council, options: { interval: number; liveFrom: number; truth: (line: Truth) => void }) {
    this.plan = plan;
    this.#told = happenings(plan, council);
    this.#reader = new DriveReader(plan.drive);
    this.#noise = new Random(plan.slot.runRef, 'fixes');
    this.#interval = options.interval;
    this.#liveFrom = options.liveFrom;
    this.#truth = options.truth;
    const { cancelled } = plan.incidents;
    this.#fixesUntil = cancelled === undefined ? plan.arrivesAt + 100 * oneSecond : -Infinity;
    const grid = plan.readyAt + this.#noise.between(0, this.#interval);
    this.#nextFix = cancelled === undefined ? grid - (grid % oneSecond) : Infinity;
    this.#stopMoments = plan.drive.arrivals
      .flatMap((arrival, i) => [arrival + 4, (plan.drive.departures[i] ?? arrival) + 6])
      .map((seconds) => Math.floor(plan.slot.startsAt / oneSecond + seconds) * oneSecond)
      .sort((a, b) => a - b);
    for (const line of truthOf(plan, council, this.#told)) this.#truth(line);
  }

  get nextAt(): number {
    return Math.min(this.#told[this.#nextTold]?.at ?? Infinity, this.#nextFix);
  }

  get done(): boolean {
    return this.nextAt === Infinity;
  }

  /** What is due at {@link nextAt}. */
  next(): FeedEvent[] {
    const told = this.#told[this.#nextTold];
    if (told !== undefined && told.at <= this.#nextFix) {
      this.#nextTold++;
      return [told.event];
    }
    return this.#fix();
  }

  #fix(): FeedEvent[] {
    const at = this.#nextFix;
    const { plan } = this;
    const moving = this.#reader.at((at - plan.slot.startsAt) / oneSecond);
    const degrees = toDegrees(moving.x + this.#noise.normal(0, 3.6), moving.y + this.#noise.normal(0, 3.6));
    const speed = Math.max(0, moving.speed === 0 ? 0 : moving.speed + this.#noise.normal(0, 0.4));
    const bearing = moving.speed === 0 ? {} : { bearing: Math.round(((bearingBetween({ x: 0, y: 0 }, { x: moving.dx, y: moving.dy }) + this.#noise.normal(0, 4) + 360) % 360) * 10) / 10 };
    const { lostFrom = Infinity, lostUntil = -Infinity } = plan;
    const lost = at >= lostFrom && at < lostUntil;
    if (at >= this.#nextTruth) this.#truePosition(at, moving.x, moving.y);
    this.#nextFix = this.#after(at);
    const event = feedEvent('trackers', 'vehicle.positioned', `${plan.slot.runRef}:${at / oneSecond}`, at, {
      vehicleRef: plan.vehicleRef,
      ...degrees,
      recordedAt: iso(at),
      ...(plan.route.trackerKnowsRun ? { runRef: plan.slot.runRef } : {}),
      ...bearing,
      speedMetresPerSecond: Math.round(speed * 10) / 10,
      accuracyMetres: this.#noise.whole(4, 9),
    });
    if (lost) {
      if (plan.incidents.lost?.buffered === true) this.#held.push(event);
      return [];
    }
    const sentNow = [...this.#held.map((held) => ({ ...held, time: iso(at) })), event];
    this.#held = [];
    return sentNow;
  }

  #after(at: number): number {
    if (at >= this.#liveFrom) return at + this.#interval > this.#fixesUntil ? Infinity : at + this.#interval;
    const stop = this.#stopMoments.find((moment) => moment > at) ?? Infinity;
    const sparse = Math.min(at + Math.max(sparseInterval, this.#interval), stop);
    const phase = Math.floor(this.#noise.between(0, this.#interval) / oneSecond) * oneSecond;
    const next = sparse >= this.#liveFrom ? this.#liveFrom - (this.#liveFrom % oneSecond) + phase : sparse;
    return next > this.#fixesUntil ? Infinity : Math.max(next, at + oneSecond);
  }

  #truePosition(at: number, x: number, y: number): void {
    this.#nextTruth = at + minute;
    this.#truth({ kind: 'position', runRef: this.plan.slot.runRef, vehicleRef: this.plan.vehicleRef, at: iso(at), ...toDegrees(x, y) });
  }
}
