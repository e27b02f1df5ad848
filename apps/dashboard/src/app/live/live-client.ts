import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { DeltaMessage, GoodbyeMessage, HeartbeatMessage, SnapshotMessage, SubscribeReply, SubscribeRequest, TopicName, TopicParams, UnsubscribeRequest } from '@sightline/contracts';
import type { LiveSocket } from './connection';
import { OPEN_SOCKET } from './connection';
import { LiveTopic } from './live-topic';
import { addressOf } from './topic-state';

/** Connection in the shell's words. `since`: when it became so; for `disconnected`, when something was last heard. */
export interface Connection {
  kind: 'off' | 'connecting' | 'live' | 'reconnecting' | 'disconnected';
  since: number;
}

/** [LIVE-C6] Silence after which the socket is reopened, and absence after which the words change, in milliseconds. */
export const silenceMilliseconds = 12_000;
export const absenceMilliseconds = 15_000;
const retryMilliseconds = 2_000;
const answerMilliseconds = 10_000;

type AnyTopic = LiveTopic<TopicName>;

/** The one socket of the page and every topic open on it. SPEC.md says what it promises. */
@Injectable({ providedIn: 'root' })
export class LiveClient {
  private readonly openSocket = inject(OPEN_SOCKET);
  private readonly topics = new Map<string, AnyTopic>();
  private readonly state = signal<Connection>({ kind: 'off', since: 0 });
  private readonly heardAt = signal<number | null>(null);
  private readonly newest = signal<string | null>(null);
  private readonly skew = signal(0);
  private readonly bye = signal<Exclude<GoodbyeMessage['reason'], 'renewed' | 'unchecked'> | null>(null);
  private readonly refusals = signal(0);
  private readonly pausedSince = signal<number | null>(null);
  private socket: LiveSocket | null = null;
  private wanted = false;
  private watchdog: ReturnType<typeof setInterval> | null = null;

  readonly connection = this.state.asReadonly();
  readonly isLive = computed(() => this.state().kind === 'live');
  /** The server's time of the newest change that reached this page. */
  readonly newestAt = this.newest.asReadonly();
  /** Server's clock less this machine's, in milliseconds. */
  readonly clockSkew = this.skew.asReadonly();
  /** Why the server ended the session, if it did. */
  readonly goodbye = this.bye.asReadonly();
  /** Grows when the server refuses the socket: whoever knows the session should look whether it still holds. */
  readonly refused = this.refusals.asReadonly();
  /** Since when the reader holds moving things still; null: not at all. */
  readonly paused = this.pausedSince.asReadonly();

  /** Opens a topic for as long as the caller lives (in an injection context). */
  open<N extends TopicName>(topic: N, params?: TopicParams<N>): LiveTopic<N> {
    const { handle, close } = this.attach(topic, params);
    inject(DestroyRef).onDestroy(close);
    return handle;
  }

  /** Opens a topic until `close` is called: for what a page chooses while it runs. */
  attach<N extends TopicName>(topic: N, params?: TopicParams<N>): { handle: LiveTopic<N>; close: () => void } {
    const address = addressOf(topic, params);
    let handle = this.topics.get(address) as LiveTopic<N> | undefined;
    if (handle === undefined) {
      handle = new LiveTopic(topic, params);
      if (topic === 'fleet') handle.hold(this.pausedSince() !== null);
      this.topics.set(address, handle);
      if (this.socket?.connected === true) this.subscribe(handle);
    }
    handle.users += 1;
    const opened = handle;
    let closed = false;
    return {
      handle: opened,
      close: () => {
        if (closed) return;
        closed = true;
        opened.users -= 1;
        if (opened.users === 0) this.close(opened);
      },
    };
  }

  /** Moving things hold still; alerts and figures go on. */
  pause(paused: boolean): void {
    if (paused === (this.pausedSince() !== null)) return;
    this.pausedSince.set(paused ? this.serverNow() : null);
    this.topics.get('fleet')?.hold(paused);
  }

  /** Asked anew after waiting: someone may have left meanwhile. */
  private isWanted(): boolean {
    return this.wanted;
  }

  serverNow(): number {
    return Date.now() + this.skew();
  }

  async connect(): Promise<void> {
    if (this.wanted) return;
    this.wanted = true;
    this.bye.set(null);
    this.state.set({ kind: 'connecting', since: this.serverNow() });
    this.watchdog ??= setInterval(() => this.watch(), 1000);
    if (this.socket === null) {
      const socket = await this.openSocket();
      this.socket = socket;
      this.wire(socket);
    }
    if (this.isWanted()) this.socket.connect();
  }

  disconnect(): void {
    this.wanted = false;
    if (this.watchdog !== null) clearInterval(this.watchdog);
    this.watchdog = null;
    this.socket?.disconnect();
    this.newest.set(null);
    this.pause(false);
    this.state.set({ kind: 'off', since: this.serverNow() });
  }

  private wire(socket: LiveSocket): void {
    socket.on('connect', () => {
      this.heard();
      this.state.set({ kind: 'live', since: this.serverNow() });
      for (const topic of this.topics.values()) this.subscribe(topic);
    });
    socket.on('disconnect', () => {
      this.lost();
      // What the server closes the library does not open again by itself: after `renewed`, `unchecked` and a restart we do.
      if (!socket.active && this.bye() === null) this.retryConnecting(socket);
    });
    socket.on('connect_error', () => {
      this.lost();
      if (socket.active || !this.wanted) return;
      this.refusals.update((count) => count + 1);
      this.retryConnecting(socket);
    });
    socket.on('delta', (message: DeltaMessage, acknowledge?: () => void) => {
      this.heard(message.at);
      acknowledge?.();
      this.newest.set(message.at);
      const topic = this.topics.get(addressOf(message.topic, message.params));
      if (topic?.delta(message) === 'gap') this.subscribe(topic);
    });
    socket.on('snapshot', (message: SnapshotMessage, acknowledge?: () => void) => {
      this.heard(message.at);
      acknowledge?.();
      this.newest.set(message.at);
      this.topics.get(addressOf(message.topic, message.params))?.reset(message.items, message, message.at);
    });
    socket.on('heartbeat', (message: HeartbeatMessage) => {
      this.heard(message.at);
      for (const place of message.topics) {
        const topic = this.topics.get(addressOf(place.topic, place.params));
        if (topic?.heartbeat(place, message.at) === true) this.subscribe(topic);
      }
    });
    socket.on('goodbye', (message: GoodbyeMessage) => {
      // The same person goes on: with a new cookie, which brings a new token against forged requests.
      if (message.reason === 'renewed') this.refusals.update((count) => count + 1);
      else if (message.reason !== 'shutting-down' && message.reason !== 'unchecked') this.bye.set(message.reason);
    });
  }

  private retryConnecting(socket: LiveSocket): void {
    setTimeout(() => {
      if (this.wanted) socket.connect();
    }, retryMilliseconds);
  }

  private subscribe(topic: AnyTopic): void {
    const socket = this.socket;
    if (socket?.connected !== true || topic.pending) return;
    topic.pending = true;
    const request: SubscribeRequest = { topic: topic.topic, ...(topic.params !== undefined ? { params: topic.params } : {}), ...(topic.place !== null ? { since: topic.place } : {}) };
    socket.timeout(answerMilliseconds).emit('subscribe', request, (error: Error | null, reply: SubscribeReply) => {
      if (this.topics.get(topic.address) !== topic) return;
      const again = error !== null ? this.unanswered(topic) : topic.answered(reply, new Date(this.serverNow()).toISOString());
      if (again) setTimeout(() => this.retry(topic), retryMilliseconds);
    });
  }

  private unanswered(topic: AnyTopic): boolean {
    topic.pending = false;
    return true;
  }

  private retry(topic: AnyTopic): void {
    if (this.topics.get(topic.address) === topic) this.subscribe(topic);
  }

  private close(topic: AnyTopic): void {
    this.topics.delete(topic.address);
    if (this.socket?.connected !== true) return;
    const request: UnsubscribeRequest = { topic: topic.topic, ...(topic.params !== undefined ? { params: topic.params } : {}) };
    this.socket.emit('unsubscribe', request, () => undefined);
  }

  private heard(at?: string): void {
    const now = Date.now();
    this.heardAt.set(now);
    if (at === undefined) return;
    const skew = Date.parse(at) - now;
    // A second is the network's and the tick's; more is a clock that is wrong.
    if (Number.isFinite(skew) && Math.abs(skew - this.skew()) > 1500) this.skew.set(skew);
  }

  private lost(): void {
    for (const topic of this.topics.values()) topic.interrupted();
    const kind = this.state().kind;
    if (this.wanted && kind === 'live') this.state.set({ kind: 'reconnecting', since: this.serverNow() });
  }

  /** [LIVE-C6] */
  private watch(): void {
    const now = Date.now();
    const heardAt = this.heardAt();
    const { kind, since } = this.state();
    if (kind === 'live' && heardAt !== null && now - heardAt > silenceMilliseconds) {
      this.socket?.disconnect();
      this.lost();
      this.socket?.connect();
    }
    if ((kind === 'reconnecting' || kind === 'connecting') && this.serverNow() - since > absenceMilliseconds) {
      this.state.set({ kind: 'disconnected', since: heardAt === null ? since : heardAt + this.skew() });
    }
  }
}
