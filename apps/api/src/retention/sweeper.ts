import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { Config } from '../config/config.js';
import { codeOf } from '../database/errors.js';
import { Engine } from '../engine/engine.js';
import { Audit } from '../identity/audit/audit.repository.js';
import { Erasures } from './erasures.js';
import { forgottenEvent } from './forgotten-event.js';
import { Holds, keysOf } from './holds.js';
import type { RetentionRule } from './rule.js';
import { SCHEDULE, Schedule, ruleName } from './schedule.js';
import { SweepRepository } from './sweep.repository.js';
import type { RuleCount } from './sweep.repository.js';

const dayMilliseconds = 86_400_000;
/** After a start the day's first minutes belong to those who work. */
const afterStart = 20_000;
/** Local hour of the nightly sweep. */
const nightly = 2;
/** Rows of a statement: a few milliseconds of work. */
const batch = 500;
/** Between two statements at least as long as the last one took, so that half of one connection is the most it ever has. */
const leastPause = 20;

/**
 * Takes out what is over, nightly and after each start: in small statements beside the engine, and through the engine
 * where live memory holds it. Begun again after a crash it finds the rest: nothing is remembered between two batches [KEEP-6].
 */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Retention');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<boolean> | undefined;
  private stopping = false;

  constructor(
    @Inject(SCHEDULE) private readonly schedule: Schedule,
    private readonly config: Config,
    private readonly holds: Holds,
    private readonly repository: SweepRepository,
    private readonly erasures: Erasures,
    private readonly engine: Engine,
    private readonly audit: Audit,
  ) {}

  onApplicationBootstrap(): void {
    this.next(afterStart);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.running;
  }

  get isSweeping(): boolean {
    return this.running !== undefined;
  }

  /** Sweeps now; one at a time. Resolves with whether it got through. Never throws: what fails is told in the log, and the next sweep finds what this one left. */
  sweep(now = Date.now()): Promise<boolean> {
    this.running ??= this.round(now)
      .catch((error: unknown) => {
        this.logger.warn(`the sweep stopped early: ${error instanceof Error ? error.message : 'unknown failure'}`);
        return false;
      })
      .finally(() => (this.running = undefined));
    return this.running;
  }

  private next(milliseconds: number): void {
    if (this.stopping) return;
    this.timer = setTimeout(() => void this.sweep().finally(() => this.next(untilNight(Date.now(), this.config.timeZone))), milliseconds).unref();
  }

  private async round(now: number): Promise<boolean> {
    await this.engine.whenLive();
    const startedAt = new Date(now);
    await this.audit.append('retention-sweep-begun', null, {});
    const counts: Record<string, RuleCount> = {};
    const failed: string[] = [];
    for (const rule of this.schedule.rules) {
      if (!rule.sweep || this.stopping) continue;
      try {
        counts[ruleName(rule)] = await this.take(rule, now);
      } catch (error) {
        // One rule that cannot be carried out must not keep all the others for ever. By its code: a message may quote a row.
        failed.push(ruleName(rule));
        this.logger.error(`the rule of ${ruleName(rule)} could not be carried out: ${codeOf(error) ?? 'unknown failure'}`);
      }
    }
    const erased = this.stopping ? 0 : await this.erasures.carryOut();
    const before = new Date(now - this.config.keepDays.SIGHTLINE_KEEP_AUDIT_DAYS * dayMilliseconds);
    if (this.stopping) return false;
    await this.audit.prune(before);
    await this.repository.done(startedAt, counts, erased);
    const removed = Object.entries(counts).flatMap(([name, { removed: rows, from, until }]) => (rows > 0 ? [[name, { rows, from, until }]] : []));
    await this.audit.append('retention-swept', null, { removed: Object.fromEntries(removed) as Record<string, unknown>, erased, ...(failed.length > 0 && { failed }) });
    return failed.length === 0;
  }

  private async take(rule: RetentionRule, now: number): Promise<RuleCount> {
    const before = new Date(typeof rule.keep === 'string' ? now - this.config.keepDays[rule.keep] * dayMilliseconds : now);
    const count: RuleCount = { removed: 0, held: 0 };
    for (;;) {
      const began = performance.now();
      // Asked anew for each batch: what somebody holds while a sweep is going on is held.
      const held = keysOf(await this.holds.held());
      const rows = rule.sweep?.forgets ? await this.forget(rule, before, held) : await this.repository.take(rule, before, held, batch);
      count.removed += rows.removed;
      if (rows.from !== undefined && (count.from === undefined || rows.from < count.from)) count.from = rows.from;
      if (rows.until !== undefined && (count.until === undefined || rows.until > count.until)) count.until = rows.until;
      if (rows.removed === 0 || this.stopping) break;
      await sleep(Math.max(leastPause, performance.now() - began));
    }
    return { ...count, ...(await this.repository.standing(rule, before)) };
  }

  /** Whom live memory holds is forgotten by the engine. */
  private async forget(rule: RetentionRule, before: Date, held: readonly string[]): Promise<RuleCount> {
    const { forgets } = rule.sweep ?? {};
    if (forgets === undefined) return { removed: 0, held: 0 };
    const found = await this.repository.over(rule, before, held, 50);
    if (found.length === 0) return { removed: 0, held: 0 };
    const moments = found.map(({ at }) => at).sort();
    let removed = 0;
    // One at a time, with pauses: meanwhile the engine writes for everybody else.
    for (const { ref } of found) {
      if (this.stopping) break;
      const began = performance.now();
      const [outcome] = await this.engine.submit([forgottenEvent(forgets.kind, ref, randomUUID())]);
      if (outcome?.status === 'accepted') removed += 1;
      await sleep(2 * (performance.now() - began));
    }
    return { removed, held: 0, from: moments[0], until: moments.at(-1) };
  }
}

/** Milliseconds from `now` to the next night's sweep, in the council's time zone. */
function untilNight(now: number, timeZone: string): number {
  const here = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const today = here.with({ hour: nightly, minute: 30, second: 0, millisecond: 0 });
  return (Temporal.ZonedDateTime.compare(today, here) > 0 ? today : today.add({ days: 1 })).epochMilliseconds - now;
}
