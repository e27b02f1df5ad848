import type { Signal } from '@angular/core';
import { computed, signal } from '@angular/core';
import type { DeltaMessage, LiveProblem, Place, SubscribeReply, TopicChange, TopicItems, TopicName, TopicParams, TopicValue } from '@sightline/contracts';
import type { Applied } from './topic-state';
import { TopicState, addressOf } from './topic-state';

/** Loading until the first snapshot; interrupted while the connection is away and the last figures still show. */
export type TopicStatus = 'loading' | 'live' | 'interrupted' | 'forbidden' | 'error';

/** What changed, for listeners outside the signals: `reset` means that `changes` is the whole collection. */
export type TopicListener<N extends TopicName> = (changes: readonly TopicChange<N>[], reset: boolean) => void;

/** A topic as pages read it. `items` holds the same map all along; the signal fires when its content changed. */
export class LiveTopic<N extends TopicName> {
  private readonly state = new TopicState<N>();
  private readonly version = signal(0);
  private readonly statusSignal = signal<TopicStatus>('loading');
  private readonly problemSignal = signal<LiveProblem | null>(null);
  private readonly asOfSignal = signal<string | null>(null);
  private readonly listeners = new Set<TopicListener<N>>();
  private early: DeltaMessage<N>[] = [];
  private held = false;

  readonly address: string;
  /** A subscription was sent and not answered yet. */
  pending = false;
  /** How many users have this topic open. */
  users = 0;

  readonly status: Signal<TopicStatus> = this.statusSignal.asReadonly();
  readonly problem: Signal<LiveProblem | null> = this.problemSignal.asReadonly();
  /** When the server last said that this is what it knows: a change or a heartbeat. */
  readonly asOf: Signal<string | null> = this.asOfSignal.asReadonly();
  readonly items: Signal<ReadonlyMap<string, TopicValue<N>>> = computed(
    () => {
      this.version();
      return this.state.items;
    },
    { equal: () => false },
  );
  readonly values: Signal<readonly TopicValue<N>[]> = computed(() => [...this.items().values()]);

  constructor(
    readonly topic: N,
    readonly params: TopicParams<N> | undefined,
  ) {
    this.address = addressOf(topic, params);
  }

  get place(): Place | null {
    return this.state.place;
  }

  /** The map's own ear: called outside the signals, with the whole collection first. Returns how to stop. */
  listen(listener: TopicListener<N>): () => void {
    this.listeners.add(listener);
    if (this.state.place !== null) listener(this.everything(), true);
    return () => this.listeners.delete(listener);
  }

  /** [LIVE-C10] */
  hold(held: boolean): void {
    const released = this.held && !held;
    this.held = held;
    if (released) this.tell(this.everything(), true);
  }

  /** The answer to a subscription. True when the caller should ask again later. */
  answered(reply: SubscribeReply<N>, at: string): boolean {
    this.pending = false;
    if (!reply.ok) {
      this.early = [];
      this.problemSignal.set(reply.problem);
      const refused = reply.problem.code === 'forbidden';
      this.statusSignal.set(refused ? 'forbidden' : 'error');
      return !refused && (reply.problem.code === 'unavailable' || reply.problem.code === 'too-many');
    }
    if ('snapshot' in reply) this.reset(reply.snapshot.items, reply, at);
    else this.confirmed(at);
    const early = this.early;
    this.early = [];
    return early.some((delta) => this.delta(delta) === 'gap');
  }

  reset(items: TopicItems<N>, place: Place, at: string): void {
    this.pending = false;
    this.state.reset(items, place);
    this.confirmed(at);
    this.tell(this.everything(), true);
  }

  /** [LIVE-C4] */
  delta(delta: DeltaMessage<N>): Applied {
    if (this.pending) {
      this.early.push(delta);
      return 'known';
    }
    const applied = this.state.apply(delta);
    if (applied === 'applied') {
      this.confirmed(delta.at);
      this.tell(delta.changes, false);
    }
    return applied;
  }

  /** [LIVE-C5] True when something was missed. */
  heartbeat(place: Place, at: string): boolean {
    if (this.pending || this.statusSignal() !== 'live') return false;
    if (this.state.isBehind(place)) return true;
    this.asOfSignal.set(at);
    return false;
  }

  /** [LIVE-C7] What is on the screen stays there, and says that it may be old. */
  interrupted(): void {
    this.pending = false;
    this.early = [];
    if (this.statusSignal() === 'live') this.statusSignal.set('interrupted');
  }

  private confirmed(at: string): void {
    this.problemSignal.set(null);
    this.statusSignal.set('live');
    this.asOfSignal.set(at);
  }

  private tell(changes: readonly TopicChange<N>[], reset: boolean): void {
    if (this.held) return;
    this.version.update((version) => version + 1);
    for (const listener of this.listeners) listener(changes, reset);
  }

  private everything(): TopicChange<N>[] {
    return Array.from(this.state.items, ([key, value]) => ({ key, value }));
  }
}
