import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FeedHealth, FeedReply, Problem, QuarantineEntry, SourceView } from '@sightline/contracts';
import { scheduledRun } from '../fixtures/events.ts';
import { sightlineCommand } from '../support/cli.ts';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { gtfsRealtime, siriVehicle, siriVm, startStandIn, vehicleEntity } from '../support/feed-stand-in.ts';
import type { StandIn } from '../support/feed-stand-in.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

const json = { 'content-type': 'application/json' };
const protobuf = 'application/x-protobuf';

describe('vehicle feeds', () => {
  let databases: TestDatabases;
  let database: string;
  let sightline: Sightline;
  let standIn: StandIn;
  let admin: Person;
  before(async () => {
    databases = await startDatabases();
    database = await databases.fresh();
    standIn = await startStandIn();
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts', DATABASE_URL: database } });
    admin = await signIn(sightline, 'admin');
  });
  after(async () => {
    await sightline.stop();
    await standIn.stop();
    await databases.stop();
  });

  const push = (path: string, body: Uint8Array<ArrayBuffer> | string, type: string, token = sightline.feedToken): Promise<Response> =>
    fetch(`${sightline.url}/api/ingest/${path}`, { method: 'POST', headers: { 'content-type': type, ...(token && { authorization: `Bearer ${token}` }) }, body });
  const taken = async (response: Response): Promise<FeedReply> => {
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as FeedReply;
  };
  const refusal = async (response: Response): Promise<[number, string]> => [response.status, ((await response.json()) as Problem).detail ?? ''];
  const fixesOf = (vehicle: string) => query<{ source: string; run_ref: string | null; speed: number; bearing: number }>(database, 'SELECT source, run_ref, speed, bearing FROM position WHERE vehicle_ref = $1 ORDER BY recorded_at', [vehicle]);
  const quarantined = async (source: string): Promise<QuarantineEntry[]> => (await admin.get<{ items: QuarantineEntry[] }>(`/api/ingest/quarantine?source=${encodeURIComponent(source)}`)).items;

  const health = async (source: string): Promise<FeedHealth | undefined> => (await admin.get<{ items: FeedHealth[] }>('/api/sources/health')).items.find((each) => each.source === source);
  const healthIs = (name: string, state: FeedHealth['state'], words?: RegExp): Promise<FeedHealth> =>
    until(
      `${name} is ${state}`,
      async () => {
        const found = await health(`feed:${name}`);
        return found?.state === state && (words === undefined || words.test(found.lastError?.words ?? '')) ? found : undefined;
      },
      45_000,
    );
  const add = async (name: string, kind: string, path: string, more: object = {}): Promise<Response> =>
    admin.request('/api/sources', { method: 'POST', headers: json, body: JSON.stringify({ name, kind, url: standIn.url + path, everySeconds: 5, allowPrivate: true, ...more }) });

  it('[INGEST-20] GTFS-Realtime that is pushed is stored once; one bad entity is quarantined alone', async () => {
    const body = gtfsRealtime([vehicleEntity('push-1', 10, { trip: { tripId: 'T1', startDate: '20261112' } }), vehicleEntity('push-2', 10, { position: { latitude: 95, longitude: 0 } }), { id: 'x', tripUpdate: { trip: { tripId: 'T1' } } }]);
    const first = await taken(await push('gtfs-realtime?source=north', body, protobuf));
    assert.deepEqual([first.accepted, first.duplicates, first.ignored, first.rejected.map(({ index, problems }) => [index, problems[0]?.path])], [1, 0, 1, [[1, 'vehicle.position.latitude']]]);
    assert.equal((await taken(await push('gtfs-realtime?source=north', body, 'application/octet-stream'))).duplicates, 1);
    assert.deepEqual(await fixesOf('push-1'), [{ source: 'feed:north', run_ref: 'T1:20261112', speed: 8, bearing: 90 }]);
    assert.equal((await quarantined('feed:north')).length, 1);
  });

  it('[INGEST-25] a trip without a start date is the run of the service date that fits', async () => {
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(Date.now());
    const runRef = `T77:${today.replaceAll('-', '')}`;
    await send(sightline, [scheduledRun(runRef, Date.now(), { tripRef: 'T77', serviceDate: today })]);
    await taken(await push('gtfs-realtime', gtfsRealtime([vehicleEntity('dated', 3, { trip: { tripId: 'T77' } })]), protobuf));
    assert.equal((await fixesOf('dated'))[0]?.run_ref, runRef);
    const run = await admin.get<{ position?: object }>(`/api/transport/runs/${encodeURIComponent(runRef)}`);
    assert.ok(run.position, 'the run has a position');
  });

  it('[INGEST-23] SIRI-VM that is pushed or a file is stored once, by operator and vehicle', async () => {
    const body = siriVm([siriVehicle('17'), siriVehicle('18').replace('52.48', 'north')]);
    const first = await taken(await push('siri-vm', body, 'application/xml'));
    assert.deepEqual([first.accepted, first.rejected.map(({ problems }) => problems[0]?.path)], [1, ['MonitoredVehicleJourney.VehicleLocation.Latitude']]);
    assert.equal((await fixesOf('RDGW:17')).length, 1);
  });

  it('[INGEST-22] what cannot be read is a clear 400, another type a 415, too much a 413, no token a 401; nothing is half taken', async () => {
    const before = await query<{ count: string }>(database, 'SELECT count(*) FROM position');
    const whole = gtfsRealtime([vehicleEntity('half', 1)]);
    const cases: [Promise<Response>, number, RegExp][] = [
      [push('gtfs-realtime', Buffer.from('garbage'), protobuf), 400, /no GTFS-Realtime message/],
      [push('gtfs-realtime', whole.subarray(0, -3), protobuf), 400, /cut off/],
      [push('gtfs-realtime', siriVm([]), 'application/xml'), 415, /application\/x-protobuf/],
      [push('gtfs-realtime', '{}', 'application/json'), 415, /application\/x-protobuf/],
      [push('siri-vm', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'text/xml'), 400, /document type/],
      [push('siri-vm', siriVm([siriVehicle('half')]).replace('siri.org.uk', 'example.org'), 'text/xml'), 400, /namespace/],
      [push('siri-vm', siriVm([siriVehicle('half')]).slice(0, -20), 'text/xml'), 400, /well-formed/],
      [push('siri-vm', Buffer.alloc(6 * 2 ** 20, ' '), 'text/xml'), 413, /5 MB/],
      [push('gtfs-realtime', whole, protobuf, 'wrong'), 401, /token/],
      [push('siri-vm', siriVm([]), 'text/xml', ''), 401, /./],
    ];
    for (const [answer, status, words] of cases) {
      const [got, detail] = await refusal(await answer);
      assert.equal(got, status, detail);
      assert.match(detail, words);
    }
    assert.deepEqual(await query(database, 'SELECT count(*) FROM position'), before);
    assert.equal((await quarantined('feed:gtfs-realtime')).filter(({ id }) => id === 'unreadable').length, 1, 'one entry, however often it is sent');
  });

  it('[INGEST-26] a feed of a thousand vehicles, read on a thread of its own, is taken and refused as a small one is', async () => {
    const numbers = Array.from({ length: 1000 }, (_, index) => `many-${index}`);
    const body = siriVm([...numbers.map((number) => siriVehicle(number)), siriVehicle('many-north').replace('52.48', 'north')]);
    const reply = await taken(await push('siri-vm', body, 'text/xml'));
    assert.deepEqual([reply.accepted, reply.rejected.map(({ index, problems }) => [index, problems[0]?.path])], [1000, [[1000, 'MonitoredVehicleJourney.VehicleLocation.Latitude']]]);
    const many = await taken(await push('gtfs-realtime', gtfsRealtime(numbers.map((number) => vehicleEntity(number, 1))), protobuf));
    assert.equal(many.accepted, 1000);
    for (const number of ['many-0', 'many-999']) assert.equal((await fixesOf(`RDGW:${number}`)).length, 1);
    const [status, detail] = await refusal(await push('siri-vm', body.slice(0, -20), 'text/xml'));
    assert.equal(status, 400);
    assert.match(detail, /well-formed/);
  });

  it('[POLL-1] a source is polled in its rhythm, its key goes along and is never shown, and it is shown as live', async () => {
    standIn.answer('/north', (_, response) => response.writeHead(200, { etag: '"1"' }).end(gtfsRealtime([vehicleEntity('polled-1', 2)])));
    const response = await add('polled', 'gtfs-realtime', '/north', { key: { in: 'query', name: 'api_key', value: 'very-secret' } });
    assert.equal(response.status, 201);
    const live = await healthIs('polled', 'live');
    assert.deepEqual([live.kind, live.name, live.accepted, live.everySeconds], ['gtfs-realtime', 'polled', 1, 5]);
    assert.ok((live.pollMilliseconds ?? -1) >= 0 && live.newestFixAt !== null);
    assert.match(standIn.asked('/north')[0]?.url ?? '', /api_key=very-secret/);
    const listed = await (await admin.request('/api/sources')).text();
    assert.match(listed, /"key":\{"in":"query","name":"api_key"\}/);
    assert.doesNotMatch(listed + JSON.stringify(live) + sightline.output(), /very-secret/);
  });

  it('[POLL-2] it is asked whether anything changed, and "no" is an answer', async () => {
    let changed = true;
    standIn.answer('/etag', (request, response) => {
      if (changed) response.writeHead(200, { etag: '"7"', 'last-modified': 'Thu, 12 Nov 2026 08:00:00 GMT' }).end(gtfsRealtime([vehicleEntity('etag-1', 2)]));
      else response.writeHead(request.headers['if-none-match'] === '"7"' ? 304 : 500).end();
      changed = false;
    });
    await add('etag', 'gtfs-realtime', '/etag');
    await until('it was asked again', () => Promise.resolve(standIn.asked('/etag').length >= 2 ? true : undefined));
    await healthIs('etag', 'live');
    assert.equal(standIn.asked('/etag')[1]?.headers['if-modified-since'], 'Thu, 12 Nov 2026 08:00:00 GMT');
  });

  it('[POLL-3] SIRI-VM is polled too, packed or not', async () => {
    standIn.answer('/bods', (_, response) => response.writeHead(200, { 'content-type': 'text/xml', 'content-encoding': 'gzip' }).end(gzipSync(siriVm([siriVehicle('bods-1')]))));
    await add('bods', 'siri-vm', '/bods');
    await healthIs('bods', 'live');
    assert.equal((await fixesOf('RDGW:bods-1'))[0]?.source, 'feed:bods');
  });

  it('[POLL-4] down, slow, stale, redirecting, too large, a bomb, nonsense: each is said as what it is, and hurts nobody', async () => {
    standIn.answer('/error', (_, response) => response.writeHead(503).end());
    let asking = 0;
    let mostAsking = 0;
    standIn.answer('/slow', (_, response) => {
      mostAsking = Math.max(mostAsking, (asking += 1));
      response.on('close', () => (asking -= 1)).writeHead(200).write('x');
    });
    standIn.answer('/stale', (_, response) => response.writeHead(200).end(gtfsRealtime([vehicleEntity('stale-1', 3600)])));
    standIn.answer('/elsewhere', (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end());
    standIn.answer('/huge', (_, response) => response.writeHead(200).end(Buffer.alloc(6 * 2 ** 20)));
    standIn.answer('/bomb', (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(64 * 2 ** 20))));
    standIn.answer('/nonsense', (_, response) => response.writeHead(200).end('<html>Maintenance</html>'));
    standIn.answer('/unlocked', (_, response) => response.writeHead(401).end());
    for (const path of ['error', 'slow', 'stale', 'elsewhere', 'huge', 'bomb', 'nonsense', 'unlocked']) await add(`s-${path}`, 'gtfs-realtime', `/${path}`);
    await add('s-nobody', 'gtfs-realtime', '', { url: 'http://127.0.0.1:9/feed' });
    await healthIs('s-error', 'down', /503/);
    await healthIs('s-stale', 'stale');
    await healthIs('s-elsewhere', 'refused', /another address/);
    await healthIs('s-huge', 'refused', /larger than 5 MB/);
    await healthIs('s-bomb', 'refused', /larger than 5 MB/);
    await healthIs('s-nonsense', 'refused', /no GTFS-Realtime message/);
    await healthIs('s-unlocked', 'refused', /turned us away/);
    await healthIs('s-nobody', 'down', /Nothing answers/);
    // The slow one still hangs, and the others and the doors went on meanwhile.
    await healthIs('s-slow', 'never-heard');
    await taken(await push('gtfs-realtime?source=beside', gtfsRealtime([vehicleEntity('beside', 1)]), protobuf));
    await healthIs('s-slow', 'down', /did not answer within 20 s/);
    assert.equal(mostAsking, 1, 'one question at a time');
    await healthIs('polled', 'live');
  });

  it('[POLL-5] an address of a private network is not asked without a confirmation; that of machine credentials never', async () => {
    await add('private', 'gtfs-realtime', '/private', { allowPrivate: false });
    await healthIs('private', 'refused', /private network/);
    await add('named', 'gtfs-realtime', '', { url: standIn.url.replace('127.0.0.1', 'localhost'), allowPrivate: false });
    await healthIs('named', 'refused', /private network/);
    await add('metadata', 'gtfs-realtime', '', { url: 'http://169.254.169.254/latest/meta-data' });
    await healthIs('metadata', 'refused', /private network/);
    assert.equal(standIn.asked('/private').length, 0);
    for (const url of ['ftp://example.org/feed', 'http://name:word@example.org/feed', 'https://example.org/feed?api_key=secret', 'file:///etc/passwd']) {
      assert.equal((await add('bad', 'gtfs-realtime', '', { url })).status, 400, url);
    }
  });

  it('[POLL-7] the command line takes a file in, and adds a source that a running Sightline then asks', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sightline-feed-'));
    try {
      await writeFile(join(folder, 'vm.xml'), siriVm([siriVehicle('file-1'), siriVehicle('').replace('<VehicleRef></VehicleRef>', '')]));
      const taken = await sightlineCommand(sightline, ['import', 'siri-vm', join(folder, 'vm.xml')]);
      assert.deepEqual([taken.status, taken.out.trim()], [1, '1 positions taken, 0 known already, 0 passed over, 1 refused']);
      assert.match(taken.said, /VehicleRef is missing/);
      assert.match((await sightlineCommand(sightline, ['source', 'add', 'x', '--kind', 'siri-vm', '--url', 'nowhere'])).said, /url: must be an http or https address/);
    } finally {
      await rm(folder, { recursive: true });
    }
    standIn.answer('/cli', (_, response) => response.writeHead(200).end(gtfsRealtime([vehicleEntity('cli', 1)])));
    const added = await sightlineCommand(sightline, ['source', 'add', 'by-hand', '--kind', 'gtfs-realtime', '--url', `${standIn.url}/cli`, '--every', '10', '--private'], { DATABASE_URL: database });
    assert.equal(added.status, 0, added.said);
    const { items: [record] } = await admin.get<{ items: { username: string | null; detail: object }[] }>('/api/audit?action=source-added&limit=1');
    assert.deepEqual([record?.username, record?.detail], [null, { source: 'by-hand', kind: 'gtfs-realtime', allowPrivate: true }]);
    await healthIs('by-hand', 'live');
  });

  it('[POLL-6] a source is switched off and on, changed and removed; only an administrator does so', async () => {
    standIn.answer('/switch', (_, response) => response.writeHead(200).end(gtfsRealtime([vehicleEntity('switch', 1)])));
    await add('switch', 'gtfs-realtime', '/switch');
    await healthIs('switch', 'live');
    const patch = (body: object) => admin.request('/api/sources/switch', { method: 'PATCH', headers: json, body: JSON.stringify(body) });
    assert.equal(((await (await patch({ enabled: false })).json()) as SourceView).enabled, false);
    await healthIs('switch', 'off');
    await patch({ enabled: true, staleSeconds: 600 });
    assert.equal((await healthIs('switch', 'live')).staleSeconds, 600);
    const control = await signIn(sightline, 'control');
    assert.equal((await control.request('/api/sources')).status, 200);
    assert.equal((await control.request('/api/sources/switch', { method: 'DELETE' })).status, 403);
    assert.equal((await admin.request('/api/sources/switch', { method: 'DELETE' })).status, 204);
    await until('it is gone', async () => ((await health('feed:switch')) === undefined ? true : undefined));
  });

  it('[FEEDS-2] what was known of a source survives a restart', async () => {
    await add('remembered', 'gtfs-realtime', '/north', { everySeconds: 86_400 });
    const known = await healthIs('remembered', 'live');
    sightline = await sightline.restart();
    admin = await signIn(sightline, 'admin');
    const again = await until('it is known again', () => health('feed:beside'));
    assert.equal(again.accepted, 1);
    assert.ok(again.lastReceivedAt !== null && known.lastReceivedAt !== null);
  });
});
