import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { event } from '../fixtures/events.ts';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { signIn } from '../support/person.ts';
import { cableTo } from '../support/proxy.ts';
import { send, startSightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

let databases: TestDatabases;
before(async () => {
  databases = await startDatabases();
});
after(() => databases.stop());

const fact = (callRef: string) => event('call.queued', { callRef, queue: 'transport', at: new Date().toISOString() }, { id: callRef });
const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;

describe('while the database is away', () => {
  it('nothing is acknowledged, it stays alive and is not ready; then it recovers by itself and each event is stored once', async () => {
    const databaseUrl = await databases.fresh();
    const cable = await cableTo(databaseUrl);
    const sightline = await startSightline({ env: { DATABASE_URL: cable.url } });
    try {
      assert.equal((await send(sightline, [fact('before')])).body.accepted, 1);
      const person = await signIn(sightline, 'control');
      await cable.cut();

      const response = await fetch(`${sightline.url}/api/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${sightline.feedToken}`, 'content-type': 'application/cloudevents-batch+json' },
        body: JSON.stringify([fact('during')]),
      });
      assert.equal(response.status, 503);
      assert.match(response.headers.get('retry-after') ?? '', /^\d+$/);
      assert.match(response.headers.get('content-type') ?? '', /^application\/problem\+json/);
      assert.equal(await statusOf(`${sightline.url}/api/health/live`), 200);
      assert.equal(await statusOf(`${sightline.url}/api/health/ready`), 503);
      assert.equal((await person.request('/api/session')).status, 503);
      assert.equal(await statusOf(`${sightline.url}/`), await statusOf(`${sightline.url}/control`));

      await cable.mend();
      await until('it to be ready again', async () => (await statusOf(`${sightline.url}/api/health/ready`)) === 200 || undefined);
      assert.deepEqual((await send(sightline, [fact('before'), fact('during')])).body, { accepted: 1, duplicates: 1, rejected: [] });
      assert.deepEqual(await query(databaseUrl, 'SELECT id FROM journal ORDER BY seq'), [{ id: 'before' }, { id: 'during' }]);
      assert.equal((await person.request('/api/session')).status, 200);
    } finally {
      assert.equal(await sightline.stop(), 0);
      await cable.cut();
    }
  });

  it('an embedded one that dies is started again, and what was acknowledged is there', async () => {
    const sightline = await startSightline();
    try {
      assert.equal((await send(sightline, [fact('before')])).body.accepted, 1);
      const pid = Number(readFileSync(join(sightline.dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, 'SIGKILL');
      const reply = await until('the door to store again', async () => {
        const { status, body } = await send(sightline, [fact('before'), fact('after')]);
        return status === 200 ? body : undefined;
      });
      assert.deepEqual(reply, { accepted: 1, duplicates: 1, rejected: [] });
    } finally {
      assert.equal(await sightline.stop(), 0, sightline.output());
    }
  });
});
