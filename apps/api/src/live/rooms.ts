import { randomBytes } from 'node:crypto';
import type { Place, TopicItems, TopicName, TopicParams, TopicValue } from '@sightline/contracts';
import type { TopicMessage } from '../bus/bus.js';
import type { TopicSource } from '../bus/topic-source.js';
import type { Frame } from './frame.js';
import { emptyRoomMilliseconds } from './limits.js';
import { Room } from './room.js';

/** What a room needs of a viewer to hand it frames. */
export interface Member {
  deliver(room: OpenRoom, frame: Frame): void;
}

/** A room with who is in it. `emptySince` in epoch milliseconds. */
export interface OpenRoom {
  readonly key: string;
  readonly room: Room;
  readonly wanted: Wanted;
  readonly members: Set<Member>;
  emptySince: number | undefined;
  reading: { readonly revision: number; readonly items: Promise<TopicItems | undefined> } | undefined;
}

export type Snapshot = Place & { readonly items: TopicItems };

/** What somebody wants to see, and which view of it. */
export interface Wanted {
  readonly source: TopicSource;
  readonly topic: TopicName;
  readonly params: TopicParams;
  readonly view: string;
  /** What the view leaves of a value. */
  readonly project: (value: TopicValue) => TopicValue;
}

/** The same parameters are the same subject in whatever order they were written. */
const subjectOf = (topic: TopicName, params: TopicParams): string =>
  `${topic} ${JSON.stringify(Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)))}`;

/** All open rooms: takes what the bus says to the rooms that are concerned, and reads snapshots that fit their deltas. */
export class Rooms {
  readonly #byKey = new Map<string, OpenRoom>();
  readonly #bySubject = new Map<string, Set<OpenRoom>>();
  readonly #boot = randomBytes(6).toString('base64url');
  #opened = 0;

  get open(): Iterable<OpenRoom> {
    return this.#byKey.values();
  }

  /** The room of a view of a topic, if it is open. */
  find({ topic, params, view }: Wanted): OpenRoom | undefined {
    return this.#byKey.get(`${subjectOf(topic, params)} ${view}`);
  }

  /** The room of a view of a topic; opened when it is not. */
  of(wanted: Wanted, now: number): OpenRoom {
    const known = this.find(wanted);
    if (known) {
      // Someone is about to enter: the time to close it begins anew.
      if (known.emptySince !== undefined) known.emptySince = now;
      return known;
    }
    const { topic, params, view, project } = wanted;
    const subject = subjectOf(topic, params);
    const key = `${subject} ${view}`;
    this.#opened += 1;
    const address = Object.keys(params).length > 0 ? { topic, params } : { topic };
    const room = new Room({ address, project }, `${this.#boot}.${this.#opened.toString(36)}`);
    const opened: OpenRoom = { key, room, wanted, members: new Set(), emptySince: now, reading: undefined };
    this.#byKey.set(key, opened);
    const siblings = this.#bySubject.get(subject) ?? new Set();
    this.#bySubject.set(subject, siblings.add(opened));
    return opened;
  }

  publish(message: TopicMessage): void {
    const rooms = this.#bySubject.get(subjectOf(message.topic, message.params));
    for (const { room } of rooms ?? []) room.put(message.changes);
  }

  /** The whole state with the place it belongs to [LIVE-3], or undefined where the parameters name nothing. */
  async snapshot(open: OpenRoom): Promise<Snapshot | undefined> {
    for (;;) {
      const { seq } = open.room.place;
      const items = await this.#read(open);
      if (items === undefined) return undefined;
      const complete = open.room.complete(items, seq);
      if (complete) return { ...open.room.place, items: complete };
    }
  }

  /** False where the room was closed in the meantime: ask for it again. */
  enter(open: OpenRoom, member: Member): boolean {
    if (this.#byKey.get(open.key) !== open) return false;
    open.members.add(member);
    open.emptySince = undefined;
    return true;
  }

  leave(open: OpenRoom, member: Member, now: number): void {
    open.members.delete(member);
    if (open.members.size > 0) return;
    if (open.wanted.source.onlyWhileWatched === true) this.#close(open);
    else open.emptySince ??= now;
  }

  /** Closes a room that turned out to be about nothing. */
  discard(open: OpenRoom): void {
    if (open.members.size === 0) this.#close(open);
  }

  /** One tick: every room's delta to its members, and an end to rooms that nobody came back to. A room that fails stops no other. */
  tick(now: number): void {
    const at = new Date(now).toISOString();
    const failures: unknown[] = [];
    for (const open of this.#byKey.values()) {
      try {
        this.#tick(open, at);
      } catch (error) {
        failures.push(error);
      }
      if (open.emptySince !== undefined && now - open.emptySince > emptyRoomMilliseconds) this.#close(open);
    }
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} rooms could not be brought up to date: ${String(failures[0])}`);
  }

  #tick(open: OpenRoom, at: string): void {
    const frame = open.room.flush(at);
    if (frame) for (const member of open.members) member.deliver(open, frame);
  }

  /** Those who ask while nothing has changed share one reading: a crowd that comes back costs one. */
  #read(open: OpenRoom): Promise<TopicItems | undefined> {
    const { revision } = open.room;
    if (open.reading?.revision === revision) return open.reading.items;
    const items = Promise.resolve(open.wanted.source.snapshot(open.wanted.params));
    const reading = { revision, items };
    open.reading = reading;
    const forget = (): void => void (open.reading === reading && (open.reading = undefined));
    items.then(forget, forget);
    return items;
  }

  #close(open: OpenRoom): void {
    if (this.#byKey.get(open.key) !== open) return;
    this.#byKey.delete(open.key);
    const { topic, params } = open.wanted;
    const subject = subjectOf(topic, params);
    const siblings = this.#bySubject.get(subject);
    siblings?.delete(open);
    if (siblings?.size === 0) this.#bySubject.delete(subject);
  }
}
