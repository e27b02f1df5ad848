import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { signIn } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

describe('sessions', () => {
  let sightline: Sightline;
  before(async () => {
    sightline = await startSightline();
  });
  after(async () => sightline.stop());

  const enter = (cookie: string): Promise<Response> =>
    fetch(`${sightline.url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: sightline.url, cookie }, body: JSON.stringify({ username: 'board', password: sightline.demoPassword }) });
  const cookieIn = (response: Response): string => response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');

  it('[SEC-56] begin with a token that nobody had before, and end the one that the browser brought along', async () => {
    const first = await signIn(sightline, 'board');
    const second = cookieIn(await enter(first.cookie));
    assert.notEqual(second, first.cookie);
    assert.equal((await first.request('/api/session')).status, 401);
    const chosen = `sightline=${'A'.repeat(43)}`;
    assert.ok(!cookieIn(await enter(chosen)).includes('A'.repeat(43)), 'a token that was made up beforehand is not taken on');
    assert.equal((await fetch(`${sightline.url}/api/session`, { headers: { cookie: chosen } })).status, 401);
    assert.equal((await fetch(`${sightline.url}/api/session`, { headers: { cookie: second } })).status, 200);
  });

  it('[SEC-57] are ended by an administrator, all of a person at once', async () => {
    const admin = await signIn(sightline, 'admin');
    const [one, two] = [await signIn(sightline, 'manager'), await signIn(sightline, 'manager')];
    const office = await signIn(sightline, 'office');
    assert.equal((await admin.request('/api/accounts/manager/sessions', { method: 'DELETE' })).status, 204);
    assert.deepEqual([(await one.request('/api/session')).status, (await two.request('/api/session')).status, (await office.request('/api/session')).status], [401, 401, 200]);
    assert.equal((await one.request('/api/accounts/office/sessions', { method: 'DELETE' })).status, 401);
    assert.equal((await office.request('/api/accounts/admin/sessions', { method: 'DELETE' })).status, 403);
  });

  it('[SEC-58] leave nothing with the browser when they end: the cookie is taken away, and no reply was kept', async () => {
    const control = await signIn(sightline, 'control');
    for (const path of ['/api/session', '/api/transport/runs', '/api/transport/reference', '/api/casework/cases']) {
      const { status, headers } = await control.request(path);
      assert.deepEqual([path, status, headers.get('cache-control')?.includes('no-store')], [path, 200, true]);
    }
    const left = await control.request('/api/session', { method: 'DELETE' });
    assert.match(left.headers.getSetCookie().join(), /^(__Host-)?sightline=;.*Max-Age=0/);
    assert.equal((await control.request('/api/session')).status, 401);
  });
});
