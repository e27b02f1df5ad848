import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Problem, ProgrammeItem, ProgrammeView, Role } from '@sightline/contracts';
import { event } from '../fixtures/events.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

const period = '2026-09';
const item = { itemRef: 'A1.1', kind: 'action', title: 'Train guides', leadRole: 'Head of transport', dueDate: '2027-03-31' } as const;
const amber = { itemRef: 'A1.1', period, rating: 'amber', commentary: 'Two courses are full.', assessedByRole: 'Head of transport', assessedOn: '2026-09-28' } as const;

describe('two people at one record', () => {
  let sightline: Sightline;
  let office: Person;
  const tell = async (type: string, data: object, basedOn?: string | null, who = office): Promise<{ status: number; body: Problem & { id?: string } }> => {
    const reply = await who.request('/api/commands', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ type, data, ...(basedOn !== undefined && { basedOn }) }) });
    return { status: reply.status, body: (await reply.json()) as Problem & { id?: string } };
  };
  const shown = async (itemRef = 'A1.1'): Promise<ProgrammeItem | undefined> => (await office.get<ProgrammeView>('/api/programme')).items.find((one) => one.itemRef === itemRef);

  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    office = await signIn(sightline, 'office');
    const { body } = await send(sightline, [event('programme.item-upserted', item), event('programme.assessed', { ...amber, period: '2026-06' })]);
    assert.deepEqual(body.rejected, []);
  });
  after(() => sightline.stop());

  it('[PROG-45] stores the first and tells the second who changed what, and when; nothing of either is lost', async () => {
    const version = (await shown())?.version ?? '';
    const first = await tell('programme.item-upserted', { ...item, title: 'Train every guide' }, version);
    assert.equal(first.status, 200);
    const second = await tell('programme.item-upserted', { ...item, leadRole: 'Training lead' }, version);
    assert.equal(second.status, 409);
    assert.deepEqual(second.body.problems?.map(({ path }) => path), ['basedOn']);
    const { changed } = second.body;
    assert.ok(changed);
    assert.equal(changed.by, 'office');
    assert.ok(Math.abs(Date.parse(changed.at ?? '') - Date.now()) < 60_000);
    assert.equal(changed.version, first.body.id);
    assert.deepEqual(changed.data, { ...item, title: 'Train every guide' });
    assert.deepEqual([(await shown())?.title, (await shown())?.leadRole], ['Train every guide', 'Head of transport']);
    assert.equal((await tell('programme.item-upserted', { ...item, title: 'Train every guide', leadRole: 'Training lead' }, changed.version)).status, 200);
    assert.deepEqual([(await shown())?.title, (await shown())?.leadRole], ['Train every guide', 'Training lead']);
  });

  it('[PROG-45] names a source that is no person, and a record that was not there', async () => {
    await send(sightline, [event('programme.risk-upserted', { riskRef: 'R1', description: 'Too few guides' })]);
    const { status, body } = await tell('programme.risk-upserted', { riskRef: 'R1', description: 'Mine' }, null);
    assert.equal(status, 409);
    assert.ok(body.changed?.by !== null && body.changed?.by !== 'office');
    assert.deepEqual(body.changed?.data, { riskRef: 'R1', description: 'Too few guides' });
    assert.equal((await tell('programme.risk-upserted', { riskRef: 'R2', description: 'Mine' }, null)).status, 200);
    const gone = await tell('programme.risk-upserted', { riskRef: 'R3', description: 'Mine' }, 'an-event-that-never-was');
    assert.deepEqual([gone.status, gone.body.changed], [409, { version: null, by: null, at: null, data: null }]);
  });

  it('[PROG-45] keeps two assessments of one period apart, and takes the second as a correction once it was seen', async () => {
    const mine = await tell('programme.assessed', amber, null);
    assert.equal(mine.status, 200);
    const late = await tell('programme.assessed', { ...amber, rating: 'green', commentary: 'Done.' }, null);
    assert.equal(late.status, 409);
    assert.equal((late.body.changed?.data as { commentary?: string }).commentary, 'Two courses are full.');
    assert.equal((await shown())?.rating, 'amber');
    const seen = await tell('programme.assessed', { ...amber, rating: 'green', commentary: 'Done.', corrects: mine.body.id }, mine.body.id);
    assert.equal(seen.status, 200);
    assert.deepEqual([(await shown())?.rating, (await shown())?.assessmentId], ['green', seen.body.id]);
  });

  it('[PROG-45] of two who save in the same moment one is stored', async () => {
    const version = (await shown())?.version ?? '';
    const replies = await Promise.all(['one', 'two', 'three', 'four'].map((title) => tell('programme.item-upserted', { ...item, title }, version)));
    assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 409, 409, 409]);
    const stored = replies.find(({ status }) => status === 200);
    assert.ok(replies.every(({ status, body }) => status === 200 || body.changed?.version === stored?.body.id));
  });

  it('[PROG-45] asks nothing of machines and of commands that name no version', async () => {
    assert.equal((await tell('programme.item-upserted', { ...item, title: 'As the feed has it' })).status, 200);
    const { body } = await send(sightline, [event('programme.item-upserted', item)]);
    assert.deepEqual([body.accepted, body.rejected], [1, []]);
  });

  it('[PROG-45] learns nothing of the record who may not edit it', async () => {
    for (const role of ['control', 'calls', 'manager', 'admin', 'board'] as const satisfies readonly Role[]) {
      const person = await signIn(sightline, role);
      const { status, body } = await tell('programme.item-upserted', item, 'anything', person);
      assert.deepEqual([status, body.changed], [403, undefined], role);
    }
  });
});
