import { isTopicName, mayAccess, subscribeRequest, topics, unsubscribeRequest } from '@sightline/contracts';
import type { FieldScope, LiveProblem, Place, SubscribeReply, TopicName, UnsubscribeReply } from '@sightline/contracts';
import type { TopicRegistry } from '../bus/topic-registry.js';
import type { TopicSource } from '../bus/topic-source.js';
import type { Fields } from '../identity/fields/fields.service.js';
import type { ViewerPrincipal } from '../identity/principal.js';
import { batchOf } from './frame.js';
import type { Batch, Batches, Frame } from './frame.js';
import { subscriptionsPerSocket } from './limits.js';
import type { Member, OpenRoom, Rooms, Wanted } from './rooms.js';

/** The way to the viewer's screen. */
export interface ViewerLine {
  readonly queuedBytes: number;
  takes(bytes: number): boolean;
  write(batch: Batch): void;
}

const refuse = (code: LiveProblem['code'], message: string): { ok: false; problem: LiveProblem } => ({ ok: false, problem: { code, message } });
const nothingFound = (topic: TopicName) => refuse('not-found', `The parameters of "${topic}" name nothing.`);

/** Writes down that a viewer follows something, before any of it is sent; rejects where it cannot. */
export type Followed = (viewer: ViewerPrincipal, topic: TopicName, params: object) => Promise<void>;

/** One socket of a person or a link: what it subscribed to, and what it is owed. */
export class Viewer implements Member {
  readonly line: ViewerLine;
  readonly #principal: ViewerPrincipal;
  readonly #rooms: Rooms;
  readonly #registry: TopicRegistry;
  readonly #fields: Fields;
  readonly #record: Followed | undefined;
  readonly #subscriptions = new Map<OpenRoom, { owed: boolean }>();
  #owedCount = 0;
  #outbox: Frame[] = [];
  #outboxBytes = 0;
  #isClosed = false;

  constructor(line: ViewerLine, principal: ViewerPrincipal, rooms: Rooms, registry: TopicRegistry, fields: Fields, record?: Followed) {
    this.line = line;
    this.#principal = principal;
    this.#rooms = rooms;
    this.#registry = registry;
    this.#fields = fields;
    this.#record = record;
  }

  /** What it subscribed to and is up to date with. */
  get current(): OpenRoom[] {
    return [...this.#subscriptions].filter(([, { owed }]) => !owed).map(([open]) => open);
  }

  /** The topics for which it could not keep up and is owed a snapshot. */
  get owed(): readonly OpenRoom[] {
    if (this.#owedCount === 0) return [];
    return [...this.#subscriptions].filter(([, { owed }]) => owed).map(([open]) => open);
  }

  /**
   * Subscribes, or subscribes anew. `reply` is called exactly once, in the same breath in which the viewer enters the
   * room, so that no delta falls between [LIVE-2].
   */
  async subscribe(payload: unknown, reply: (reply: SubscribeReply) => void): Promise<void> {
    const request = subscribeRequest.safeParse(payload);
    if (!request.success) return reply(refuse('bad-request', 'A subscription is { topic, params?, since?: { epoch, seq } }.'));
    const wanted = this.#wanted(request.data.topic, request.data.params);
    if ('problem' in wanted) return reply({ ok: false, problem: wanted.problem });
    if ((await wanted.source.admits?.(this.#principal, wanted.params)) === false) return reply(refuse('forbidden', 'This is not yours to follow.'));
    await this.#record?.(this.#principal, wanted.topic, wanted.params);
    for (;;) {
      const open = this.#rooms.of(wanted, Date.now());
      if (!this.#subscriptions.has(open) && this.#subscriptions.size >= subscriptionsPerSocket) {
        return reply(refuse('too-many', `A connection has at most ${subscriptionsPerSocket} subscriptions.`));
      }
      if (request.data.since && this.#resume(open, request.data.since, reply)) return;
      const snapshot = await this.#rooms.snapshot(open);
      if (this.#isClosed) return;
      if (!snapshot) {
        this.#rooms.discard(open);
        return reply(nothingFound(wanted.topic));
      }
      if (!this.#enter(open)) continue;
      const { epoch, seq, items } = snapshot;
      return reply({ ok: true, epoch, seq, snapshot: { items } });
    }
  }

  unsubscribe(payload: unknown): UnsubscribeReply {
    const request = unsubscribeRequest.safeParse(payload);
    if (!request.success) return refuse('bad-request', 'To unsubscribe is { topic, params? }.');
    const wanted = this.#wanted(request.data.topic, request.data.params);
    if ('problem' in wanted) return { ok: false, problem: wanted.problem };
    const open = this.#rooms.find(wanted);
    if (open) this.#leave(open);
    return { ok: true };
  }

  /** Takes a delta for this tick, or, without credit, owes a snapshot instead [LIVE-8]. */
  deliver(open: OpenRoom, frame: Frame): void {
    const subscription = this.#subscriptions.get(open);
    if (!subscription || subscription.owed) return;
    if (this.line.takes(this.#outboxBytes + frame.bytes.length)) return this.#put(frame);
    subscription.owed = true;
    this.#owedCount += 1;
  }

  /** Takes a heartbeat, unless so much waits that one more would tell nothing. */
  beat(frame: Frame): void {
    if (this.line.takes(this.#outboxBytes + frame.bytes.length)) this.#put(frame);
  }

  /** Sends what the tick brought, all in one write. */
  flush(batches: Batches): void {
    if (this.#outbox.length === 0) return;
    this.line.write(batches.of(this.#outbox));
    this.#outbox = [];
    this.#outboxBytes = 0;
  }

  /** Pays what is owed for a room: a whole snapshot, after which deltas go on. */
  reset(open: OpenRoom, frame: Frame): boolean {
    const subscription = this.#subscriptions.get(open);
    if (!subscription?.owed || !this.line.takes(frame.bytes.length)) return false;
    subscription.owed = false;
    this.#owedCount -= 1;
    this.line.write(batchOf([frame]));
    return true;
  }

  close(): void {
    this.#isClosed = true;
    for (const open of this.#subscriptions.keys()) this.#rooms.leave(open, this, Date.now());
    this.#subscriptions.clear();
  }

  #wanted(topic: string, rawParams: unknown): Wanted | { problem: LiveProblem } {
    if (!isTopicName(topic)) return refuse('unknown-topic', 'There is no such topic.');
    const principal = this.#principal;
    if (principal.kind === 'account' ? !mayAccess(principal.role, topics[topic].resource, topics[topic].grant) : topics[topic].link !== principal.linkKind) {
      return refuse('forbidden', principal.kind === 'account' ? `Your role may not see "${topic}".` : 'This link does not open that.');
    }
    const params = topics[topic].params.safeParse(rawParams ?? {});
    if (!params.success) return refuse('bad-request', `The parameters of "${topic}" are not as they should be.`);
    const source = this.#registry.source(topic);
    if (!source) return refuse('unavailable', `"${topic}" is not offered here yet.`);
    // A link has one subject, its own: it names itself and nothing else [LINK-2].
    if (principal.kind === 'link' && (!('linkRef' in params.data) || params.data.linkRef !== principal.linkRef)) return refuse('forbidden', 'This link does not open that.');
    return { topic, params: params.data, source, ...this.#view(topic, source) };
  }

  /** What of the topic's values is this viewer's: the field table [ACC-6], and before it what the feature itself leaves out. */
  #view(topic: TopicName, { views }: TopicSource): Pick<Wanted, 'view' | 'project'> {
    const principal = this.#principal;
    const { key, project } = principal.kind === 'account' ? this.#fields.view(principal.role, topics[topic].resource as FieldScope) : this.#fields.view('outside', `link:${principal.linkKind}`);
    const granted = (project ?? ((value) => value)) as Wanted['project'];
    if (principal.kind === 'link' || views === undefined) return { view: key, project: granted };
    const own = views.of(principal.role);
    return { view: `${own} ${key}`, project: (value) => granted(views.project(own, value)) };
  }

  #resume(open: OpenRoom, since: Place, reply: (reply: SubscribeReply) => void): boolean {
    const missed = open.room.missed(since);
    const bytes = missed?.reduce((sum, { bytes }) => sum + bytes.length, 0) ?? 0;
    if (!missed || !this.line.takes(bytes) || !this.#enter(open)) return false;
    reply({ ok: true, epoch: since.epoch, seq: since.seq, resumed: true });
    if (missed.length > 0) this.line.write(batchOf(missed));
    return true;
  }

  #enter(open: OpenRoom): boolean {
    if (this.#isClosed || !this.#rooms.enter(open, this)) return false;
    this.#forget(open);
    this.#subscriptions.set(open, { owed: false });
    return true;
  }

  #leave(open: OpenRoom): void {
    this.#forget(open);
    this.#rooms.leave(open, this, Date.now());
  }

  #forget(open: OpenRoom): void {
    if (this.#subscriptions.get(open)?.owed) this.#owedCount -= 1;
    this.#subscriptions.delete(open);
  }

  #put(frame: Frame): void {
    this.#outbox.push(frame);
    this.#outboxBytes += frame.bytes.length;
  }
}
