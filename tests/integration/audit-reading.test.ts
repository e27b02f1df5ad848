import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AuditRow, AuditVerification, FamilyView, UnusualList } from '@sightline/contracts';
import { event } from '../fixtures/events.ts';
import { query } from '../support/databases.ts';
import { LookUpStage, held, secrets, wrong } from '../support/look-ups.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';

const json = (body: unknown, method = 'POST'): RequestInit => ({ method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('the audit as an administrator reads it', () => {
  const stage = new LookUpStage();
  let admin: Person;
  let lookUpRef = '';
  const findings = (): Promise<UnusualList> => admin.get('/api/audit/unusual');

  before(async () => {
    await stage.start();
    admin = await signIn(stage.sightline, 'admin');
    ({ lookUpRef } = await stage.open('child'));
  });
  after(() => stage.stop());

  it('[AUD-8] is paged by place, narrowed by person, action, day and reference, and no other role reads it', async () => {
    type Page = { items: AuditRow[]; nextCursor?: string };
    const first = await admin.get<Page>('/api/audit?limit=2');
    assert.equal(first.items.length, 2);
    const second = await admin.get<Page>(`/api/audit?limit=2&cursor=${first.nextCursor ?? ''}`);
    assert.ok((second.items[0]?.place ?? 0) < (first.items[1]?.place ?? 0));
    const places = async (filter: string): Promise<AuditRow[]> => (await admin.get<Page>(`/api/audit?${filter}`)).items;
    assert.deepEqual((await places(`ref=${lookUpRef}`)).map(({ action, username, detail }) => [action, username, detail['passengerRef']]), [['look-up-opened', 'calls', 'child']]);
    assert.deepEqual([...new Set((await places('ref=child')).map(({ action }) => action))], ['look-up-opened']);
    assert.deepEqual([...new Set((await places('person=calls')).map(({ username }) => username))], ['calls']);
    assert.deepEqual([...new Set((await places('action=signed-in')).map(({ action }) => action))], ['signed-in']);
    assert.deepEqual([(await places('to=2020-01-01')).length, (await places('from=2020-01-01&to=2099-01-01&action=look-up-opened')).length], [0, 1]);
    assert.deepEqual(await places(`ref=${encodeURIComponent('" || true || "')}`), []);
    for (const role of ['control', 'calls', 'manager', 'office', 'board'] as const) assert.equal((await (await signIn(stage.sightline, role)).request('/api/audit')).status, 403);
    assert.ok((await places('action=audit-read')).length > 3, 'reading it is on record');
  });

  it('[AUD-8] as CSV it holds pseudonyms of children, and is an export on record', async () => {
    const csv = await (await admin.request('/api/audit?action=look-up-opened', { headers: { accept: 'text/csv' } })).text();
    assert.match(csv, /^place,at,username,action/);
    assert.match(csv, /child-[0-9A-Z]{12}/);
    const { items } = await admin.get<{ items: AuditRow[] }>('/api/audit?action=exported');
    assert.deepEqual(items[0]?.detail, { route: 'GET /api/audit', filter: { action: 'look-up-opened' }, rows: 1 });
  });

  it('[AUD-7] tells the state of its chain with its head, on demand, and where it was tampered with', async () => {
    const whole = (await (await admin.request('/api/audit/verification', { method: 'POST' })).json()) as AuditVerification;
    assert.deepEqual([whole.state, whole.faults, whole.records > 5, /^\d+:[\w-]{43}$/.test(whole.head ?? '')], ['whole', [], true, true]);
    assert.equal((await admin.get<AuditVerification>('/api/audit/verification')).checkedAt, whole.checkedAt);
    await query(stage.databaseUrl, 'ALTER TABLE audit DISABLE TRIGGER ALL; CREATE TABLE kept AS SELECT * FROM audit WHERE place = 2; UPDATE audit SET action = $$signed-out$$ WHERE place = 2');
    const tampered = (await (await admin.request('/api/audit/verification', { method: 'POST' })).json()) as AuditVerification;
    assert.deepEqual([tampered.state, tampered.faults.some(({ where }) => where === 'record 2'), tampered.faults.some(({ where }) => where === 'audit_append_only on audit')], ['tampered', true, true]);
    await query(stage.databaseUrl, 'UPDATE audit SET action = kept.action FROM kept WHERE audit.place = kept.place; ALTER TABLE audit ENABLE TRIGGER ALL');
    assert.equal(((await (await admin.request('/api/audit/verification', { method: 'POST' })).json()) as AuditVerification).state, 'whole');
  });

  it('[AUD-9] [AUD-13] points out a look-up without a call with its record and why, and keeps what somebody said of it', async () => {
    const { items, open } = await findings();
    const found = items.find(({ kind }) => kind === 'look-up-without-call');
    assert.ok(found, JSON.stringify(items));
    assert.deepEqual([found.username, found.isWeak, found.places.length], ['calls', true, 1]);
    const marked = await admin.get<{ items: AuditRow[] }>('/api/audit?unusual=true');
    assert.ok(marked.items.some(({ place, unusual }) => place === found.places[0] && unusual.includes('look-up-without-call')));
    const said = (await (await admin.request('/api/audit/unusual', json({ key: found.key, outcome: 'explained' }))).json()) as UnusualList;
    assert.deepEqual([said.open, said.items.find(({ key }) => key === found.key)?.lookedAt?.by], [open - 1, 'admin']);
    assert.equal((await admin.request('/api/audit/unusual', json({ key: 'nothing', outcome: 'explained' }))).status, 404);
  });

  it('[AUD-11] points out a child of the own family, declared by reference, by guardian or by household, and keeps nobody’s family readable', async () => {
    const [first] = await query<{ passenger_ref: string }>(stage.databaseUrl, `SELECT passenger_ref FROM passenger WHERE passenger_ref = 'child'`);
    assert.ok(first);
    for (const declared of [{ passengerRef: 'child' }, { guardianRef: 'G1' }, { surname: ' oyelaran', postcode: 'b179qx' }]) {
      const made = (await (await admin.request('/api/audit/family', json({ username: 'calls', ...declared }))).json()) as { items: FamilyView[] };
      assert.equal(made.items.length, 1);
      assert.equal((await admin.get<{ items: AuditRow[] }>('/api/audit?action=family-declared&limit=1')).items[0]?.about, 'calls', 'the record says for whom');
      assert.ok((await findings()).items.some(({ kind, username, isWeak }) => kind === 'own-family' && username === 'calls' && !isWeak), JSON.stringify(declared));
      const kept = JSON.stringify(await query(stage.databaseUrl, 'SELECT * FROM account_family'));
      for (const word of [...secrets, '"child"', 'G1']) assert.ok(word === '"child"' || !kept.includes(word), 'nothing of the family can be read');
      assert.equal((await admin.request(`/api/audit/family/${made.items[0]?.familyId ?? ''}`, { method: 'DELETE' })).status, 204);
      assert.ok(!(await findings()).items.some(({ kind }) => kind === 'own-family'));
    }
  });

  it('[AUD-11] calls a shared surname a weak hint', async () => {
    const namesake = await stage.adviserCalled(`tola.${held.child.split(' ')[1]?.toLowerCase() ?? ''}`);
    await stage.open('guessed', namesake);
    await admin.request('/api/audit/family', json({ username: 'board', passengerRef: 'nobody' }));
    const hint = (await findings()).items.find(({ kind }) => kind === 'same-surname');
    assert.deepEqual([hint?.isWeak, hint?.username], [true, 'tola.oyelaran']);
  });

  it('[AUD-12] points out many failed verifications', async () => {
    const other = await stage.adviserCalled('ben.adams');
    await stage.accept([event('passenger.upserted', { passengerRef: 'extra', schoolRef: 'S1', routeRef: '411', needs: [], assistantRequired: false, name: 'Extra Child', birthDate: '2014-01-01', postcode: 'B1 1AA' })]);
    for (const child of ['rush', 'crowd']) {
      const opened = await stage.open(child, other);
      for (let attempt = 0; attempt < 3; attempt++) await stage.post(`/${opened.lookUpRef}/verify`, wrong, other);
    }
    await admin.request('/api/audit/family', json({ username: 'board', passengerRef: 'nobody-else' }));
    const found = (await findings()).items.find(({ kind }) => kind === 'failed-verifications');
    assert.equal(found?.username, 'ben.adams', JSON.stringify(found));
  });
});
