import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Editing, Role } from '@sightline/contracts';
import { LiveClient } from '../support/live-client.ts';
import type { Followed } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

const others: readonly Role[] = ['control', 'calls', 'manager', 'board', 'admin'];
const json = { 'content-type': 'application/json' };
const open = (person: Person, address: string, editor: string) => person.request(`/api/programme/editing/${address}`, { method: 'PUT', headers: json, body: JSON.stringify({ editor }) });
const close = (person: Person, address: string, editor: string) => person.request(`/api/programme/editing/${address}?editor=${editor}`, { method: 'DELETE' });

describe('who edits what, over real sockets', () => {
  let sightline: Sightline;
  let ann: Person;
  let ben: Person;
  let anns: LiveClient;
  let bens: LiveClient;
  let seen: Followed;
  const connect = async ({ cookie }: Person): Promise<LiveClient> => {
    const client = new LiveClient(sightline.url, cookie);
    assert.equal(await client.connect(), undefined);
    return client;
  };
  const names = (): string[] => [...seen.items.values()].map((value) => `${(value as Editing).username} ${(value as Editing).kind} ${(value as Editing).ref}`);

  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    ann = await signIn(sightline, 'office');
    ben = await signIn(sightline, 'office');
    [anns, bens] = [await connect(ann), await connect(ben)];
    const { reply, state } = await bens.follow('programme-editing');
    assert.equal(reply.ok, true);
    seen = state;
  });
  after(async () => {
    anns.close();
    bens.close();
    await sightline.stop();
  });

  it('[PROG-48] tells the others live that an item is open, and that it was closed', async () => {
    assert.equal((await open(ann, 'item/A1.2', 'page-of-ann')).status, 204);
    await bens.until(() => names().includes('office item A1.2'), 'Ann has A1.2 open');
    assert.equal((await close(ben, 'item/A1.2', 'page-of-ann')).status, 204);
    assert.equal((await open(ann, 'risk/R%201', 'page-of-ann')).status, 204);
    await bens.until(() => names().length === 2, 'nobody closes what is not theirs');
    assert.equal((await close(ann, 'item/A1.2', 'page-of-ann')).status, 204);
    await bens.until(() => names().join() === 'office risk R 1', 'Ann closed it');
  });

  it('[PROG-48] forgets what a person had open when their last socket closes', async () => {
    const second = await connect(ann);
    await open(ann, 'item/A1.3', 'page-of-ann');
    await bens.until(() => names().includes('office item A1.3'), 'Ann has A1.3 open');
    second.close();
    await open(ann, 'item/A1.4', 'page-of-ann');
    await bens.until(() => names().includes('office item A1.4'), 'Ann is still there by her first socket');
    anns.close();
    await bens.until(() => seen.items.size === 0, 'Ann has left');
  });

  it('[PROG-48] says where a word about it is not as it should be', async () => {
    const reply = await open(ben, 'journal/A1', 'page-of-ben');
    assert.equal(reply.status, 400);
    assert.equal((await open(ben, 'item/A1', 'x')).status, 400);
  });

  it('[PROG-48] is for those who may edit, and for nobody else', async () => {
    for (const role of others) {
      const person = await signIn(sightline, role);
      assert.equal((await open(person, 'item/A1.2', 'page-of-other')).status, 403, role);
      assert.equal((await close(person, 'item/A1.2', 'page-of-other')).status, 403, role);
      const client = await connect(person);
      const { reply } = await client.follow('programme-editing');
      assert.equal(reply.ok ? 'ok' : reply.problem.code, 'forbidden', role);
      client.close();
    }
  });
});
