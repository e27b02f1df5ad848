import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Engine } from '../engine/engine.js';
import { SourceHealth } from '../engine/source-health.js';
import type { Source } from '../engine/source.repository.js';
import { fetchFeed } from './fetch-feed.js';
import type { Known } from './fetch-feed.js';
import { Sources, eventSourceOf } from './sources.service.js';
import { VehicleFeeds } from './vehicle-feeds.service.js';

const everyMilliseconds = 1000;
/** How often the list of sources is read anew, in ticks. */
const ticksBetweenReloads = 5;
const patienceMilliseconds = 20_000;
/** A source that fails is asked less and less often, down to this: milliseconds. */
const longestPause = 300_000;
const mostDoublings = 6;

/** How far we are with one source. Moments in epoch milliseconds. */
interface Turn {
  busy: boolean;
  nextAt: number;
  failures: number;
  known: Known;
  /** What it was asked with: another address or key is another beginning. */
  readonly asked: string;
}

/**
 * Asks each configured source in its rhythm, one question at a time a source, and hands what it answers to the same
 * door as everything else. A source that is down, slow or sends nonsense costs its own turn and nobody else's.
 */
@Injectable()
export class Poller implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Poller');
  private readonly turns = new Map<string, Turn>();
  private timer: NodeJS.Timeout | undefined;
  private ticks = 0;

  constructor(
    private readonly sources: Sources,
    private readonly feeds: VehicleFeeds,
    private readonly health: SourceHealth,
    private readonly engine: Engine,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.tick(), everyMilliseconds).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async tick(): Promise<void> {
    // What could not be stored would have to be asked for again.
    if (!this.engine.live) return;
    if (this.ticks++ % ticksBetweenReloads === 0) {
      await this.sources.reload().catch((error: unknown) => this.logger.debug(`the sources could not be read: ${String(error)}`));
    }
    const now = Date.now();
    for (const source of this.sources.all) {
      const turn = this.turnOf(source);
      if (source.kind === 'pushed' || !source.enabled || turn.busy || now < turn.nextAt) continue;
      turn.busy = true;
      void this.poll(source, turn).finally(() => (turn.busy = false));
    }
    for (const name of this.turns.keys()) if (!this.sources.all.some((source) => source.name === name)) this.turns.delete(name);
  }

  private async poll(source: Source, turn: Turn): Promise<void> {
    const began = Date.now();
    const healthy = await this.ask(source, turn, began).catch((error: unknown) => {
      // The database is away, or we have a bug: neither is the source's fault.
      this.logger.debug(`${source.name} could not be taken: ${String(error)}`);
      turn.known = {};
      return false;
    });
    turn.failures = healthy ? 0 : turn.failures + 1;
    const pause = Math.min(source.everySeconds * 1000 * 2 ** Math.min(Math.max(0, turn.failures - 1), mostDoublings), Math.max(longestPause, source.everySeconds * 1000));
    // A rhythm counts from its beginning; a pause after a failure from its end, which may have been long in coming.
    turn.nextAt = (healthy ? began : Date.now()) + pause;
  }

  /** Whether it went well. */
  private async ask(source: Source, turn: Turn, began: number): Promise<boolean> {
    const { kind, name } = source;
    if (kind === 'pushed') return true;
    const key = eventSourceOf(source);
    const fetched = await fetchFeed(source, turn.known, patienceMilliseconds);
    // Meanwhile it may have been removed or changed: its answer is nobody's any more.
    if (this.turns.get(name) !== turn) return true;
    const took = Date.now() - began;
    if ('failure' in fetched) {
      this.health.failed(key, fetched.failure, fetched.words, Date.now());
      return false;
    }
    if ('unchanged' in fetched) {
      this.health.polled(key, Date.now(), took, undefined);
      return true;
    }
    const taken = await this.feeds.take(kind, name, fetched.bytes);
    turn.known = fetched.known;
    const sound = !('unreadable' in taken) && (taken.rejected.length === 0 || taken.accepted + taken.duplicates > 0);
    this.health.polled(key, Date.now(), took, sound);
    return !('unreadable' in taken);
  }

  private turnOf(source: Source): Turn {
    const asked = JSON.stringify([source.kind, source.url, source.allowPrivate, source.secret, source.everySeconds, source.enabled]);
    let turn = this.turns.get(source.name);
    if (turn?.asked !== asked) this.turns.set(source.name, (turn = { busy: false, nextAt: 0, failures: 0, known: {}, asked }));
    return turn;
  }
}
