import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { CurrentLink, ImportJob, IngestReply, JournalEntry, OwnSession, Role } from '@sightline/contracts';
import { event } from '../fixtures/events.ts';
import { gtfsRealtime, vehicleEntity } from '../support/feed-stand-in.ts';
import { child, elsewhere, found, guardian, otherGuardian } from '../support/access/canaries.ts';
import { fromAnywhere } from '../support/access/ask.ts';
import { AccessStage } from '../support/access/stage.ts';
import { query } from '../support/databases.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';

const json = (body: unknown, method = 'POST'): RequestInit => ({ method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('what is somebody’s own', () => {
  const stage = new AccessStage();
  let calls: Person;
  let other: Person;
  before(async () => {
    await stage.start();
    [calls, other] = [stage.person('calls'), stage.otherAdviser];
  });
  after(() => stage.stop());

  const statusOf = async (person: Person, path: string, init?: RequestInit): Promise<number> => (await person.request(path, init)).status;
  const commanded = (person: Person, type: string, data: object): Promise<number> => statusOf(person, '/api/commands', json({ type, data }));
  const withLink = (token: string, path: string, init: RequestInit = {}): Promise<Response> => fetch(stage.sightline.url + path, { ...init, headers: { ...fromAnywhere(), 'content-type': 'application/json', authorization: `Link ${token}` } });
  const journal = async (type: string): Promise<JournalEntry[]> => (await stage.person('admin').get<{ items: JournalEntry[] }>(`/api/ingest/journal?type=${type}&limit=1000`)).items;

  it('[ACC-53] a look-up is its adviser’s: to another it is not there, by no route', async () => {
    const path = `/api/contact/look-ups/${stage.lookUpRef}`;
    const said = { relationship: 'mother', facts: { birthDate: child.birthDate, postcode: child.postcode }, password: guardian.password };
    const asked: readonly (readonly [string, RequestInit?])[] = [[''], ['/acknowledge', json({})], ['/verify', json(said)], ['/call-back', json({})], ['', { method: 'DELETE' }]];
    for (const [suffix, init] of asked) assert.equal(await statusOf(other, path + suffix, init), 404, `${init?.method ?? 'GET'} ${suffix}`);
    assert.equal(await statusOf(other, '/api/contact/look-ups', json({ passengerRef: child.ref, purpose: 'other', callRef: 'CALL1', lookUpRef: stage.lookUpRef })), 400, 'a call that another took');
    assert.equal(await statusOf(calls, path), 200, 'and it is there still');
    const { items } = await other.get<{ items: { callRef: string }[] }>('/api/contact/look-ups/calls');
    assert.deepEqual(items, []);
  });

  it('[ACC-53] a logged call is its adviser’s: another neither reads it, nor writes to it, nor logs one over it', async () => {
    assert.equal(await statusOf(other, `/api/contact/contacts/${stage.contactRef}`), 404);
    assert.equal(await statusOf(calls, `/api/contact/contacts/${stage.otherContactRef}`), 404);
    const noted = (person: Person, contactRef: string): Promise<Response> => person.request('/api/commands', json({ type: 'contact.noted', data: { noteRef: randomUUID(), contactRef, words: 'not mine' } }));
    const [others, nobodys] = [await noted(other, stage.contactRef), await noted(other, 'nobody-logged-it')];
    assert.deepEqual([others.status, nobodys.status], [409, 409]);
    const words = async (response: Response): Promise<object> => ({ ...((await response.json()) as object), requestId: '' });
    assert.deepEqual(await words(others), await words(nobodys), 'whether there is one is not told');
    assert.equal((await query(stage.databaseUrl, `SELECT 1 FROM contact_note WHERE words = 'not mine'`)).length, 0);
    assert.equal((await noted(calls, stage.contactRef)).status, 200);
    assert.equal(await statusOf(other, '/api/contact/contacts', json({ contactRef: stage.contactRef, outcome: 'other', runRef: 'R1' })), 409);
  });

  it('[ACC-53] a call is whose who took it, also where one is logged', async () => {
    const contactRef = randomUUID();
    assert.equal(await statusOf(other, '/api/contact/contacts', json({ contactRef, outcome: 'told', callRef: 'CALL1' })), 400);
    assert.equal((await query(stage.databaseUrl, 'SELECT 1 FROM contact WHERE contact_ref = $1', [contactRef])).length, 0);
    assert.equal(await statusOf(calls, '/api/contact/contacts', json({ contactRef, outcome: 'told', callRef: 'CALL1' })), 200);
  });

  it('[ACC-53] who logged a call, when, and about whom, is nobody’s to say', async () => {
    const contactRef = randomUUID();
    const invented = { adviserRef: 'other-adviser', at: '2020-01-01T00:00:00Z', passengerRef: elsewhere.ref, caseRef: 'K1', evidence: { sentence: 'invented' }, notes: [{ words: 'invented' }], role: 'admin', __proto__: { passengerRef: elsewhere.ref } };
    assert.equal(await statusOf(calls, '/api/contact/contacts', json({ contactRef, outcome: 'other', ...invented })), 200);
    const [kept] = await query<Record<string, unknown>>(stage.databaseUrl, 'SELECT adviser_ref, passenger_ref, case_ref, evidence, at > now() - interval \'1 hour\' AS now FROM contact WHERE contact_ref = $1', [contactRef]);
    assert.deepEqual(kept, { adviser_ref: 'calls', passenger_ref: null, case_ref: null, evidence: null, now: true });
  });

  it('[ACC-54] an import is its sender’s', async () => {
    for (const [kind, sender, another] of [['cases', 'manager', stage.otherManager], ['cases', 'feed', stage.person('manager')], ['programme', 'feed', stage.person('office')]] as const) {
      const importId = stage.jobs.get(`${kind} ${sender}`) ?? '';
      for (const suffix of ['', '/rejects.csv']) assert.equal(await statusOf(another, `/api/imports/${kind}/jobs/${importId}${suffix}`), 404, `${kind} of ${sender}${suffix}`);
    }
    const feed = (path: string): Promise<Response> => fetch(stage.sightline.url + path, { headers: { authorization: `Bearer ${stage.sightline.feedToken}` } });
    assert.equal((await feed(`/api/imports/cases/jobs/${stage.jobs.get('cases manager')}`)).status, 404);
    assert.equal((await feed(`/api/imports/jobs/${stage.jobs.get('passengers admin')}/rejects.csv`)).status, 404);
    // A job of one kind is none of another's, whoever asks.
    assert.equal(await statusOf(stage.person('admin'), `/api/imports/jobs/${stage.jobs.get('cases manager')}`), 404);
    assert.equal(await statusOf(stage.person('manager'), `/api/imports/cases/jobs/${stage.jobs.get('passengers admin')}/rejects.csv`), 404);
    const own = await stage.person('manager').get<ImportJob>(`/api/imports/cases/jobs/${stage.jobs.get('cases manager')}`);
    assert.equal(own.by, 'manager');
  });

  it('[ACC-55] a link is about its own subject, whatever is asked for beside it', async () => {
    const bus = stage.link('bus').token;
    const asked = `?guardianRef=${otherGuardian.ref}&passengerRef=${elsewhere.ref}&linkRef=${stage.otherLinks.get('bus')?.linkRef}&runRef=R2`;
    const current = (await (await withLink(bus, `/api/links/current${asked}`)).json()) as CurrentLink;
    assert.equal(JSON.stringify(current).includes(elsewhere.ref), false);
    const preferences = (): Promise<unknown[]> => query(stage.databaseUrl, `SELECT seq FROM journal WHERE type IN ('message.opted-in', 'message.opted-out') AND data ->> 'guardianRef' = $1`, [otherGuardian.ref]);
    const before_ = await preferences();
    const changed = await withLink(bus, `/api/links/messages${asked}`, json({ wanted: false, arrivals: false, guardianRef: otherGuardian.ref, passengerRef: elsewhere.ref, linkRef: stage.otherLinks.get('bus')?.linkRef }));
    assert.equal(changed.status, 200);
    assert.deepEqual(await preferences(), before_, 'the other family hears what it heard');
    assert.deepEqual((await (await withLink(stage.otherLinks.get('bus')?.token ?? '', '/api/links/messages')).json()) as object, { channel: 'email', wanted: true, arrivals: false });
  });

  it('[ACC-55] an operator and a crew speak of their own runs alone: no other’s ends in anything but quarantine', async () => {
    const before_ = (await journal('run.delayed')).length + (await journal('passenger.boarded')).length + (await journal('note.added')).length;
    const at = new Date().toISOString();
    const told = async (kind: 'operator' | 'crew', type: string, data: object): Promise<number> => {
      const response = await withLink(stage.link(kind).token, '/api/links/events', json({ events: [{ id: randomUUID(), type, data, source: 'person:control', runRef: 'R1', operatorRef: 'O2' }], linkRef: stage.otherLinks.get(kind)?.linkRef }));
      assert.equal(response.status, 200, await response.clone().text());
      return ((await response.json()) as IngestReply).accepted;
    };
    assert.deepEqual(
      [
        await told('operator', 'run.delayed', { runRef: 'R2', minutes: 5, cause: 'Traffic' }),
        await told('operator', 'run.delayed', { runRef: '__proto__', minutes: 5, cause: 'Traffic' }),
        await told('operator', 'passenger.boarded', { runRef: 'R1', passengerRef: child.ref, at }),
        await told('operator', 'link.revoked', { linkRef: stage.link('bus').linkRef }),
        await told('crew', 'run.delayed', { runRef: 'R2', minutes: 5, cause: 'Traffic' }),
        await told('crew', 'passenger.boarded', { runRef: 'R1', passengerRef: elsewhere.ref, at }),
        await told('crew', 'passenger.boarded', { runRef: 'R2', passengerRef: elsewhere.ref, at }),
        await told('crew', 'vehicle.positioned', { vehicleRef: 'V2', latitude: 52, longitude: -1, recordedAt: at, runRef: 'R1' }),
        await told('crew', 'note.added', { noteRef: randomUUID(), caseRef: 'K1', words: 'x' }),
        await told('crew', 'crew.signed-in', { runRef: 'R1', role: 'driver', ref: 'D1', at }),
      ],
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    );
    assert.equal((await journal('run.delayed')).length + (await journal('passenger.boarded')).length + (await journal('note.added')).length, before_);
    for (const kind of ['bus', 'school'] as const) assert.equal((await withLink(stage.link(kind).token, '/api/links/events', json({ events: [] }))).status, 401);
  });

  it('[ACC-55] a link that leads to a child is handed out and taken back by those who may see children, by no door by anybody else', async () => {
    const { linkRef, token } = stage.link('bus');
    for (const role of ['admin', 'manager', 'calls', 'office', 'board'] as const) {
      const person = stage.person(role);
      assert.equal(await statusOf(person, `/api/links/${linkRef}`, { method: 'DELETE' }), 404, role);
      assert.equal(await statusOf(person, `/api/links/${linkRef}/address`), 404, role);
      assert.equal(await statusOf(person, '/api/links', json({ kind: 'bus', passengerRef: child.ref, guardianRef: guardian.ref })), 403, role);
      // Nor as the subject of a link of another kind, whose list would tell whose it is.
      for (const kind of ['school', 'operator']) for (const more of [{}, { schoolRef: 'S1' }, { operatorRef: 'O1' }]) assert.ok([400, 403].includes(await statusOf(person, '/api/links', json({ kind, passengerRef: child.ref, guardianRef: guardian.ref, ...more }))), `${role} ${kind}`);
      assert.equal(await commanded(person, 'link.revoked', { linkRef }), 403, role);
      assert.equal(await commanded(person, 'link.issued', { linkRef: 'x'.repeat(22), kind: 'bus', passengerRef: child.ref, guardianRef: guardian.ref, expiresAt: '2030-01-01T00:00:00Z' }), 403, role);
    }
    assert.equal((await withLink(token, '/api/links/current')).status, 200, 'it opens still');
    const feed = await fetch(`${stage.sightline.url}/api/events`, { method: 'POST', headers: { 'content-type': 'application/cloudevents+json', authorization: `Bearer ${stage.sightline.feedToken}` }, body: JSON.stringify(event('link.revoked', { linkRef })) });
    assert.equal(((await feed.json()) as IngestReply).accepted, 0);
    assert.equal((await withLink(token, '/api/links/current')).status, 200);
  });

  it('[ACC-56] a note is an act on what it is about', async () => {
    const note = (about: object): object => ({ noteRef: randomUUID(), words: 'x', ...about });
    const may: readonly (readonly [Role, object, number])[] = [
      ['control', { runRef: 'R1' }, 200], ['control', { alertRef: stage.alertRef }, 200], ['control', { caseRef: 'K1' }, 403], ['control', { runRef: 'R1', caseRef: 'K1' }, 403],
      ['manager', { caseRef: 'K1' }, 200], ['manager', { runRef: 'R1' }, 403], ['manager', { alertRef: stage.alertRef }, 403], ['manager', { caseRef: 'K1', alertRef: stage.alertRef }, 403],
    ];
    for (const [role, about, status] of may) assert.equal(await commanded(stage.person(role), 'note.added', note(about)), status, `${role} ${Object.keys(about).join()}`);
  });

  it('[ACC-57] a device speaks of what it is on, and no sender in another’s name', async () => {
    const recordedAt = Math.floor(Date.now() / 1000);
    const basic = { authorization: `Basic ${Buffer.from(`${stage.device.name}:${stage.device.secret}`).toString('base64')}` };
    const tracks = await fetch(`${stage.sightline.url}/api/devices/owntracks`, { method: 'POST', headers: { 'content-type': 'application/json', ...basic }, body: JSON.stringify({ _type: 'location', lat: 52.1, lon: -1.1, tst: recordedAt, vehicleRef: 'V1', vehicle_ref: 'V1', tid: 'V1', topic: 'owntracks/V1/V1', source: 'person:admin' }) });
    assert.equal(tracks.status, 200);
    const flat = new URLSearchParams({ id: stage.device.secret, deviceid: 'V1', vehicleRef: 'V1', lat: '52.2', lon: '-1.2', timestamp: String(recordedAt + 1), source: 'person:admin', runRef: 'R2' });
    assert.equal((await fetch(`${stage.sightline.url}/api/devices/osmand?${flat.toString()}`)).status, 200);
    const fixes = await query<{ source: string; vehicle: string }>(stage.databaseUrl, `SELECT source, vehicle_ref AS vehicle FROM position WHERE latitude IN (52.1, 52.2)`);
    assert.deepEqual([...new Set(fixes.map(({ source, vehicle }) => `${source} ${vehicle}`))], [`device:${stage.device.name} V3`]);
    assert.equal((await fetch(`${stage.sightline.url}/api/devices/osmand?id=${stage.device.secret}&id=${stage.device.secret}&lat=52.3&lon=-1`)).status, 401, 'two keys are none');
    for (const source of [`device:${stage.device.name}`, 'person:admin', 'feed:polled', `link:${stage.link('crew').linkRef}`]) {
      const told = await fetch(`${stage.sightline.url}/api/events`, { method: 'POST', headers: { 'content-type': 'application/cloudevents+json', authorization: `Bearer ${stage.sightline.feedToken}` }, body: JSON.stringify({ ...event('run.delayed', { runRef: 'R1', minutes: 50, cause: 'x' }), source }) });
      assert.equal(((await told.json()) as IngestReply).accepted, 0, source);
    }
    const pushed = await fetch(`${stage.sightline.url}/api/ingest/gtfs-realtime?source=${encodeURIComponent('person:admin')}`, { method: 'POST', headers: { 'content-type': 'application/x-protobuf', authorization: `Bearer ${stage.sightline.feedToken}` }, body: new Blob([gtfsRealtime([vehicleEntity('V9', 5)])]) });
    assert.ok(pushed.status === 200 || pushed.status === 400);
    assert.equal((await query(stage.databaseUrl, `SELECT 1 FROM position WHERE source LIKE 'person:%'`)).length, 0);
  });

  it('[ACC-58] a session, a password and an account are changed by whose they are, and of one nothing but what the contract names', async () => {
    const admin = stage.person('admin');
    const made = { username: 'made', role: 'board', password: 'umbrella teapot seventeen' };
    assert.equal(await statusOf(admin, '/api/accounts', json({ ...made, demonstration: true, disabled: true, id: randomUUID(), issuer: 'x', subject: 'x', passwordHash: 'x' })), 201);
    const stored = (): Promise<Record<string, unknown>[]> => query(stage.databaseUrl, `SELECT username, role, demonstration, issuer, disabled_at FROM account WHERE username = 'made'`);
    assert.deepEqual(await stored(), [{ username: 'made', role: 'board', demonstration: false, issuer: null, disabled_at: null }]);
    const own = await signIn(stage.sightline, 'made', made.password);
    const [victim] = (await other.get<{ items: OwnSession[] }>('/api/account/sessions')).items;
    assert.ok(victim);
    const ended = await own.request('/api/account/sessions/end', json({ password: made.password, sessionRef: victim.sessionRef, accountId: 'x', username: 'other-adviser' }));
    assert.deepEqual([ended.status, await ended.json()], [200, { ended: 0 }]);
    assert.equal(await statusOf(other, '/api/session'), 200);
    const changed = await own.request('/api/account/password', json({ current: made.password, password: 'a teapot in the umbrella stand', username: 'other-adviser', role: 'admin', accountId: victim.sessionRef }));
    assert.equal(changed.status, 200);
    assert.deepEqual((await stored())[0]?.['role'], 'board');
    await signIn(stage.sightline, 'other-adviser', 'canary password of an account');
    await signIn(stage.sightline, 'made', 'a teapot in the umbrella stand');
    assert.equal(await statusOf(admin, '/api/accounts/made', json({ disabled: false, username: 'renamed', demonstration: true, passwordHash: 'x', id: 'x' }, 'PATCH')), 200);
    assert.deepEqual(await stored(), [{ username: 'made', role: 'board', demonstration: false, issuer: null, disabled_at: null }]);
  });

  it('[ACC-58] what is held of somebody is taken out and erased by no door but its own', async () => {
    for (const role of ['control', 'calls', 'manager', 'office', 'board'] as const) {
      const person = stage.person(role);
      for (const kind of ['passenger', 'guardian', 'assistant', 'caller'])
        for (const path of [`/api/rights/subjects/${kind}/${child.ref}/export`, `/api/rights/subjects/${kind}/${child.ref}/erase`]) {
          const response = await person.request(path, json({ reason: 'x', confirm: child.ref }));
          assert.equal(response.status, 403, `${role} ${path}`);
          assert.deepEqual(found(await response.text(), role, 'POST /api/rights/subjects/{kind}/{ref}/export'), []);
        }
      for (const type of ['subject.erased', 'call.forgotten', 'passenger.erased', 'passenger.upserted', 'guardian.upserted']) assert.ok((await commanded(person, type, { passengerRef: child.ref, callRef: 'CALL1', ref: child.ref })) >= 400, `${role} ${type}`);
    }
  });
});
