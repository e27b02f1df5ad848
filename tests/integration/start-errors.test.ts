import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { launch, startSightline } from '../support/sightline.ts';

let databases: TestDatabases;
let folder: string;
let made = 0;
before(async () => {
  databases = await startDatabases();
  folder = await mkdtemp(join(tmpdir(), 'sightline-start-'));
});
after(async () => {
  await databases.stop();
  await rm(folder, { recursive: true, force: true });
});
const freshFolder = (): string => join(folder, String((made += 1)));

/** What is printed by a start that cannot be: the whole of it, with the exit status. */
async function failedStart(env: Record<string, string>, dataDir = freshFolder()): Promise<{ code: number; printed: string }> {
  const { child, output } = launch(dataDir, env);
  const [code] = (await once(child, 'close')) as [number];
  return { code, printed: output().trim() };
}

/** One sentence, not a stack: what is wrong and what to do. */
function isOneSentence(printed: string): void {
  assert.equal(printed.split('\n').length, 1, printed);
  assert.match(printed, /\.$/);
}

describe('a start that cannot be ends with one sentence and a status that is not 0:', () => {
  it('a bad setting', async () => {
    const { code, printed } = await failedStart({ SIGHTLINE_DEMO: 'perhaps' });
    assert.equal(printed, 'SIGHTLINE_DEMO is "perhaps", which is a value that Sightline cannot use: it must be on, accounts or off.');
    assert.equal(code, 1);
  });

  it('a database whose role may not have the extension that searching needs; once an administrator has made it, the start goes on', async () => {
    const url = await databases.fresh();
    await query(url, `CREATE ROLE plain LOGIN PASSWORD 'plain'; GRANT USAGE, CREATE ON SCHEMA public TO plain`);
    const asPlain = Object.assign(new URL(url), { username: 'plain', password: 'plain' }).href;
    const { code, printed } = await failedStart({ DATABASE_URL: asPlain });
    isOneSentence(printed);
    assert.match(printed, /pg_trgm.*may not.*Have an administrator of the database run `CREATE EXTENSION pg_trgm`/);
    assert.equal(code, 1);
    await query(url, 'CREATE EXTENSION pg_trgm');
    await (await startSightline({ env: { DATABASE_URL: asPlain } })).stop();
  });

  it('a busy port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, printed } = await failedStart({ SIGHTLINE_PORT: String(port) });
    other.close();
    assert.equal(printed, `Port ${port} is in use by another program: stop it, or set SIGHTLINE_PORT to another port.`);
    assert.equal(code, 1);
  });

  it('a data directory in use', async () => {
    const first = await startSightline({ env: { DATABASE_URL: await databases.fresh() } });
    try {
      const { code, printed } = await failedStart({}, first.dataDir);
      assert.equal(printed, `Another Sightline (process ${first.pid}) is using the data directory ${first.dataDir}: stop it, or set SIGHTLINE_DATA_DIR to another folder.`);
      assert.equal(code, 1);
    } finally {
      await first.stop();
    }
  });

  it('a database that another Sightline writes to', async () => {
    const url = await databases.fresh();
    const first = await startSightline({ env: { DATABASE_URL: url } });
    try {
      const { code, printed } = await failedStart({ DATABASE_URL: url });
      isOneSentence(printed);
      assert.match(printed, /^Another Sightline is writing to this database/);
      assert.equal(code, 1);
    } finally {
      await first.stop();
    }
  });

  it('a database that cannot be reached, without its password', async () => {
    const { code, printed } = await failedStart({ DATABASE_URL: 'postgresql://someone:hunter2@127.0.0.1:1/sightline' });
    assert.equal(printed, 'Sightline cannot connect to the database 127.0.0.1:1/sightline (DATABASE_URL): nothing listens there. Check the address and that PostgreSQL runs there.');
    assert.equal(code, 1);
  });

  it('a database with another password', async () => {
    const url = Object.assign(new URL(await databases.fresh()), { password: 'hunter2' }).href;
    const { code, printed } = await failedStart({ DATABASE_URL: url });
    assert.match(printed, /user or password is not right/);
    assert.doesNotMatch(printed, /hunter2/);
    assert.equal(code, 1);
  });

  it('the demonstration on real data, and the reverse', async () => {
    const real = await databases.fresh();
    await (await startSightline({ env: { DATABASE_URL: real, SIGHTLINE_DEMO: 'off' } })).stop();
    const mixed = await failedStart({ DATABASE_URL: real, SIGHTLINE_DEMO: 'on' });
    isOneSentence(mixed.printed);
    assert.match(mixed.printed, /^This database holds real data/);
    assert.equal(mixed.code, 1);

    const invented = await databases.fresh();
    await (await startSightline({ env: { DATABASE_URL: invented, SIGHTLINE_DEMO: 'on' } })).stop();
    const reverse = await failedStart({ DATABASE_URL: invented, SIGHTLINE_DEMO: 'off' });
    isOneSentence(reverse.printed);
    assert.match(reverse.printed, /^This database was made for the demonstration/);
    assert.equal(reverse.code, 1);
  });

  it('a schema that the entities do not agree with', async () => {
    const url = await databases.fresh();
    await (await startSightline({ env: { DATABASE_URL: url } })).stop();
    await query(url, 'ALTER TABLE account ALTER COLUMN role TYPE varchar(20), ADD COLUMN shoe_size integer; ALTER TABLE session DROP COLUMN ended_reason');
    const { code, printed } = await failedStart({ DATABASE_URL: url });
    isOneSentence(printed.replace('. Start', ', start'));
    assert.match(printed, /column account\.role is character varying, and the entity has text/);
    assert.match(printed, /column account\.shoe_size is in no entity/);
    assert.match(printed, /column session\.ended_reason is missing/);
    assert.equal(code, 1);
  });

  it('a database in which this user may make no tables', async () => {
    const url = await databases.fresh();
    await query(url, `REVOKE CREATE ON SCHEMA public FROM PUBLIC; DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN PASSWORD 'reader'`);
    const { code, printed } = await failedStart({ DATABASE_URL: Object.assign(new URL(url), { username: 'reader', password: 'reader' }).href });
    isOneSentence(printed);
    assert.match(printed, /could not be brought to this version: permission denied/);
    assert.equal(code, 1);
  });

  it('a database that a newer version has changed', async () => {
    const url = await databases.fresh();
    await (await startSightline({ env: { DATABASE_URL: url } })).stop();
    await query(url, `INSERT INTO migration (timestamp, name) VALUES (9e12, 'Tomorrow9999')`);
    const { code, printed } = await failedStart({ DATABASE_URL: url });
    assert.match(printed, /changed by a newer Sightline \(Tomorrow9999\)/);
    assert.equal(code, 1);
  });
});

describe('a start that can be', () => {
  it('says its steps, ends with the address, and shows no secret to what is no terminal', async () => {
    const sightline = await startSightline({ env: { SIGHTLINE_DEMO_PASSWORD: undefined, SIGHTLINE_FEED_TOKEN: undefined } });
    const printed = sightline.output();
    assert.match(printed, /^Database ready in \d+\.\d s\n/);
    assert.match(printed, new RegExp(`Sightline is ready: ${sightline.url}`));
    assert.match(printed, /Their password is in .*secrets\/demo-password/);
    assert.equal(await sightline.stop(), 0);
  });

  it('without any account shows the way to the first administrator', async () => {
    const sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'off', DATABASE_URL: await databases.fresh() } });
    assert.match(sightline.output(), /There is no account yet/);
    assert.equal(await sightline.stop(), 0);
  });
});
