import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventTypes } from '@sightline/contracts';
import type { DeviceReply, JournalEntry, QuarantineEntry, Role } from '@sightline/contracts';
import { samples } from '../fixtures/samples.ts';
import { query } from '../support/databases.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

const json = { 'content-type': 'application/json' };

describe('the doors for people and devices', () => {
  let databases: TestDatabases;
  let database: string;
  let sightline: Sightline;
  let admin: Person;
  before(async () => {
    databases = await startDatabases();
    database = await databases.fresh();
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts', DATABASE_URL: database } });
    admin = await signIn(sightline, 'admin');
  });
  after(async () => {
    await sightline.stop();
    await databases.stop();
  });

  const post = (path: string, body: string, headers: Record<string, string>): Promise<Response> => fetch(sightline.url + path, { method: 'POST', headers, body });
  const addDevice = async (name: string, of: object): Promise<DeviceReply> => {
    const response = await admin.request('/api/devices', { method: 'POST', headers: json, body: JSON.stringify({ name, ...of }) });
    assert.equal(response.status, 201);
    return (await response.json()) as DeviceReply;
  };
  const fixesOf = (device: string): Promise<{ vehicle_ref: string; at: string; latitude: number; speed: number | null; bearing: number | null; accuracy: number | null }[]> =>
    query(database, `SELECT vehicle_ref, recorded_at AS at, latitude, round(speed::numeric, 2)::float AS speed, bearing, accuracy FROM position WHERE source = $1 ORDER BY recorded_at`, [`device:${device}`]);
  const basic = (name: string, secret: string): string => `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
  const now = Math.floor(Date.now() / 1000);

  it('[DEVICE-1] OwnTracks: a location is stored once, other messages are taken politely, the reply is []', async () => {
    const { name, secret } = await addDevice('guide-phone', { vehicleRef: 'vehicle-7' });
    const location = { _type: 'location', lat: 52.48, lon: -1.9, tst: now - 20, acc: 12, vel: 36, cog: 90, tid: 'g7' };
    for (const message of [location, location, { _type: 'waypoint', desc: 'school' }, { _type: 'transition', event: 'enter' }]) {
      const response = await post('/api/devices/owntracks', JSON.stringify(message), { ...json, authorization: basic(name, secret) });
      assert.deepEqual([response.status, await response.json()], [200, []]);
    }
    const fixes = await fixesOf(name);
    assert.deepEqual(fixes.map(({ vehicle_ref, latitude, speed, bearing, accuracy }) => [vehicle_ref, latitude, speed, bearing, accuracy]), [['vehicle-7', 52.48, 10, 90, 12]]);
  });

  it('[DEVICE-2] OwnTracks: another secret, another name or none is a 401', async () => {
    const { name, secret } = await addDevice('phone-2', { vehicleRef: 'vehicle-8' });
    for (const authorization of [basic(name, 'wrong'), basic('guide-phone', secret), `Bearer ${secret}`, '']) {
      assert.equal((await post('/api/devices/owntracks', '{"_type":"location"}', { ...json, authorization })).status, 401);
    }
  });

  it('[DEVICE-3] OsmAnd: query, form and JSON, seconds, milliseconds and ISO, knots and metres a second', async () => {
    const { name, secret } = await addDevice('tracker-1', { vehicleRef: 'vehicle-9' });
    const at = (seconds: number): string => new Date((now - seconds) * 1000).toISOString();
    const osmand = `${sightline.url}/api/devices/osmand`;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const requests = [
      fetch(`${osmand}?id=${secret}&lat=52.1&lon=-1.9&timestamp=${now - 50}&speed=10&bearing=360&accuracy=5`),
      fetch(`${osmand}?id=${secret}&lat=52.2&lon=-1.9&timestamp=${(now - 40) * 1000}&speed=0`),
      post('/api/devices/osmand', `id=${secret}&lat=52.3&lon=-1.9&timestamp=${encodeURIComponent(at(30))}`, form),
      fetch(`${osmand}?id=${secret}&lat=52.4&lon=-1.9&timestamp=${now - 20}`, { method: 'POST' }),
      post('/api/devices/osmand', JSON.stringify({ device_id: secret, location: { timestamp: at(10), coords: { latitude: 52.5, longitude: -1.9, speed: 4, heading: -1, accuracy: 8 }, battery: { level: 0.5 } } }), json),
    ];
    for (const response of await Promise.all(requests)) assert.equal(response.status, 200);
    const fixes = await fixesOf(name);
    assert.deepEqual(fixes.map(({ latitude, speed, bearing }) => [latitude, speed, bearing]), [
      [52.1, 5.14, 0],
      [52.2, 0, null],
      [52.3, null, null],
      [52.4, null, null],
      [52.5, 4, null],
    ]);
  });

  it('[DEVICE-4] OsmAnd: an unknown id is a 401; a fix that cannot be goes to quarantine and is not sent for ever', async () => {
    assert.equal((await fetch(`${sightline.url}/api/devices/osmand?id=nobody&lat=52&lon=-1`)).status, 401);
    const { name, secret } = await addDevice('tracker-2', { assistantRef: 'assistant-1' });
    assert.equal((await fetch(`${sightline.url}/api/devices/osmand?id=${secret}&lat=152&lon=-1&timestamp=${now}`)).status, 200);
    const { items } = await admin.get<{ items: QuarantineEntry[] }>('/api/ingest/quarantine?limit=1000');
    assert.deepEqual(items.find(({ source }) => source === `device:${name}`)?.problems, [{ path: 'data.latitude', message: 'must be between -90 and 90' }]);
  });

  it('[DEVICE-5] a device that was removed opens nothing; names are unique; its secret is not kept', async () => {
    const { name, secret } = await addDevice('short-lived', { vehicleRef: 'vehicle-10' });
    const again = await admin.request('/api/devices', { method: 'POST', headers: json, body: JSON.stringify({ name, vehicleRef: 'v' }) });
    assert.equal(again.status, 409);
    const list = JSON.stringify(await admin.get('/api/devices'));
    assert.match(list, /short-lived/);
    assert.ok(!list.includes(secret));
    assert.equal((await admin.request(`/api/devices/${name}`, { method: 'DELETE' })).status, 204);
    assert.equal((await admin.request(`/api/devices/${name}`, { method: 'DELETE' })).status, 404);
    assert.equal((await fetch(`${sightline.url}/api/devices/osmand?id=${secret}&lat=52&lon=-1`)).status, 401);
  });

  const command = async (person: Person, type: string, data: unknown): Promise<number> =>
    (await person.request('/api/commands', { method: 'POST', headers: json, body: JSON.stringify({ type, data }) })).status;

  it('[COMMAND-1] what a person does is a fact whose source is that person', async () => {
    const control = await signIn(sightline, 'control');
    assert.equal(await command(control, 'run.cancelled', { runRef: 'run-of-commands', cause: 'snow' }), 200);
    const { items } = await admin.get<{ items: JournalEntry[] }>('/api/ingest/journal?type=run.cancelled');
    assert.deepEqual(items.map(({ source, data }) => [source, data]), [['person:control', { runRef: 'run-of-commands', cause: 'snow' }]]);
  });

  it('[COMMAND-2] a role does what the access table says, and gets a 403 for everything else', async () => {
    const may: Record<Role, readonly string[]> = {
      control: ['run.delayed', 'note.added', 'message.sent'],
      calls: ['case.opened', 'contact.noted'],
      manager: ['case.opened', 'case.assigned', 'note.added'],
      office: ['programme.item-upserted', 'programme.assessed', 'programme.period-frozen'],
      board: ['programme.assessed', 'programme.period-frozen'],
      admin: ['school.upserted', 'passenger.upserted'],
    };
    const asked = [...new Set(Object.values(may).flat())] as (keyof typeof samples)[];
    // A note is an act on what it is about: the control room's is about a run, a manager's about a case.
    const told = (role: string, type: keyof typeof samples): object => (role === 'control' && type === 'note.added' ? { noteRef: 'note-2', runRef: 'run-1', words: 'a note' } : samples[type]);
    for (const [role, allowed] of Object.entries(may)) {
      const person = await signIn(sightline, role);
      for (const type of asked) {
        // Whether the rules then take it is another matter than whether the role may ask.
        const status = await command(person, type, told(role, type));
        assert.equal(status === 403, !allowed.includes(type), `${role} ${type}: ${status}`);
      }
    }
  });

  it('[COMMAND-3] nobody moves a vehicle or takes a call by command; without a session or the token nothing is done', async () => {
    for (const type of ['vehicle.positioned', 'call.queued'] as const) assert.equal(await command(admin, type, samples[type]), 403);
    assert.equal((await post('/api/commands', JSON.stringify({ type: 'run.started', data: samples['run.started'] }), json)).status, 401);
    const withoutToken = await post('/api/commands', JSON.stringify({ type: 'school.upserted', data: samples['school.upserted'] }), { ...json, cookie: admin.cookie, origin: sightline.url });
    assert.equal(withoutToken.status, 403);
  });

  it('[COMMAND-4] a command that is not as its contract says is a problem document with paths', async () => {
    const response = await admin.request('/api/commands', { method: 'POST', headers: json, body: JSON.stringify({ type: 'school.upserted', data: { ...samples['school.upserted'], latitude: 'north' } }) });
    assert.equal(response.status, 400);
    assert.equal(response.headers.get('content-type')?.split(';')[0], 'application/problem+json');
    assert.deepEqual(((await response.json()) as { problems: object[] }).problems, [{ path: 'data.latitude', message: 'must be a number of degrees' }]);
  });

  it('[DOCS-1] every route that is served is documented, and every event type is in the catalogue', async () => {
    const document = (await (await fetch(`${sightline.url}/api/docs/openapi.json`)).json()) as { openapi: string; paths: Record<string, Record<string, object>> };
    assert.equal(document.openapi, '3.1.0');
    const undocumented = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).filter(([, operation]) => 'x-undocumented' in operation).map(([method]) => `${method} ${path}`));
    assert.deepEqual(undocumented, []);
    assert.ok('post' in (document.paths['/api/events'] ?? {}));
    const catalogue = (await (await fetch(`${sightline.url}/api/docs/events`, { headers: { accept: 'application/json' } })).json()) as { items: { type: string }[] };
    assert.deepEqual(catalogue.items.map(({ type }) => type), [...eventTypes]);
    for (const path of ['/api/docs', '/api/docs/events']) {
      const page = await fetch(sightline.url + path, { headers: { accept: 'text/html' } });
      assert.match(page.headers.get('content-type') ?? '', /^text\/html/);
      assert.doesNotMatch(await page.text(), /<script|onclick=/);
    }
  });

  it('[DOCS-2] what is not there is a problem document, under /api', async () => {
    for (const path of ['/api/not-there', '/api/transport/not-there/either']) {
      const response = await fetch(sightline.url + path);
      assert.deepEqual([response.status, response.headers.get('content-type')?.split(';')[0]], [404, 'application/problem+json']);
      assert.ok(!(await response.text()).includes('not-there'));
    }
  });
});
