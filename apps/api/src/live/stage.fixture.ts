import type { Place, SubscribeReply, TopicChange, TopicItems } from '@sightline/contracts';
import { Fields } from '../identity/fields/fields.service.js';
import { TopicRegistry } from '../bus/topic-registry.js';
import type { TopicSource } from '../bus/topic-source.js';
import { Batches } from './frame.js';
import type { Batch, Frame } from './frame.js';
import { creditBytes } from './limits.js';
import { Rooms } from './rooms.js';
import { Viewer } from './viewer.js';

/** A topic whose state is a map of numbers, read at the moment the reading starts and handed over when told to. */
export class FakeTopic {
  readonly state = new Map<string, number>();
  readonly readings: (() => void)[] = [];
  isSlow = false;

  readonly source: TopicSource = {
    topic: 'feeds',
    snapshot: () => {
      const items = Object.fromEntries(this.state) as unknown as TopicItems;
      if (!this.isSlow) return items;
      return new Promise((resolve) => this.readings.push(() => resolve(items)));
    },
  };

  change(key: string, value: number | null): TopicChange[] {
    if (value === null) this.state.delete(key);
    else this.state.set(key, value);
    return [{ key, value } as unknown as TopicChange];
  }
}

/** A line that can be stalled, and the client at its end, which knows only the protocol. */
export class FakeClient {
  items = new Map<string, unknown>();
  place: Place | undefined;
  gaps = 0;
  snapshots = 0;
  isStalled = false;
  waiting: Frame[] = [];
  mostQueued = 0;

  readonly line = ((client: FakeClient) => ({
    get queuedBytes() {
      return client.waiting.reduce((sum, { bytes }) => sum + bytes.length, 0);
    },
    takes(bytes: number) {
      return this.queuedBytes === 0 || this.queuedBytes + bytes <= creditBytes;
    },
    write({ frames }: Batch) {
      if (client.isStalled) client.waiting.push(...frames);
      else for (const frame of frames) client.receive(frame);
      client.mostQueued = Math.max(client.mostQueued, this.queuedBytes);
    },
  }))(this);

  release(): void {
    this.isStalled = false;
    for (const frame of this.waiting.splice(0)) this.receive(frame);
  }

  replied(reply: SubscribeReply): void {
    if (!reply.ok) return;
    this.place = { epoch: reply.epoch, seq: reply.seq };
    if ('snapshot' in reply) this.items = new Map(Object.entries(reply.snapshot.items));
  }

  receive({ packet }: Frame): void {
    const [event, message] = JSON.parse(packet.slice(1)) as [string, Place & { items: TopicItems; changes: TopicChange[] }];
    if (event === 'snapshot') {
      this.snapshots += 1;
      this.items = new Map(Object.entries(message.items));
    } else {
      if (message.seq !== (this.place?.seq ?? NaN) + 1 || message.epoch !== this.place?.epoch) this.gaps += 1;
      for (const { key, value } of message.changes) {
        if (value === null) this.items.delete(key);
        else this.items.set(key, value);
      }
    }
    this.place = { epoch: message.epoch, seq: message.seq };
  }
}

/** The field table with invented pseudonyms. */
export const fields = new Fields({ of: (kind: string, ref: string) => `${kind}-${ref.length}` });
export const principal = { kind: 'account', accountId: 'a', username: 'admin', role: 'admin' } as const;

/** A topic, its rooms and whoever joins. */
export function stage(source: Partial<TopicSource> = {}) {
  const topic = new FakeTopic();
  const rooms = new Rooms();
  const registry = new TopicRegistry();
  registry.register({ ...topic.source, ...source });
  const viewers: Viewer[] = [];
  const join = () => {
    const client = new FakeClient();
    const viewer = new Viewer(client.line, principal, rooms, registry, fields);
    viewers.push(viewer);
    return { client, viewer };
  };
  const tick = (now = 0) => {
    rooms.tick(now);
    const batches = new Batches();
    for (const viewer of viewers) viewer.flush(batches);
  };
  const publish = (key: string, value: number | null) => rooms.publish({ topic: 'feeds', params: {}, changes: topic.change(key, value) });
  return { topic, rooms, join, publish, tick };
}
