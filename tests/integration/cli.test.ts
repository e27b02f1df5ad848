import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { signIn } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

const program = resolve(import.meta.dirname, '../../apps/api/dist/cli/main.js');
const folders: string[] = [];
const freshFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-cli-'));
  folders.push(folder);
  return folder;
};
let sightline: Sightline;
before(async () => {
  sightline = await startSightline();
});
after(async () => {
  await sightline.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(args: readonly string[], { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {}): Promise<Result> {
  const child = spawn(process.execPath, [program, ...args], { env: { PATH: process.env.PATH, ...env }, stdio: 'pipe' });
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit') as Promise<[number]>]);
  return { code, out, err };
}

describe('the command line', () => {
  it('lists its commands, and every command explains itself', async () => {
    const { code, out } = await run([]);
    assert.equal(code, 0);
    const names = [...out.matchAll(/^ {2}(\S+(?: \S+)*) {2,}\S/gm)].map(([, name]) => name ?? '');
    for (const name of ['start', 'simulate', 'config', 'account add', 'device add', 'bench']) assert.ok(names.includes(name), name);
    for (const name of names) {
      const help = await run([...name.split(' '), '--help']);
      assert.equal(help.code, 0, name);
      assert.ok(help.out.startsWith(`Usage: sightline ${name}`), name);
    }
  });

  it('says what it does not understand, with another status than a failure', async () => {
    assert.equal((await run(['fly'])).code, 2);
    const unknown = await run(['account', 'add', 'jane', '--rolle', 'admin']);
    assert.equal(unknown.code, 2);
    assert.match(unknown.err, /--rolle[\s\S]*Usage: sightline account add/);
  });

  it('lists every setting with where it comes from, and no secret', async () => {
    const { code, out } = await run(['config'], { env: { SIGHTLINE_PORT: '4321', SIGHTLINE_FEED_TOKEN: 'hunter2hunter2' } });
    assert.equal(code, 0);
    assert.match(out, /SIGHTLINE_PORT = 4321 {2}\(environment\)/);
    assert.match(out, /SIGHTLINE_TIME_ZONE = Europe\/London {2}\(default\)/);
    assert.doesNotMatch(out, /hunter2/);
    const bad = await run(['config'], { env: { SIGHTLINE_PORT: 'http' } });
    assert.equal(bad.code, 1);
    assert.match(bad.err, /^SIGHTLINE_PORT is "http".*\n$/);
  });

  it('adds an account beside a running Sightline, whose owner can sign in at once', async () => {
    const env = { SIGHTLINE_DATA_DIR: sightline.dataDir };
    const added = await run(['account', 'add', 'Jane.Doe', '--role', 'manager'], { env, input: 'a long enough password\n' });
    assert.deepEqual(added, { code: 0, out: 'Account jane.doe (manager) is there.\n', err: '' });
    const person = await signIn(sightline, 'jane.doe', 'a long enough password');
    assert.equal((await person.get<{ role: string }>('/api/session')).role, 'manager');
    const twice = await run(['account', 'add', 'jane.doe', '--role', 'manager'], { env, input: 'a long enough password\n' });
    assert.deepEqual(twice, { code: 1, out: '', err: 'There is an account jane.doe already.\n' });
  });

  it('adds an account where nothing runs, and leaves no database running', async () => {
    const env = { SIGHTLINE_DATA_DIR: freshFolder(), SIGHTLINE_DEMO: 'off' };
    assert.equal((await run(['account', 'add', 'first', '--role', 'admin'], { env, input: 'a long enough password' })).code, 0);
    assert.throws(() => readFileSync(join(env.SIGHTLINE_DATA_DIR, 'postgres', 'cluster', 'postmaster.pid')), { code: 'ENOENT' });
    const own = await startSightline({ dataDir: env.SIGHTLINE_DATA_DIR, env: { SIGHTLINE_DEMO: 'off' } });
    assert.doesNotMatch(own.output(), /no account yet/);
    await own.stop();
  });

  it('refuses a password that is too short', async () => {
    const { code, err } = await run(['account', 'add', 'short', '--role', 'board'], { env: { SIGHTLINE_DATA_DIR: sightline.dataDir }, input: 'short\n' });
    assert.equal(code, 1);
    assert.match(err, /^password: .*12/);
  });

  it('adds a device that can send at once, and prints nothing but its secret', async () => {
    const { code, out } = await run(['device', 'add', 'tracker-1', '--vehicle', 'bus-1'], { env: { SIGHTLINE_DATA_DIR: sightline.dataDir } });
    assert.equal(code, 0);
    assert.match(out, /^[\w-]{43}\n$/);
    const timestamp = Math.floor(Date.now() / 1000);
    const response = await fetch(`${sightline.url}/api/devices/osmand?id=${out.trim()}&lat=52.48&lon=-1.9&timestamp=${timestamp}`);
    assert.equal(response.status, 200, await response.text());
    const { items } = await (await signIn(sightline, 'admin')).get<{ items: { username: string | null; detail: object }[] }>('/api/audit?action=device-added');
    assert.deepEqual(items.map(({ username, detail }) => [username, detail]), [[null, { name: 'tracker-1', vehicleRef: 'bus-1' }]]);
  });
});
