import { livePath } from '@sightline/contracts';
import type { DeltaMessage, GoodbyeMessage, HeartbeatMessage, Place, SnapshotMessage, SubscribeReply, TopicName, TopicParams } from '@sightline/contracts';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';

const addressOf = (topic: string, params: object | undefined): string => JSON.stringify([topic, Object.entries(params ?? {}).sort()]);

/** What a reference client knows of one topic. */
export interface Followed {
  readonly topic: TopicName;
  readonly params: TopicParams | undefined;
  place: Place | undefined;
  items: Map<string, unknown>;
  /** Local times at which deltas came, in epoch milliseconds. */
  readonly deltaTimes: number[];
  readonly seqs: number[];
  gaps: number;
  resets: number;
}

/** The smallest client that keeps to the protocol: snapshot, deltas in sequence, and a new subscription at a gap. */
export class LiveClient {
  readonly socket: Socket;
  readonly followed = new Map<string, Followed>();
  readonly heartbeats: HeartbeatMessage[] = [];
  readonly goodbyes: GoodbyeMessage[] = [];
  readonly replies: SubscribeReply[] = [];
  #changed: (() => void)[] = [];

  constructor(url: string, cookie: string | undefined, options: { origin?: string; reconnection?: boolean; link?: string; headers?: Record<string, string> } = {}) {
    this.socket = io(url, {
      path: livePath,
      transports: ['websocket'],
      autoConnect: false,
      forceNew: true,
      reconnection: options.reconnection ?? false,
      ...(options.link !== undefined && { auth: { link: options.link } }),
      reconnectionDelay: 100,
      reconnectionDelayMax: 500,
      extraHeaders: { ...(cookie !== undefined && { cookie }), ...(options.origin !== undefined && { origin: options.origin }), ...options.headers },
    });
    this.socket.on('delta', (message: DeltaMessage) => this.#delta(message));
    this.socket.on('snapshot', (message: SnapshotMessage) => this.#reset(message));
    this.socket.on('heartbeat', (message: HeartbeatMessage) => this.#heartbeat(message));
    this.socket.on('goodbye', (message: GoodbyeMessage) => this.goodbyes.push(message));
    this.socket.onAny(() => this.#tell());
    this.socket.on('disconnect', () => this.#tell());
    this.socket.on('connect', () => {
      for (const topic of this.followed.values()) void this.#subscribe(topic);
    });
  }

  /** Connects; the reason where it was refused. */
  async connect(): Promise<string | undefined> {
    return new Promise((resolve) => {
      this.socket.once('connect', () => resolve(undefined));
      this.socket.once('connect_error', (error) => resolve(error.message));
      this.socket.connect();
    });
  }

  async follow(topic: TopicName, params?: TopicParams): Promise<{ reply: SubscribeReply; state: Followed }> {
    const state: Followed = { topic, params, place: undefined, items: new Map(), deltaTimes: [], seqs: [], gaps: 0, resets: 0 };
    this.followed.set(addressOf(topic, params), state);
    const reply = await this.#subscribe(state);
    if (!reply.ok) this.followed.delete(addressOf(topic, params));
    return { reply, state };
  }

  /** Sends anything, as a client that does not keep to the protocol might. */
  async ask(event: string, ...payload: unknown[]): Promise<unknown> {
    return this.socket.timeout(5000).emitWithAck(event, ...payload);
  }

  /** Resolves when `condition` holds; it is looked at after every message. */
  async until(condition: () => boolean, what: string, milliseconds = 10_000): Promise<void> {
    const deadline = Date.now() + milliseconds;
    while (!condition()) {
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`did not see in time: ${what}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(left, 250));
        this.#changed.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  close(): void {
    this.socket.disconnect();
  }

  async #subscribe(state: Followed): Promise<SubscribeReply> {
    const request = { topic: state.topic, ...(state.params && { params: state.params }), ...(state.place && { since: state.place }) };
    return new Promise((resolve) => {
      // Within the call of the ack: a delta may follow in the same read.
      this.socket.emit('subscribe', request, (reply: SubscribeReply) => {
        this.replies.push(reply);
        if (reply.ok) {
          state.place = { epoch: reply.epoch, seq: reply.seq };
          if ('snapshot' in reply) state.items = new Map(Object.entries(reply.snapshot.items));
        }
        resolve(reply);
      });
    });
  }

  #delta(message: DeltaMessage): void {
    const state = this.followed.get(addressOf(message.topic, message.params));
    if (!state?.place) return;
    state.deltaTimes.push(Date.now());
    if (message.epoch !== state.place.epoch || message.seq !== state.place.seq + 1) {
      state.gaps += 1;
      void this.#subscribe(state);
      return;
    }
    state.seqs.push(message.seq);
    state.place = { epoch: message.epoch, seq: message.seq };
    for (const { key, value } of message.changes) {
      if (value === null) state.items.delete(key);
      else state.items.set(key, value);
    }
  }

  #reset(message: SnapshotMessage): void {
    const state = this.followed.get(addressOf(message.topic, message.params));
    if (!state) return;
    state.resets += 1;
    state.place = { epoch: message.epoch, seq: message.seq };
    state.items = new Map(Object.entries(message.items));
  }

  #heartbeat(message: HeartbeatMessage): void {
    this.heartbeats.push(message);
    for (const { topic, params, epoch, seq } of message.topics) {
      const state = this.followed.get(addressOf(topic, params));
      if (state?.place && (state.place.epoch !== epoch || state.place.seq < seq)) {
        state.gaps += 1;
        void this.#subscribe(state);
      }
    }
  }

  #tell(): void {
    for (const told of this.#changed.splice(0)) told();
  }
}
