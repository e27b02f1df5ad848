import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { withDatabase } from '../../apps/api/dist/cli/guest.js';
import { Config } from '../../apps/api/dist/config/config.js';
import { Audit } from '../../apps/api/dist/identity/audit/audit.repository.js';
import { pruneAudit } from '../support/audit.ts';
import { sightlineCommand } from '../support/cli.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

/** Leaves one record each time, however often. */
const exportOnce = (person: Person) => () => person.request('/api/programme/risks', { headers: { accept: 'text/csv' } });

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
    // It writes two records at a moment of its own, which must not fall between two counts or two forgeries.
    await until('the first sweep', async () => ((await query(databaseUrl, "SELECT 1 FROM audit WHERE action = 'retention-swept'")).length > 0 ? true : undefined), 90_000);
    // Many at once: they are sealed together and still one after the other.
    const exported = await Promise.all(Array.from({ length: 60 }, exportOnce(await signIn(sightline, 'board'))));
    assert.ok(exported.every(({ status }) => status === 200));
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
    while (!adding.isOver) asked += (await Promise.all(Array.from({ length: 10 }, exportOnce(board)))).length;
    assert.deepEqual((await done).map(({ status }) => status), [0, 0]);
    const { code, out } = await verify();
    // Every export and two accounts.
    assert.deepEqual([code, Number(/^\d+/.exec(out)?.[0])], [0, before + asked + 2], out);
  });

  it('[AUD-4] what the database could not keep as it is spoils nobody else’s record', async () => {
    const config = new Config({ DATABASE_URL: databaseUrl, SIGHTLINE_DATA_DIR: sightline.dataDir });
    await withDatabase(config, async (database) => {
      const audit = new Audit(database, config);
      await Promise.all([audit.append('refused', null, { name: 'first' }), audit.append('refused', null, { name: 'half \ud800 a sign, and \0' }), audit.append('refused', null, { name: 'last' })]);
    });
    const { code, out } = await verify();
    assert.equal(code, 0, out);
  });

  describe('[AUD-2] finds what somebody who owns the database did, and says where', () => {
    let head: string;
    const again = 'TRUNCATE audit; INSERT INTO audit OVERRIDING SYSTEM VALUE SELECT * FROM kept';

    before(async () => {
      head = headIn((await verify()).out);
      assert.equal((await verify('--head', head)).code, 0);
      await query(databaseUrl, 'CREATE TABLE kept AS SELECT * FROM audit');
    });
    afterEach(async () => {
      await tamper(again);
      assert.deepEqual((await verify('--head', head)).code, 0, 'whole again');
    });

    // Every column; `id` by way of the row's own, as its column gives its own values.
    for (const [column, change] of Object.entries({
      detail: `UPDATE audit SET detail = detail || '{"role": "admin"}' WHERE place = 17`,
      at: `UPDATE audit SET at = at + interval '1 millisecond' WHERE place = 17`,
      'at, by less than we write': `UPDATE audit SET at = at + interval '3 microseconds' WHERE place = 17`,
      account_id: `UPDATE audit SET account_id = gen_random_uuid() WHERE place = 17`,
      action: `UPDATE audit SET action = 'signed-in' WHERE place = 17`,
      seal: `UPDATE audit SET seal = sha256(seal) WHERE place = 17`,
      id: `CREATE TEMP TABLE one AS SELECT * FROM audit WHERE place = 17; DELETE FROM audit WHERE place = 17; UPDATE one SET id = 1000000; INSERT INTO audit OVERRIDING SYSTEM VALUE SELECT * FROM one; DROP TABLE one`,
    })) {
      it(`a changed ${column}`, async () => {
        await tamper(change);
        const { code, out } = await verify();
        // A record with another id stands out of the order, which shows at it or at the one behind it.
        assert.deepEqual([code, column === 'id' ? /record 1[78] was changed/.test(out) : out.includes('record 17 was changed')], [1, true], out);
      });
    }

    it('a place that was moved, which leaves a gap', async () => {
      await tamper('UPDATE audit SET place = 100000 WHERE place = 17');
      const { code, out } = await verify();
      assert.deepEqual([code, out.includes('record 17 is missing')], [1, true], out);
    });

    it('two records that changed places, with their seals or without', async () => {
      const swap = (columns: string): string => `UPDATE audit a SET (${columns}) = (SELECT ${columns} FROM audit b WHERE b.place = 31 - a.place) WHERE a.place IN (11, 20)`;
      for (const columns of ['at, account_id, action, detail', 'at, account_id, action, detail, seal']) {
        await tamper(`UPDATE audit SET detail = '{"forged": false}' WHERE false; ${swap(columns)}`);
        const { code, out } = await verify();
        assert.deepEqual([code, out.includes('record 11 was changed'), out.includes('record 20 was changed')], [1, true, true], out);
        await tamper(again);
      }
    });

    it('a record that was taken out', async () => {
      await tamper('DELETE FROM audit WHERE place = 23');
      const { code, out } = await verify();
      assert.deepEqual([code, out.includes('record 23 is missing')], [1, true], out);
    });

    it('a forged record, with a seal of its own or without one', async () => {
      const [{ place } = { place: 0 }] = await query<{ place: number }>(databaseUrl, 'SELECT max(place)::int + 1 AS place FROM audit');
      await tamper(`INSERT INTO audit (place, at, action, detail, seal) VALUES (${place}, date_trunc('milliseconds', now()), 'signed-in', '{}', sha256('guess'))`);
      const sealed = await verify();
      assert.deepEqual([sealed.code, sealed.out.includes(`record ${place} was changed`)], [1, true], sealed.out);
      await tamper(again);
      await tamper(`INSERT INTO audit (at, action, detail) VALUES (now(), 'signed-in', '{}')`);
      const bare = await verify();
      assert.deepEqual([bare.code, /the record with id \d+ carries no seal/.test(bare.out)], [1, true], bare.out);
    });

    it('a forged record beside the chain: before its beginning, or so far behind its end that nobody counts to it', async () => {
      for (const place of ['0', '-5', '9223372036854775807', '9007199254740990']) {
        await tamper(`INSERT INTO audit (place, at, action, detail, seal) VALUES (${place}, date_trunc('milliseconds', now()), 'signed-in', '{}', sha256('guess'))`);
        const { code, out } = await verify();
        assert.deepEqual([code, out.includes(`the record at place ${place} stands outside the chain`) || /^records \d+ to 9007199254740989 are missing$/m.test(out)], [1, true], out);
        await tamper(again);
      }
    });

    it('an end that was cut off, by a head that was noted', async () => {
      await tamper('DELETE FROM audit WHERE place > 40');
      assert.equal((await verify()).code, 0, 'without a head that was noted the end cannot be missed');
      const cut = await verify('--head', head);
      assert.deepEqual([cut.code, cut.out.includes('not in this chain')], [1, true], cut.out);
    });

    it('a trigger that was switched off, removed, or emptied', async () => {
      const definition = `CREATE TRIGGER audit_append_only BEFORE UPDATE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`;
      for (const [off, on] of [
        ['ALTER TABLE audit DISABLE TRIGGER audit_append_only', 'ALTER TABLE audit ENABLE TRIGGER audit_append_only'],
        ['DROP TRIGGER audit_append_only ON audit', definition],
        [`CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; DROP TRIGGER audit_append_only ON audit; ${definition.replace('refuse_change', 'nothing')}`, `DROP TRIGGER audit_append_only ON audit; ${definition}`],
      ] as const) {
        await query(databaseUrl, off);
        const { code, out } = await verify();
        assert.deepEqual([code, out.includes('the trigger audit_append_only on audit is missing or off')], [1, true], out);
        await query(databaseUrl, on);
      }
    });

    it('a beginning that was taken away under an anchor that is not ours', async () => {
      await query(databaseUrl, `INSERT INTO audit_anchor SELECT place, seal, now(), sha256('guess') FROM audit WHERE place = 9`);
      await query(databaseUrl, 'DELETE FROM audit WHERE place <= 9');
      const { code, out } = await verify();
      assert.deepEqual([code, out.includes('the anchor at place 9 is not ours'), out.includes('records 1 to 9 are missing')], [1, true, true], out);
      await query(databaseUrl, 'ALTER TABLE audit_anchor DISABLE TRIGGER ALL; DELETE FROM audit_anchor; ALTER TABLE audit_anchor ENABLE TRIGGER ALL');
    });
  });

  it('[AUD-3] prunes its oldest part alone, keeps the seal it ended with, and refuses where it was tampered with', async () => {
    const [middle] = await query<{ at: Date; place: number }>(databaseUrl, 'SELECT at, place::int FROM audit WHERE place = (SELECT max(place) / 2 FROM audit)');
    assert.ok(middle);
    const stale = headIn((await verify()).out).replace(/^\d+/, '3');
    const prune = await pruneAudit(databaseUrl, sightline, middle.at);
    assert.deepEqual([prune.faults, prune.records > 0, prune.upToPlace < middle.place], [[], true, true], JSON.stringify(prune));
    const { code, out } = await verify();
    assert.deepEqual([code, out.includes(`Records up to ${prune.upToPlace} were pruned`)], [0, true], out);
    assert.equal((await verify('--head', stale)).code, 0, 'a head from before the anchor can no longer be looked for');
    const [{ least } = { least: 0 }] = await query<{ least: number }>(databaseUrl, 'SELECT min(place)::int AS least FROM audit');
    assert.equal(least, prune.upToPlace + 1);
    await assert.rejects(query(databaseUrl, 'DELETE FROM audit WHERE place = $1', [least]), /append-only/);
    await assert.rejects(query(databaseUrl, 'DELETE FROM audit_anchor WHERE place >= $1', [0]), /append-only/);

    await tamper(`INSERT INTO audit (place, at, action, detail, seal) VALUES (1, date_trunc('milliseconds', now()), 'signed-in', '{}', sha256('guess'))`);
    const behind = await verify();
    assert.deepEqual([behind.code, behind.out.includes('the record at place 1 stands outside the chain')], [1, true], 'a forged record behind the anchor');
    await tamper('DELETE FROM audit WHERE place = 1');
    assert.equal((await verify()).code, 0);

    await tamper(`UPDATE audit SET action = 'signed-in' WHERE place = ${least}`);
    const refused = await pruneAudit(databaseUrl, sightline, new Date());
    assert.deepEqual([refused.records, refused.faults[0]], [0, { place: least, fault: 'changed' }]);
  });
});
