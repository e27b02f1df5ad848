import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { event } from '../fixtures/events.ts';
import { startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

let databases: TestDatabases;
before(async () => {
  databases = await startDatabases();
});
after(() => databases.stop());

const fact = (source: string) => event('call.queued', { callRef: randomUUID(), queue: 'transport', at: new Date().toISOString() }, { source });
const invented = () => fact('demonstration/telephones');
const real = () => fact('telephones');

async function withSightline(demo: string, work: (sightline: Sightline) => Promise<void>): Promise<void> {
  const sightline = await startSightline({ env: { SIGHTLINE_DEMO: demo, DATABASE_URL: await databases.fresh() } });
  try {
    await work(sightline);
  } finally {
    await sightline.stop();
  }
}
const isDemonstration = async ({ url }: Sightline): Promise<boolean> => ((await (await fetch(`${url}/api/about`)).json()) as { demonstration: boolean }).demonstration;

describe('invented and real data', () => {
  it('a database for real data refuses the feed of the demonstration', () =>
    withSightline('off', async (sightline) => {
      const { status, body } = await send(sightline, [invented()]);
      assert.equal(status, 403);
      assert.match((body as unknown as { detail: string }).detail, /holds real data/);
      assert.equal((await send(sightline, [real(), invented()])).status, 403);
      assert.equal((await send(sightline, [real()])).body.accepted, 1);
      assert.equal(await isDemonstration(sightline), false);
    }));

  it('one that was begun without data becomes real with the first real feed', () =>
    withSightline('accounts', async (sightline) => {
      assert.equal((await send(sightline, [real()])).body.accepted, 1);
      assert.equal((await send(sightline, [invented()])).status, 403);
      assert.equal(await isDemonstration(sightline), false);
    }));

  it('and a demonstration with the first invented one', () =>
    withSightline('accounts', async (sightline) => {
      assert.equal((await send(sightline, [invented()])).body.accepted, 1);
      assert.equal(await isDemonstration(sightline), true);
    }));

  it('a demonstration takes what anyone tries out on it', () =>
    withSightline('on', async (sightline) => {
      assert.equal((await send(sightline, [invented(), real()])).body.accepted, 2);
      assert.equal(await isDemonstration(sightline), true);
    }));
});
