import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { routes } from '@sightline/contracts';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

describe('passwords', () => {
  let databases: TestDatabases;
  let databaseUrl: string;
  let sightline: Sightline;
  let admin: Person;
  let made = 0;

  before(async () => {
    databases = await startDatabases();
    databaseUrl = await databases.fresh();
    sightline = await startSightline({ env: { DATABASE_URL: databaseUrl, SIGHTLINE_COUNCIL_NAME: 'Fernborough' } });
    admin = await signIn(sightline, 'admin');
  });
  after(async () => {
    await sightline.stop();
    await databases.stop();
  });

  /** Makes an account with this password: its name, and what was answered. */
  const choose = async (password: string, username = `person-${(made += 1)}`): Promise<{ status: number; username: string; detail: string }> => {
    const response = await admin.request('/api/accounts', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, role: 'board', password }) });
    const { detail = '' } = (await response.json()) as { detail?: string };
    return { status: response.status, username, detail };
  };
  const opens = async (username: string, password: string): Promise<boolean> => signIn(sightline, username, password).then(() => true, () => false);

  it('[SEC-53] have twelve characters or more, of any kind, and are checked as they were sent, to their last character', async () => {
    assert.equal((await choose('elevenchars')).status, 400);
    for (const password of ['ox knits hat', 'aaaa bbbb one cold teapot kettle', '馬車 と 傘 と 茶碗 と 提灯 です', '   spaces before and after   ', 'Łódź & Ærø – naïve façade', `${'teapot umbrella '.repeat(8)}end`]) {
      const { status, username, detail } = await choose(password);
      assert.equal(status, 201, detail);
      assert.ok(await opens(username, password), password);
      assert.ok(!(await opens(username, password.slice(0, -1))), 'one character less is another password');
      assert.ok(!(await opens(username, password.toUpperCase())) || password === password.toUpperCase(), 'another case is another password');
    }
  });

  it('[SEC-54] are refused when whoever guesses would try them early, with why and what to do', async () => {
    for (const password of ['passwordpassword', 'qwertyuiop12', '123456789012', 'Sightline2026!', 'fernborough-1', 'letmein12345']) {
      const { status, detail } = await choose(password);
      assert.equal(status, 400, password);
      assert.ok(!detail.toLowerCase().includes(password.toLowerCase()), 'the refusal does not repeat it');
      assert.match(detail, /Take a few words|must/);
    }
    assert.equal((await choose('marguerite-lane-1', 'marguerite')).status, 400, 'it holds the name of its account');
  });

  it('[SEC-55] have no end of their own, no hint and no question', async () => {
    const columns = await query<{ column_name: string }>(databaseUrl, "SELECT column_name FROM information_schema.columns WHERE table_name IN ('account', 'second_factor')");
    assert.ok(columns.length >= 6);
    assert.deepEqual(columns.filter(({ column_name }) => /hint|question|answer|expire|password_changed|valid_until/.test(column_name)), []);
    assert.deepEqual(routes.filter(({ path }) => /hint|question|reset-password|forgot/.test(path)), []);
  });
});
