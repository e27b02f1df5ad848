import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { addressOfRunning } from '../../apps/api/dist/database/embedded/server.js';
import { event } from '../fixtures/events.ts';
import { query } from '../support/databases.ts';
import { runsWithFamilies, theSchool, written } from '../support/families.ts';
import { notifySettings, startNotifyStandIn } from '../support/notify-stand-in.ts';
import { signIn } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

const runs = 40;
const familiesEach = 50;
const families = runs * familiesEach;
/** What the council is promised: milliseconds in which the engine runs. */
const promised = 30_000;
const rules = { late: 'approve', cancelled: 'send', resumed: 'send', covered: 'send', arrived: 'send', lateMinutes: 10, changeMinutes: 10, quietFrom: '21:00', quietUntil: '06:30' };

describe('kill -9 of the api while 2,000 families are told of a cancellation', () => {
  it('[MSG-20] tells each of them once: none twice, none missed, within 30 seconds of the engine running', async (t) => {
    const notify = await startNotifyStandIn();
    notify.pause = 20;
    let sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts', ...notifySettings(notify.url) } });
    try {
      const control = await signIn(sightline, 'control');
      const set = await control.request('/api/commands', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ type: 'messaging.rules-set', data: rules }) });
      assert.equal(set.status, 200, await set.text());
      assert.deepEqual((await send(sightline, [theSchool, ...runsWithFamilies(runs, familiesEach)])).body.rejected, []);

      const began = performance.now();
      const cancelled = Array.from({ length: runs }, (_, place) => event('run.cancelled', { runRef: `run-${place}`, cause: 'Vehicle fault' }));
      assert.equal((await send(sightline, cancelled)).body.accepted, runs);
      const stored = performance.now() - began;
      await until('a third of the families to be told', () => notify.taken.length > families / 3 || undefined, 30_000);
      await sightline.kill9();
      const before = performance.now() - began;
      const atKill = notify.taken.length;
      sightline = await sightline.restart();
      const again = performance.now();
      await until('all families to be told', () => new Set(notify.taken.map(({ to }) => to)).size >= families || undefined, 60_000);
      const engineTime = before + (performance.now() - again);

      const password = readFileSync(join(sightline.dataDir, 'secrets', 'database-password'), 'utf8').trim();
      const address = await addressOfRunning(sightline.dataDir, password);
      assert.ok(address);
      await until('everything to be written down', async () => {
        const [row] = await query<{ open: number }>(address, `SELECT count(*)::int AS open FROM outgoing_message WHERE state IN ('queued', 'sending')`);
        return row?.open === 0 || undefined;
      });
      const rows = await query<{ state: string; times: number }>(address, 'SELECT state, count(*)::int AS times FROM outgoing_message GROUP BY state');
      const lookUps = notify.asked.filter(({ path }) => path === '/v2/notifications').length;
      t.diagnostic(`${families} families: stored in ${Math.round(stored)} ms; ${atKill} told when killed; all told after ${(engineTime / 1000).toFixed(1)} s of engine time; ${lookUps} look-ups by reference and of states`);

      const told = Map.groupBy(notify.taken, ({ to }) => to);
      assert.deepEqual([...told].filter(([, messages]) => messages.length > 1).map(([to]) => to), [], 'told twice');
      assert.deepEqual(Array.from({ length: families }, (_, number) => written(number)).filter((to) => !told.has(to)), [], 'not told');
      assert.equal(new Set(notify.taken.map(({ reference }) => reference)).size, families, 'one reference each');
      assert.equal(rows.reduce((sum, { times }) => sum + times, 0), families, 'one row each');
      assert.deepEqual(rows.filter(({ state }) => state !== 'sent' && state !== 'delivered'), []);
      assert.ok(engineTime < promised, `${Math.round(engineTime)} ms of engine time`);
      assert.equal(/\+?44770|0770090/.test(sightline.output()), false, 'no number in what it printed');
    } finally {
      await sightline.stop();
      await notify.stop();
    }
  });
});
