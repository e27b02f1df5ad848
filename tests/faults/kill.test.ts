import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { addressOfRunning } from '../../apps/api/dist/database/embedded/server.js';
import { event, fix, openedCase } from '../fixtures/events.ts';
import type { SentEvent } from '../fixtures/events.ts';
import { query } from '../support/databases.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

const kills = 10;
const batchesPerSecond = 10;
const positionsPerBatch = 20;
const factsPerBatch = 5;

/** A sender of 250 events a second that sends a batch again until it is acknowledged, and remembers what was. */
class Sender {
  readonly acknowledged: SentEvent[] = [];
  rejected = 0;
  retries = 0;
  private going = true;
  private batches = 0;
  private readonly name: string;
  private readonly door: Pick<Sightline, 'url' | 'feedToken'>;
  private readonly done: Promise<void>;

  constructor(name: string, door: Pick<Sightline, 'url' | 'feedToken'>) {
    this.name = name;
    this.door = door;
    this.done = this.run();
  }

  async finish(): Promise<void> {
    this.going = false;
    await this.done;
  }

  private async run(): Promise<void> {
    let due = performance.now();
    while (this.going) {
      const batch = this.batch();
      while (!(await this.isAcknowledged(batch))) {
        this.retries += 1;
        await sleep(50);
      }
      due += 1000 / batchesPerSecond;
      await sleep(Math.max(0, due - performance.now()));
    }
  }

  private async isAcknowledged(batch: SentEvent[]): Promise<boolean> {
    try {
      const { status, body } = await send(this.door, batch);
      if (status !== 200) return false;
      assert.equal(body.accepted + body.duplicates + body.rejected.length, batch.length);
      this.rejected += body.rejected.length;
      this.acknowledged.push(...batch);
      return true;
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      return false;
    }
  }

  private batch(): SentEvent[] {
    const number = (this.batches += 1);
    const from = (place: number) => ({ source: this.name, id: `${number}-${place}` });
    const now = Date.now();
    const positions = Array.from({ length: positionsPerBatch }, (_, place) => fix(`${this.name}-bus-${place}`, now, {}, from(place)));
    const calls = Array.from({ length: factsPerBatch - 1 }, (_, place) =>
      event('call.queued', { callRef: `${this.name}-call-${number}-${place}`, queue: 'transport', at: new Date(now).toISOString() }, from(100 + place)),
    );
    const { data } = openedCase(`${this.name}-case-${number}`, new Date(now).toISOString().slice(0, 10));
    return [...positions, ...calls, event('case.opened', data, from(200))];
  }
}

interface Stored {
  readonly source: string;
  readonly id: string;
  readonly times: number;
}

/** How many times each event of the senders is stored: facts in the journal, positions in their history. */
async function storedEvents({ dataDir }: Sightline): Promise<Map<string, number>> {
  const password = readFileSync(join(dataDir, 'secrets', 'database-password'), 'utf8').trim();
  const url = await addressOfRunning(dataDir, password);
  assert.ok(url);
  const rows = await query<Stored>(
    url,
    `SELECT source, id, count(*)::int AS times FROM (
       SELECT source, id FROM journal UNION ALL SELECT source, event_id FROM position
     ) AS stored WHERE source IN ('first', 'second') GROUP BY source, id`,
  );
  return new Map(rows.map(({ source, id, times }) => [`${source}/${id}`, times]));
}

describe('kill -9 of the api, ten times under 500 events a second from two senders that retry', () => {
  it('loses nothing that was acknowledged, stores nothing twice, and is ready again each time', async (t) => {
    let sightline = await startSightline();
    t.diagnostic(`first start ${Math.round(sightline.startedInMilliseconds)} ms`);
    const senders = [new Sender('first', sightline), new Sender('second', sightline)];
    const count = (): number => senders.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
    const restarts: number[] = [];
    try {
      for (let kill = 1; kill <= kills; kill += 1) {
        const before = count();
        await until('events to be acknowledged', () => count() > before + 500 || undefined, 30_000);
        await sightline.kill9();
        sightline = await sightline.restart();
        restarts.push(Math.round(sightline.startedInMilliseconds));
      }
      const before = count();
      await until('events to be acknowledged', () => count() > before + 500 || undefined, 30_000);
      await Promise.all(senders.map((sender) => sender.finish()));

      const retries = senders.reduce((sum, sender) => sum + sender.retries, 0);
      t.diagnostic(`${count()} events acknowledged, ${retries} batches sent again, ready again after ${restarts.join(', ')} ms`);
      const stored = await storedEvents(sightline);
      const sent = senders.flatMap(({ acknowledged }) => acknowledged.map(({ source, id }) => `${source}/${id}`));
      assert.equal(senders.reduce((sum, { rejected }) => sum + rejected, 0), 0);
      assert.deepEqual(sent.filter((key) => !stored.has(key)), [], 'acknowledged and not stored');
      assert.deepEqual([...stored].filter(([, times]) => times !== 1), [], 'stored more than once');
      assert.equal(stored.size, new Set(sent).size, 'everything that was stored was acknowledged in the end');
    } finally {
      await Promise.race([Promise.all(senders.map((sender) => sender.finish())), sleep(5000)]);
      await sightline.stop();
    }
  });
});
