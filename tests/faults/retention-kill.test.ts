import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { addressOfRunning } from '../../apps/api/dist/database/embedded/server.js';
import { query } from '../support/databases.ts';
import { told } from '../support/family.ts';
import { signIn } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

const logged = 6_000;
const leavers = 200;
const longAgo = '2020-01-06T09:00:00.000Z';

const addressOf = async ({ dataDir }: Sightline): Promise<string> => {
  const address = await addressOfRunning(dataDir, readFileSync(join(dataDir, 'secrets', 'database-password'), 'utf8').trim());
  assert.ok(address);
  return address;
};
const contact = (number: number): object =>
  told('contact.logged', { contactRef: `c${number}`, reason: 'where-is-the-bus', outcome: 'Told', words: `words of call ${number}`, adviserRef: 'calls', at: number % 2 === 0 ? longAgo : new Date().toISOString() });
const leaver = (number: number): object =>
  told('passenger.upserted', { passengerRef: `left-${number}`, name: `Leaver Number ${number}`, schoolRef: 'S1', routeRef: 'old', needs: [], assistantRequired: false, leftDate: '2020-07-17' });

describe('kill -9 of the api while it forgets', () => {
  it('[KEEP-6] the next sweep finds the rest: all that is over is gone, nothing else is, and no figure has changed', async (t) => {
    let sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    try {
      for (let from = 0; from < logged; from += 2_000) assert.deepEqual((await send(sightline, Array.from({ length: 2_000 }, (_, index) => contact(from + index)))).body.rejected, []);
      assert.deepEqual((await send(sightline, Array.from({ length: leavers }, (_, index) => leaver(index)))).body.rejected, []);
      const count = async (sql: string): Promise<number> => (await query<{ n: number }>(await addressOf(sightline), `SELECT count(*)::int AS n FROM ${sql}`))[0]?.n ?? -1;
      const over = (): Promise<number> => count(`contact WHERE words IS NOT NULL AND at < now() - interval '400 days'`);
      assert.equal(await over(), logged / 2);
      const admin = await signIn(sightline, 'admin');
      void admin.request('/api/retention/sweeps', { method: 'POST' }).catch(() => undefined);
      await until('a part of it to be gone', async () => ((await count('passenger')) < leavers && (await count('passenger')) > 0) || (await over()) < logged / 2 || undefined, 60_000);
      await sightline.kill9();
      sightline = await sightline.restart();
      const [left, children] = [await over(), await count('passenger')];
      const again = await signIn(sightline, 'admin');
      assert.equal((await again.request('/api/retention/sweeps', { method: 'POST' })).status, 204);
      t.diagnostic(`killed with ${left} of ${logged / 2} calls and ${children} of ${leavers} leavers to go`);
      assert.equal(await over(), 0);
      assert.equal(await count('contact WHERE words IS NOT NULL'), logged / 2, 'what is not over stays');
      assert.equal(await count('contact'), logged, 'every call still counts');
      assert.equal(await count('passenger'), 0);
      assert.equal(await count(`journal_personal WHERE subject LIKE 'passenger:%'`), 0);
      assert.equal(await count(`audit WHERE action = 'retention-sweep-begun'`), 2);
      assert.ok((await count(`audit WHERE action = 'retention-swept'`)) >= 1, 'what was removed is on record');
    } finally {
      await sightline.stop();
    }
  });
});
