import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { sightlineCommand } from '../support/cli.ts';
import { signIn } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

describe('[ID-13] the audit as a chain', () => {
  let databases: TestDatabases;
  let databaseUrl: string;
  let sightline: Sightline;

  /** As somebody who owns the database: the trigger that refuses changes is no hindrance to them. */
  const tamper = (sql: string): Promise<unknown> => query(databaseUrl, `ALTER TABLE audit DISABLE TRIGGER ALL; ${sql}; ALTER TABLE audit ENABLE TRIGGER ALL`);
  const verify = async (...args: string[]): Promise<{ code: number; out: string }> => {
    const { status, out, said } = await sightlineCommand(sightline, ['audit', 'verify', ...args], { DATABASE_URL: databaseUrl });
    return { code: status, out: out + said };
  };
  const headIn = (out: string): string => /Head: (\S+)/.exec(out)?.[1] ?? '';

  before(async () => {
    databases = await startDatabases();
    databaseUrl = await databases.fresh();
    sightline = await startSightline({ env: { DATABASE_URL: databaseUrl } });
    const board = await signIn(sightline, 'board');
    // Many at once: they are sealed together and still one after the other.
    const refused = await Promise.all(Array.from({ length: 60 }, () => board.request('/api/accounts')));
    assert.ok(refused.every(({ status }) => status === 403));
  });
  after(async () => {
    await sightline.stop();
    await databases.stop();
  });

  it('holds as it was written, by many at once, without a gap', async () => {
    const { code, out } = await verify();
    assert.deepEqual([code, /^(\d+) records, all as they were written/.test(out)], [0, true], out);
    assert.ok(Number(/^\d+/.exec(out)?.[0]) >= 61);
    const places = await query<{ place: string }>(databaseUrl, 'SELECT place FROM audit ORDER BY id');
    assert.deepEqual(places.map(({ place }) => Number(place)), places.map((_, index) => index + 1));
  });

  it('takes what the command line does at the same moment into the same chain', async () => {
    const board = await signIn(sightline, 'board');
    const before = Number(/^\d+/.exec((await verify()).out)?.[0]);
    const added = [1, 2].map((number) => sightlineCommand(sightline, ['account', 'add', `clerk.${number}`, '--role', 'office'], { DATABASE_URL: databaseUrl }, 'a long enough password\n'));
    let asked = 0;
    const adding = { isOver: false };
    const done = Promise.all(added).finally(() => (adding.isOver = true));
    while (!adding.isOver) asked += (await Promise.all(Array.from({ length: 10 }, () => board.request('/api/accounts')))).length;
    assert.deepEqual((await done).map(({ status }) => status), [0, 0]);
    const { code, out } = await verify();
    // Every refusal and two accounts.
    assert.deepEqual([code, Number(/^\d+/.exec(out)?.[0])], [0, before + asked + 2], out);
  });

  it('finds and names a record that was changed, one that was taken out, and an end that was cut off', async () => {
    const head = headIn((await verify()).out);
    assert.equal((await verify('--head', head)).code, 0);
    await query(databaseUrl, 'CREATE TABLE kept AS SELECT * FROM audit');
    const again = 'TRUNCATE audit; INSERT INTO audit OVERRIDING SYSTEM VALUE SELECT * FROM kept';

    await tamper(`UPDATE audit SET detail = detail || '{"role": "admin"}' WHERE place = 17`);
    const changed = await verify();
    assert.deepEqual([changed.code, changed.out.includes('record 17 was changed')], [1, true], changed.out);
    await tamper(again);

    await tamper('DELETE FROM audit WHERE place = 23');
    const missing = await verify();
    assert.deepEqual([missing.code, missing.out.includes('record 23 is missing')], [1, true], missing.out);
    await tamper(again);

    await tamper('DELETE FROM audit WHERE place > 40');
    assert.equal((await verify()).code, 0, 'without a head that was noted the end cannot be missed');
    const cut = await verify('--head', head);
    assert.deepEqual([cut.code, cut.out.includes('not in this chain')], [1, true], cut.out);
    await tamper(again);
    assert.equal((await verify('--head', head)).code, 0);
  });
});
