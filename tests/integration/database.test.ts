import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Config } from '../../apps/api/dist/config/config.js';
import { StorageUnavailable } from '../../apps/api/dist/database/errors.js';
import { openDatabase } from '../../apps/api/dist/database/open.js';
import type { OpenDatabase } from '../../apps/api/dist/database/open.js';
import { PartitionKeeper } from '../../apps/api/dist/database/partitions.js';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { cableTo } from '../support/proxy.ts';
import { until } from '../support/until.ts';

let databases: TestDatabases;
let folder: string;
let opened = 0;
const open: OpenDatabase[] = [];
before(async () => {
  databases = await startDatabases();
  folder = mkdtempSync(join(tmpdir(), 'sightline-database-'));
});
after(async () => {
  for (const one of open) await one.close();
  await databases.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function openAt(url: string, onWriterTaken?: () => void): Promise<OpenDatabase> {
  const config = new Config({ DATABASE_URL: url, SIGHTLINE_DATA_DIR: join(folder, String((opened += 1))) });
  const one = await openDatabase({ config, entities: [], as: 'writer', ...(onWriterTaken && { onWriterTaken }) });
  open.push(one);
  return one;
}

describe('a transaction', () => {
  it('is committed as a whole or not at all', async () => {
    const { database } = await openAt(await databases.fresh());
    await database.query('CREATE TABLE thing (id int PRIMARY KEY)');
    await database.transaction(async (tx) => {
      await tx.query('INSERT INTO thing VALUES (1)');
      await tx.query('INSERT INTO thing VALUES ($1)', [2]);
    });
    await assert.rejects(
      database.transaction(async (tx) => {
        await tx.query('INSERT INTO thing VALUES (3)');
        await tx.query('INSERT INTO thing VALUES (1)');
      }),
      { code: '23505' },
    );
    const swallowed = database.transaction(async (tx) => {
      await tx.query('INSERT INTO thing VALUES (4)');
      await tx.query('INSERT INTO thing VALUES (1)').catch(() => undefined);
    });
    await assert.rejects(swallowed, /rolled back/);
    assert.deepEqual(await database.query('SELECT id FROM thing ORDER BY id'), [{ id: 1 }, { id: 2 }]);
  });

  it('says that the database is away, and works again when it is back', async () => {
    const cable = await cableTo(await databases.fresh());
    const { database } = await openAt(cable.url);
    await assert.rejects(
      database.transaction(async (tx) => {
        await cable.cut();
        await tx.query('SELECT 1');
      }),
      StorageUnavailable,
    );
    await assert.rejects(database.query('SELECT 1'), StorageUnavailable);
    await assert.rejects(database.ping(), StorageUnavailable);
    await cable.mend();
    await until('the right to write to be back', () => database.transaction((tx) => tx.query('SELECT 1')));
    await cable.cut();
  });
});

describe('the one writer', () => {
  it('writes nothing while another may have the right, and ends when another has it', async () => {
    const url = await databases.fresh();
    const cable = await cableTo(url);
    let isTaken = false;
    const first = await openAt(cable.url, () => (isTaken = true));
    await cable.cut();
    const second = await openAt(url);
    await cable.mend();
    await until('the first to hear of it', () => isTaken || undefined);
    await assert.rejects(first.database.transaction((tx) => tx.query('SELECT 1')), StorageUnavailable);
    await second.database.transaction((tx) => tx.query('SELECT 1'));
    await cable.cut();
  });

  it('is refused to a second Sightline', async () => {
    const url = await databases.fresh();
    await openAt(url);
    await assert.rejects(openAt(url), { name: 'StartError', message: /Another Sightline is writing to this database/ });
  });
});

describe('daily partitions', () => {
  const day = 86_400_000;
  const today = Date.UTC(2026, 2, 29, 0, 30);
  const instant = (days: number): string => new Date(today + days * day).toISOString();

  async function fixture() {
    const { database } = await openAt(await databases.fresh());
    await database.query('CREATE TABLE fix (at timestamptz NOT NULL, bus text NOT NULL, PRIMARY KEY (at, bus)) PARTITION BY RANGE (at)');
    const keeper = new PartitionKeeper(database, { table: 'fix', column: 'at', keepDays: 30 });
    const homes = () => database.query<{ home: string; count: number }>('SELECT tableoid::regclass::text AS home, count(*)::int FROM fix GROUP BY 1 ORDER BY 1');
    const insert = (days: number) => database.query('INSERT INTO fix VALUES ($1, $2)', [instant(days), 'bus']);
    return { database, keeper, homes, insert };
  }

  it('are there from two days ago to three days ahead, with a home for every other day', async () => {
    const { keeper, homes, insert } = await fixture();
    const { made } = await keeper.keep(today);
    assert.deepEqual(made, ['fix_default', 'fix_20260327', 'fix_20260328', 'fix_20260329', 'fix_20260330', 'fix_20260331', 'fix_20260401']);
    assert.deepEqual(await keeper.keep(today), { made: [], dropped: [] });
    for (const days of [-10, -2, 0, 3, 4]) await insert(days);
    assert.deepEqual(await homes(), [
      { home: 'fix_20260327', count: 1 },
      { home: 'fix_20260329', count: 1 },
      { home: 'fix_20260401', count: 1 },
      { home: 'fix_default', count: 2 },
    ]);
  });

  it('take over the rows that came before their day had one', async () => {
    const { keeper, homes, insert } = await fixture();
    await keeper.keep(today);
    await insert(4);
    const { made } = await keeper.keep(today + day);
    assert.deepEqual(made, ['fix_20260402']);
    assert.deepEqual(await homes(), [{ home: 'fix_20260402', count: 1 }]);
  });

  it('are dropped with what is in them when their days are over, and so is what has no partition', async () => {
    const { database, keeper, insert } = await fixture();
    await keeper.keep(today);
    for (const days of [-2, -20, 0]) await insert(days);
    const { dropped } = await keeper.keep(today + 30 * day);
    assert.deepEqual(dropped, ['fix_20260327', 'fix_20260328']);
    assert.deepEqual(await database.query('SELECT at FROM fix'), [{ at: new Date(instant(0)) }]);
  });

  it('are nothing to do where there is no such table', async () => {
    const { database } = await openAt(await databases.fresh());
    const keeper = new PartitionKeeper(database, { table: 'nothing', column: 'at', keepDays: 1 });
    assert.deepEqual(await keeper.keep(today), { made: [], dropped: [] });
  });
});

describe('migrations', () => {
  it('run once, however many start at the same time', async () => {
    const url = await databases.fresh();
    const config = () => new Config({ DATABASE_URL: url, SIGHTLINE_DATA_DIR: join(folder, String((opened += 1))) });
    const all = await Promise.all([1, 2, 3].map(() => openDatabase({ config: config(), entities: [], as: 'guest' })));
    open.push(...all);
    const rows = await query<{ times: number }>(url, 'SELECT count(*)::int AS times FROM migration GROUP BY name');
    assert.ok(rows.length > 0 && rows.every(({ times }) => times === 1));
  });
});
