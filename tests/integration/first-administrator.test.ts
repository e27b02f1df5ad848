import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signIn } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

let sightline: Sightline;
before(async () => {
  sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'off' } });
});
after(() => sightline.stop());

const make = (token: string): Promise<Response> =>
  fetch(`${sightline.url}/api/accounts/first`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: sightline.url },
    body: JSON.stringify({ token, username: 'first', password: 'a password of good length' }),
  });

test('a start without any account prints a link that makes one administrator, once', async () => {
  const token = await until('the link', () => Promise.resolve(/\/first-admin\?token=(\S+)/.exec(sightline.output())?.[1]));
  const guessed = await make('guessed');
  assert.ok(guessed.status >= 400, `a guess makes nobody (${guessed.status})`);
  const made = await make(token);
  assert.ok(made.ok, `the link makes one (${made.status})`);
  const again = await make(token);
  assert.ok(again.status >= 400, `it works once (${again.status})`);
  const person = await signIn(sightline, 'first', 'a password of good length');
  assert.equal((await person.get<{ role: string }>('/api/session')).role, 'admin');
});

test('without the demonstration there are no demonstration accounts and no one-click ways in', async () => {
  await assert.rejects(signIn(sightline, 'control'), /401/);
  const about = (await (await fetch(`${sightline.url}/api/about`)).json()) as { demonstration: boolean; oneClickRoles: string[] };
  assert.deepEqual([about.demonstration, about.oneClickRoles], [false, []]);
});
