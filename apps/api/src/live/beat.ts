import { heartbeatMilliseconds, tickMilliseconds } from '@sightline/contracts';
import { Batches, encode } from './frame.js';
import type { Frame } from './frame.js';
import type { OpenRoom, Rooms } from './rooms.js';
import type { Connected } from './sockets.js';

/** One tick early, so that a tick that comes late still keeps the promise [LIVE-13]. */
const ticksPerHeartbeat = Math.max(1, Math.floor(heartbeatMilliseconds / tickMilliseconds) - 1);

/** What happens on a tick for viewers: deltas, then what is owed, then heartbeats. */
export class Beat {
  readonly #rooms: Rooms;
  readonly #onReset: () => void;
  #ticks = 0;

  constructor(rooms: Rooms, onReset: () => void) {
    this.#rooms = rooms;
    this.#onReset = onReset;
  }

  /** Resolves when also the snapshots are sent that were read for viewers that fell behind; rejects when some could not be. */
  async run(connected: Iterable<Connected>, now: number): Promise<void> {
    const all = [...connected];
    try {
      this.#rooms.tick(now);
    } finally {
      this.#flush(all, now);
    }
    await this.#payWhatIsOwed(all, now);
  }

  #flush(all: readonly Connected[], now: number): void {
    this.#ticks += 1;
    if (this.#ticks % ticksPerHeartbeat === 0) this.#heartbeat(all, now);
    const batches = new Batches();
    for (const { viewer, queue } of all) {
      viewer.flush(batches);
      queue.tick();
    }
  }

  /** Viewers of the same topics share one encoded heartbeat. */
  #heartbeat(all: readonly Connected[], now: number): void {
    const at = new Date(now).toISOString();
    const byTopics = new Map<string, Frame>();
    for (const { viewer } of all) {
      const { current } = viewer;
      const key = current.map((open) => open.key).join('\n');
      const known = byTopics.get(key);
      const frame = known ?? encode('heartbeat', { at, topics: current.map(({ room }) => ({ ...room.subject.address, ...room.place })) });
      if (!known) byTopics.set(key, frame);
      viewer.beat(frame);
    }
  }

  /** A viewer that has drained gets a snapshot of every topic it fell behind in; those who fell behind together share it. */
  async #payWhatIsOwed(all: readonly Connected[], now: number): Promise<void> {
    const at = new Date(now).toISOString();
    const frames = new Map<OpenRoom, Promise<Frame | undefined>>();
    const payments: Promise<void>[] = [];
    for (const { viewer } of all) {
      for (const open of viewer.owed) {
        if (viewer.line.queuedBytes > 0) break;
        const frame = frames.get(open) ?? this.#snapshotFrame(open, at);
        frames.set(open, frame);
        payments.push(frame.then((ready) => {
          if (ready && viewer.reset(open, ready)) this.#onReset();
        }));
      }
    }
    await Promise.all(payments);
  }

  async #snapshotFrame(open: OpenRoom, at: string): Promise<Frame | undefined> {
    const snapshot = await this.#rooms.snapshot(open);
    if (!snapshot) return undefined;
    const { epoch, seq, items } = snapshot;
    return encode('snapshot', { ...open.room.subject.address, epoch, seq, at, items });
  }
}
