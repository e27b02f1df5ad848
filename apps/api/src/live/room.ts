import type { Place, TopicChange, TopicItems, TopicName, TopicParams, TopicValue } from '@sightline/contracts';
import { encode } from './frame.js';
import type { Frame } from './frame.js';
import { ringBytes, ringDeltas } from './limits.js';

interface Delta {
  readonly frame: Frame;
  readonly seq: number;
  readonly changes: readonly TopicChange[];
}

/** What a room is about, and how its view changes a value. */
export interface RoomSubject {
  /** As it stands in messages: a topic without parameters is written without. */
  readonly address: { readonly topic: TopicName; readonly params?: TopicParams };
  readonly project: (value: TopicValue) => TopicValue;
}

/**
 * One topic, its parameters and a view of it: everybody in the room gets the same bytes. Keeps the latest value of
 * every key that changed since the last tick, and a short ring of what it sent. Pure: the time comes from outside.
 */
export class Room {
  readonly subject: RoomSubject;
  readonly epoch: string;
  #seq = 0;
  #revision = 0;
  readonly #dirty = new Map<string, TopicValue | null>();
  readonly #ring: Delta[] = [];
  #ringSize = 0;

  constructor(subject: RoomSubject, epoch: string) {
    this.subject = subject;
    this.epoch = epoch;
  }

  get place(): Place {
    return { epoch: this.epoch, seq: this.#seq };
  }

  /** Grows with every message that came in: two equal revisions saw the same state. */
  get revision(): number {
    return this.#revision;
  }

  put(changes: readonly TopicChange[]): void {
    this.#revision += 1;
    for (const { key, value } of changes) this.#dirty.set(key, value);
  }

  /** Closes the tick [LIVE-4]: one delta with the latest value of each key that changed, or nothing. */
  flush(at: string): Frame | undefined {
    if (this.#dirty.size === 0) return undefined;
    const changes = [...this.#dirty].map(([key, value]) => this.#seen(key, value));
    this.#dirty.clear();
    this.#seq += 1;
    const frame = encode('delta', { ...this.subject.address, ...this.place, at, changes });
    this.#remember({ seq: this.#seq, changes, frame });
    return frame;
  }

  /** The deltas after `since`, or undefined where the ring no longer, or never, held them [LIVE-6] [LIVE-7]. */
  missed(since: Place): readonly Frame[] | undefined {
    if (since.epoch !== this.epoch || since.seq > this.#seq || !this.#covers(since.seq)) return undefined;
    return this.#ring.filter((delta) => delta.seq > since.seq).map(({ frame }) => frame);
  }

  /**
   * Brings whole items that were read while the room stood at `seq` up to now. A read may have missed what was
   * published while it was under way; every such change is in the ring or waits for the tick. Putting one in twice
   * is harmless: a change carries its key's whole value. Undefined when the ring is too short: read again.
   */
  complete(items: TopicItems, seq: number): TopicItems | undefined {
    if (!this.#covers(seq)) return undefined;
    const entries = new Map(Object.entries(items).map(([key, value]) => [key, this.subject.project(value)]));
    const apply = ({ key, value }: TopicChange): void => void (value === null ? entries.delete(key) : entries.set(key, value));
    for (const delta of this.#ring) if (delta.seq > seq) delta.changes.forEach(apply);
    for (const [key, value] of this.#dirty) apply(this.#seen(key, value));
    // Defines own properties whatever the key: `__proto__` is a key like any other [LIVE-11].
    return Object.fromEntries(entries);
  }

  #seen(key: string, value: TopicValue | null): TopicChange {
    return { key, value: value === null ? null : this.subject.project(value) };
  }

  #covers(seq: number): boolean {
    const oldest = this.#ring[0];
    return seq === this.#seq || (oldest !== undefined && seq >= oldest.seq - 1);
  }

  #remember(delta: Delta): void {
    this.#ring.push(delta);
    this.#ringSize += delta.frame.bytes.length;
    while (this.#ring.length > ringDeltas || (this.#ringSize > ringBytes && this.#ring.length > 1)) {
      this.#ringSize -= this.#ring.shift()?.frame.bytes.length ?? 0;
    }
  }
}
