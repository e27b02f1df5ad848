import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { CurrentLink, IngestReply, LinkAddress, LinkKind, LinkSubject, LinkView, OperatorRun } from '@sightline/contracts';
import { event, scheduledRun } from '../fixtures/events.ts';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { issueLink, tokenIn } from '../support/links.ts';
import { LiveClient } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

describe('public links', () => {
  let databases: TestDatabases;
  let databaseUrl: string;
  let sightline: Sightline;
  let control: Person;
  let admin: Person;
  const clients: LiveClient[] = [];

  const byLink = (token: string, path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Link ${token}`);
    return fetch(sightline.url + path, { ...init, headers });
  };
  const issue = (person: Person, { kind, ...subject }: { kind: LinkKind } & LinkSubject): Promise<LinkAddress> => issueLink(person, kind, subject);
  const tell = async (token: string, events: object[]): Promise<IngestReply> => {
    const response = await byLink(token, '/api/links/events', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ events }) });
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as IngestReply;
  };
  const connect = async (token: string): Promise<{ client: LiveClient; problem: string | undefined }> => {
    const client = new LiveClient(sightline.url, undefined, { link: token });
    clients.push(client);
    return { client, problem: await client.connect() };
  };

  before(async () => {
    databases = await startDatabases();
    databaseUrl = await databases.fresh();
    sightline = await startSightline({ env: { DATABASE_URL: databaseUrl } });
    control = await signIn(sightline, 'control');
    admin = await signIn(sightline, 'admin');
    const { body } = await send(sightline, [
      event('school.upserted', { schoolRef: 'school-1', name: 'Beechwood School', latitude: 52.48, longitude: -1.9, bellTimes: { starts: '08:50', ends: '15:15' } }),
      event('operator.upserted', { operatorRef: 'operator-1', name: 'Ridgeway Travel' }),
      event('operator.upserted', { operatorRef: 'operator-2', name: 'Other Coaches' }),
      event('passenger.upserted', { passengerRef: 'child-1', name: 'Tomi Okafor', schoolRef: 'school-1', routeRef: 'route-1', needs: ['wheelchair'], assistantRequired: false }),
      event('guardian.upserted', { guardianRef: 'guardian-1', passengerRefs: ['child-1'], relationship: 'mother', telephones: [], messages: 'none' }),
      event('vehicle.upserted', { vehicleRef: 'van-2', operatorRef: 'operator-1', seats: 6, wheelchairPlaces: 0 }),
      scheduledRun('run-1', Date.now(), { operatorRef: 'operator-1', routeRef: 'route-1' }),
      scheduledRun('run-2', Date.now(), { operatorRef: 'operator-2' }),
    ]);
    assert.deepEqual(body.rejected, []);
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });
  after(async () => {
    await sightline.stop();
    await databases.stop();
  });

  it('[LINK-1] opens by a token that is stored nowhere, and refuses one that was altered in the same words as one that never was', async () => {
    const link = await issue(control, { kind: 'operator', operatorRef: 'operator-1' });
    const token = tokenIn(link);
    const current = (await (await byLink(token, '/api/links/current')).json()) as CurrentLink;
    assert.deepEqual([current.linkRef, current.kind], [link.linkRef, 'operator']);
    const [ref, mac] = token.split('.') as [string, string];
    const flipped = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    const words = new Set<string>();
    for (const wrong of [`${flipped(ref)}.${mac}`, `${ref}.${flipped(mac)}`, ref, `${ref}.`, mac]) {
      const response = await byLink(wrong, '/api/links/current');
      assert.equal(response.status, 401);
      words.add(((await response.json()) as { detail: string }).detail);
    }
    assert.equal(words.size, 1);
    const stored = await query<{ text: string }>(databaseUrl, `SELECT row_to_json(link)::text AS text FROM link UNION ALL SELECT row_to_json(journal)::text FROM journal UNION ALL SELECT row_to_json(audit)::text FROM audit`);
    assert.ok(stored.length > 3);
    assert.ok(stored.every(({ text }) => !text.includes(mac)));
  });

  it('[LINK-2] [LINK-6] opens its own topic and routes and nothing else, whatever cookie comes along', async () => {
    const operator = tokenIn(await issue(admin, { kind: 'operator', operatorRef: 'operator-1' }));
    for (const path of ['/api/session', '/api/transport/runs', '/api/links', '/api/contact/wallboard']) {
      assert.equal((await byLink(operator, path)).status, 401, path);
    }
    const withCookie = await fetch(`${sightline.url}/api/links/current`, { headers: { cookie: admin.cookie } });
    assert.equal(withCookie.status, 401);
    const { client, problem } = await connect(operator);
    assert.equal(problem, undefined);
    const asked = [['fleet', undefined], ['run', { runRef: 'run-1' }], ['alerts', undefined]] as const;
    for (const [topic, params] of asked) {
      const reply = (await client.ask('subscribe', { topic, ...(params && { params }) })) as { ok: boolean; problem?: { code: string } };
      assert.deepEqual([reply.ok, reply.problem?.code], [false, 'forbidden'], topic);
    }
  });

  it('[LINK-3] shows out whoever looks on by a link that is revoked or expires, within a tick, and opens nothing then', async () => {
    const endings = [
      { reason: 'revoked', end: (linkRef: string) => admin.request(`/api/links/${linkRef}`, { method: 'DELETE' }) },
      { reason: 'expired', end: (linkRef: string) => query(databaseUrl, `UPDATE link SET expires_at = now() - interval '1 second' WHERE link_ref = $1`, [linkRef]) },
    ] as const;
    for (const { reason, end } of endings) {
      const link = await issue(admin, { kind: 'school', schoolRef: 'school-1' });
      const { client } = await connect(tokenIn(link));
      await end(link.linkRef);
      const ended = Date.now();
      await client.until(() => !client.socket.connected, `the end of a link that is ${reason}`);
      console.log(`  a link that is ${reason}: shown out after ${Date.now() - ended} ms (a tick is 1000 ms)`);
      assert.deepEqual(client.goodbyes, [{ reason }]);
      assert.equal((await byLink(tokenIn(link), '/api/links/current')).status, 401);
      assert.equal((await connect(tokenIn(link))).problem, 'unauthorised');
    }
  });

  it('[LINK-8] shows an operator its own runs of today, as they go, without a child and without what is about one', async () => {
    const link = await issue(control, { kind: 'operator', operatorRef: 'operator-1' });
    const others = await issue(control, { kind: 'operator', operatorRef: 'operator-2' });
    const { client } = await connect(tokenIn(link));
    const foreign = (await client.ask('subscribe', { topic: 'operator', params: { linkRef: others.linkRef } })) as { ok: boolean; problem?: { code: string } };
    assert.deepEqual([foreign.ok, foreign.problem?.code], [false, 'forbidden']);
    const { reply, state } = await client.follow('operator', { linkRef: link.linkRef });
    assert.equal(reply.ok, true);
    assert.deepEqual([...state.items.keys()].sort(), ['operator', 'run:run-1']);
    const run = (): OperatorRun => state.items.get('run:run-1') as OperatorRun;
    await tell(tokenIn(link), [
      { id: 'sign-in-1', type: 'crew.signed-in', data: { runRef: 'run-1', role: 'driver', ref: 'driver-9', at: new Date().toISOString() } },
      { id: 'substitute-1', type: 'run.assigned', data: { runRef: 'run-1', vehicleRef: 'van-2', substitute: true } },
      { id: 'cancel-1', type: 'run.cancelled', data: { runRef: 'run-1', cause: 'Vehicle fault' } },
    ]);
    await client.until(() => run().state === 'cancelled', 'the cancelled run');
    assert.deepEqual([run().vehicleRef, run().driverSignedInAt !== null, run().cancellation?.cause, run().warnings], ['van-2', true, 'Vehicle fault', ['1 wheelchair place too few']]);
    const { accepted } = (await send(sightline, [event('passenger.absent', { runRef: 'run-1', passengerRef: 'child-1', at: new Date().toISOString() })])).body;
    assert.equal(accepted, 1);
    await client.until(() => run().load.wheelchairPlaces === 0, 'a load without the absent child');
    for (const word of ['child-1', 'Tomi', 'Okafor', 'TO,', 'guardian', 'run-2', 'operator-2']) assert.ok(!JSON.stringify([...state.items]).includes(word), word);
  });

  it('[LINK-5] takes what an operator says of its own runs, once, and keeps the rest in quarantine with its reason', async () => {
    const token = tokenIn(await issue(control, { kind: 'operator', operatorRef: 'operator-1' }));
    const delayed = { id: 'delay-1', type: 'run.delayed', data: { runRef: 'run-1', minutes: 12, cause: 'Traffic' } };
    assert.deepEqual(await tell(token, [delayed]), { accepted: 1, duplicates: 0, rejected: [] });
    const again = await tell(token, [delayed, { ...delayed, id: 'delay-2', data: { ...delayed.data, runRef: 'run-2' } }, { id: 'p-1', type: 'passenger.absent', data: { runRef: 'run-1', passengerRef: 'child-1', at: new Date().toISOString() } }]);
    assert.deepEqual([again.accepted, again.duplicates, again.rejected.map(({ index, problems }) => [index, problems[0]?.path])], [0, 1, [[1, 'data.runRef'], [2, 'type']]]);
    const kept = await query<{ count: string }>(databaseUrl, `SELECT count(*) FROM quarantine WHERE source LIKE 'link:%'`);
    assert.equal(Number(kept[0]?.count), 2);
    const school = tokenIn(await issue(control, { kind: 'school', schoolRef: 'school-1' }));
    assert.equal((await byLink(school, '/api/links/events', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ events: [delayed] }) })).status, 401);
  });

  it('[LINK-7] is handed out by those who may see what is behind it; a list holds no address, and showing one is recorded', async () => {
    const child = { kind: 'bus' as const, passengerRef: 'child-1', guardianRef: 'guardian-1' };
    for (const role of ['calls', 'manager', 'office', 'board', 'admin'] as const) {
      const person = await signIn(sightline, role);
      const response = await person.request('/api/links', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(child) });
      assert.equal(response.status, 403, role);
    }
    const link = await issue(control, child);
    const { items } = await control.get<{ items: LinkView[] }>('/api/links?kind=bus');
    assert.equal(items.find(({ linkRef }) => linkRef === link.linkRef)?.label, 'TO, route route-1');
    assert.ok(!JSON.stringify(items).includes(tokenIn(link).split('.')[1] ?? ''));
    assert.deepEqual((await admin.get<{ items: LinkView[] }>('/api/links')).items.filter(({ kind }) => kind === 'bus' || kind === 'crew'), []);
    assert.equal((await admin.request(`/api/links/${link.linkRef}/address`)).status, 404);
    assert.equal((await control.get<LinkAddress>(`/api/links/${link.linkRef}/address`)).url, link.url);
    const audit = await query<{ action: string }>(databaseUrl, `SELECT action FROM audit WHERE detail->>'linkRef' = $1 ORDER BY id`, [link.linkRef]);
    assert.deepEqual(audit.map(({ action }) => action), ['link-issued', 'link-shown']);
    const wrong = await control.request('/api/links', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...child, guardianRef: 'nobody' }) });
    assert.equal(wrong.status, 400);
  });

  it('[LINK-9] lets a guardian choose on their own page which messages they get, whatever a later import says', async () => {
    const guardian = (messages: 'sms' | 'email') => event('guardian.upserted', { guardianRef: 'guardian-1', passengerRefs: ['child-1'], relationship: 'mother', telephones: ['07700 900001'], messages });
    const token = tokenIn(await issue(control, { kind: 'bus', passengerRef: 'child-1', guardianRef: 'guardian-1' }));
    const shown = async (): Promise<unknown> => (await byLink(token, '/api/links/messages')).json();
    const choose = async (body: object): Promise<number> => (await byLink(token, '/api/links/messages', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })).status;
    assert.deepEqual(await shown(), { channel: 'none', wanted: false, arrivals: false });
    await send(sightline, [guardian('sms')]);
    assert.deepEqual(await shown(), { channel: 'sms', wanted: true, arrivals: false });
    assert.equal(await choose({ wanted: false, arrivals: false }), 200);
    await send(sightline, [guardian('email'), guardian('sms')]);
    assert.deepEqual(await shown(), { channel: 'sms', wanted: false, arrivals: false });
    assert.equal(await choose({ wanted: true, arrivals: true }), 200);
    assert.deepEqual(await shown(), { channel: 'sms', wanted: true, arrivals: true });
    assert.equal(await choose({ wanted: 'yes' }), 400);
    const school = tokenIn(await issue(control, { kind: 'school', schoolRef: 'school-1' }));
    assert.equal((await byLink(school, '/api/links/messages')).status, 401);
  });

  it('[LINK-10] is not issued for a child under a court order or shielded', async () => {
    const child = (banner?: 'shielded') => event('passenger.upserted', { passengerRef: 'child-2', name: 'Ada Quill', schoolRef: 'school-1', routeRef: 'route-1', needs: [], assistantRequired: false, ...(banner !== undefined && { banner }) });
    const ask = (): Promise<Response> => control.request('/api/links', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ kind: 'bus', passengerRef: 'child-2', guardianRef: 'guardian-2' }) });
    await send(sightline, [child('shielded'), event('guardian.upserted', { guardianRef: 'guardian-2', passengerRefs: ['child-2'], relationship: 'father', telephones: [], messages: 'none' })]);
    const refused = await ask();
    assert.deepEqual([refused.status, ((await refused.json()) as { detail: string }).detail], [409, 'This child is under a court order or shielded, and is shown to nobody by a link. The family is answered by telephone.']);
    await send(sightline, [child()]);
    assert.equal((await ask()).status, 201);
  });

  it('[LINK-4] counts a guess by socket by the address that our own proxy says', async () => {
    const guess = async (address: string): Promise<string | undefined> => {
      const client = new LiveClient(sightline.url, undefined, { link: 'x'.repeat(30), headers: { 'x-forwarded-for': address } });
      clients.push(client);
      return client.connect();
    };
    const answers: (string | undefined)[] = [];
    for (let count = 0; count < 14; count += 1) answers.push(await guess('203.0.113.77'));
    assert.deepEqual([answers.at(0), answers.at(-1)], ['unauthorised', 'too-many']);
    assert.equal(await guess('203.0.113.78'), 'unauthorised');
  });

  it('[LINK-4] makes whoever guesses wait', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 40 && statuses.at(-1) !== 429; guess++) statuses.push((await byLink(`${'a'.repeat(22)}.${String(guess).padStart(43, 'b')}`, '/api/links/current')).status);
    assert.equal(statuses.at(-1), 429);
    assert.equal((await connect('guess')).problem, 'too-many');
  });
});
