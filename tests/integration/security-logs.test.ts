import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { LogFile } from '../../apps/api/dist/log-file.js';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { event } from '../fixtures/events.ts';
import { startStandIn } from '../support/feed-stand-in.ts';
import type { StandIn } from '../support/feed-stand-in.ts';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { issueLink, tokenIn } from '../support/links.ts';
import { busLink, families, runHome, tell } from '../support/family.ts';
import { signIn } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

/** Words that nothing else in the world is called: found anywhere, they came from here. */
const person = 'Zebedee Quuxington';
const telephone = '07700 900 417';
const secrets = { link: '', password: 'canary-password-of-nobody', source: 'canary-key-of-a-source', feed: 'canary-feed-token-0001', session: '' };
const json = (body: unknown): RequestInit => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
interface Line { readonly time: string; readonly level: number; readonly request?: string; readonly route?: string; readonly status?: number; readonly method?: string; readonly caller?: string; readonly account?: string; readonly from?: string; readonly ms?: number; readonly msg: string }

describe('what is written down', () => {
  let databases: TestDatabases;
  let databaseUrl: string;
  let sightline: Sightline;
  let stranger: StandIn;
  const asked: { id: string; status: number }[] = [];
  const note = (answer: Response): Response => {
    asked.push({ id: answer.headers.get('x-request-id') ?? '', status: answer.status });
    return answer;
  };
  const logText = (): string => readdirSync(join(sightline.dataDir, 'log')).map((name) => readFileSync(join(sightline.dataDir, 'log', name), 'utf8')).join('');
  const lines = (): Line[] => logText().trim().split('\n').map((line) => JSON.parse(line) as Line);
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2500));

  before(async () => {
    databases = await startDatabases();
    databaseUrl = await databases.fresh();
    stranger = await startStandIn();
    sightline = await startSightline({ env: { DATABASE_URL: databaseUrl, SIGHTLINE_FEED_TOKEN: secrets.feed, SIGHTLINE_DEMO: 'accounts', SIGHTLINE_LOG_LEVEL: 'debug' } });
    const [admin, control] = await Promise.all([signIn(sightline, 'admin'), signIn(sightline, 'control')]);
    secrets.session = control.cookie.split('=')[1] ?? '';
    await tell(sightline, ...families(), ...runHome(Date.now()));
    const link = await issueLink(control, 'bus', busLink());
    secrets.link = tokenIn(link);
    const open = (path: string, init?: RequestInit): Promise<Response> => fetch(sightline.url + path, init);
    // Signing in, well and badly, also with the password where the name belongs; forged; too often.
    for (const username of ['control', person, secrets.password]) note(await open('/api/session', { ...json({ username, password: secrets.password }), headers: { 'content-type': 'application/json', origin: sightline.url } }));
    note(await open('/api/session', { method: 'DELETE', headers: { cookie: control.cookie, origin: 'https://evil.example' } }));
    // Doors, links, searches, imports, sources, addresses.
    await send(sightline, [event('passenger.upserted', { passengerRef: 'bad', name: person, schoolRef: 7 } as never), event('guardian.upserted', { guardianRef: 'g', relationship: person, telephones: [telephone, person] } as never), { [person]: telephone }]);
    note(await open('/api/events', { method: 'POST', headers: { authorization: `Bearer ${secrets.password}`, 'content-type': 'application/cloudevents+json' }, body: `{"${person}` }));
    note(await open('/api/events', { method: 'POST', headers: { authorization: `Bearer ${secrets.feed}`, 'content-type': 'application/cloudevents+json' }, body: `{"${person}` }));
    note(await open('/api/links/current', { headers: { authorization: `Link ${secrets.link}` } }));
    note(await open('/api/links/current', { headers: { authorization: `Link ${secrets.link.slice(0, -3)}xyz` } }));
    note(await open(new URL(link.url).pathname));
    note(await open(`/api/${encodeURIComponent(person)}?telephone=${encodeURIComponent(telephone)}`));
    note(await control.request(`/api/transport/runs/${encodeURIComponent(person)}?q=${encodeURIComponent(telephone)}`));
    note(await control.request('/api/search', json({ q: person })));
    note(await control.request('/api/accounts'));
    note(await admin.request('/api/sources', json({ name: 'canary', kind: 'gtfs-realtime', url: `${stranger.url}/feed?token=${secrets.source}`, everySeconds: 5, allowPrivate: true, key: { in: 'query', name: 'key', value: secrets.source } })));
    const form = new FormData();
    form.set('file', new Blob([`passenger_ref,name,school_ref\n"unclosed,${person}\nP-1,${person},${telephone}\n`]), `${person}.csv`);
    note(await admin.request('/api/imports/passengers', { method: 'POST', body: form }));
    note(await open('/api/x%0d%0a%7B%22level%22:60%7D%1b[31m'));
    note(await open('/api/about', { headers: { 'user-agent': person, referer: `https://example.org/${secrets.link}`, 'x-forwarded-for': '192.0.2.44' } }));
    await settled();
  });
  after(async () => {
    await sightline.stop();
    await stranger.stop();
    await databases.stop();
  });

  it('[SEC-19] holds no secret and nobody: not the log, not what is printed, not the quarantine, the journal or the audit', async () => {
    const tables = (await query<{ row: string }>(databaseUrl, 'SELECT q::text AS row FROM quarantine q UNION ALL SELECT j::text FROM journal j UNION ALL SELECT a::text FROM audit a')).map(({ row }) => row).join('\n');
    const places = { log: logText(), printed: sightline.output(), tables };
    assert.ok(places.log.length > 2000 && tables.length > 500, 'there is something to look at');
    for (const [place, text] of Object.entries(places)) {
      for (const word of [person, person.replace(' ', '%20'), telephone, telephone.replaceAll(' ', ''), 'Tamsin', ...Object.values(secrets), secrets.link.split('.').at(-1) ?? '', sightline.demoPassword]) {
        assert.ok(word.length > 5 && !text.includes(word), `${word} is in the ${place}: ${text.slice(Math.max(0, text.indexOf(word) - 200), text.indexOf(word) + 40)}`);
      }
    }
  });

  it('[SEC-20] is one JSON object a line, without control characters, in files for their owner alone', () => {
    for (const line of logText().trim().split('\n')) {
      assert.equal(typeof JSON.parse(line), 'object');
      assert.doesNotMatch(line, /\p{Cc}|\\u001b/u);
    }
    assert.ok(!sightline.output().includes('\u001b[31m'));
    assert.deepEqual(readdirSync(join(sightline.dataDir, 'log')), ['api.log']);
    assert.equal(statSync(join(sightline.dataDir, 'log', 'api.log')).mode & 0o077, 0);
  });

  it('[SEC-20] grows to a bound and forgets its oldest, losing no line on the way', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sightline-log-'));
    const log = new LogFile(join(folder, 'api.log'), { bytes: 2000, files: 3 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (let number = 0; number < 200; number += 1) {
      log.write(`{"number":"${String(number).padStart(30, '0')}"}\n`);
      if (number % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    log.flush();
    const names = readdirSync(folder).sort();
    assert.deepEqual(names, ['api.log', 'api.log.1', 'api.log.2']);
    const numbers = [...names].reverse().flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n').filter((line) => line !== '').map((line) => Number((JSON.parse(line) as { number: string }).number)));
    assert.deepEqual(numbers, Array.from({ length: numbers.length }, (_, index) => 200 - numbers.length + index));
    for (const name of names) assert.ok(statSync(join(folder, name)).size <= 2100 && (statSync(join(folder, name)).mode & 0o077) === 0, name);
    await rm(folder, { recursive: true });
  });

  it('[SEC-21] has one line for each request: when in UTC, its id, which route, how it ended, and what kind of caller', () => {
    const all = lines();
    for (const { id, status } of asked) {
      const found = all.filter(({ request, msg }) => request === id && msg === 'request');
      assert.deepEqual(found.map((line) => line.status), [status], id);
      const [line] = found;
      assert.match(line?.time ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      assert.ok(line?.method !== undefined && line.ms !== undefined && /^(\/[\w/:*.{}-]*|none)$/.test(line.route ?? ''), JSON.stringify(line));
    }
    const routes = new Set(all.map(({ route }) => route));
    for (const route of ['/api/session', '/api/events', '/api/links/current', '/api/transport/runs/:runRef', '/api/imports/:kind', '/*', 'none']) assert.ok(routes.has(route), `${route} in ${[...routes].join(' ')}`);
    assert.deepEqual([...new Set(all.map(({ caller }) => caller).filter((each) => each !== undefined))].sort(), ['account', 'feed', 'link', 'nobody']);
    assert.ok(all.some(({ caller, account }) => caller === 'account' && /^[\da-f-]{36}$/.test(account ?? '')));
  });

  it('[SEC-24] says of who was refused from where, and of nobody else; the audit has every way in and every refusal', async () => {
    const requests = lines().filter(({ msg }) => msg === 'request');
    for (const { status = 0, from } of requests) assert.equal(from !== undefined, [401, 403, 429].includes(status), String(status));
    for (const refused of [401, 403]) assert.ok(requests.some(({ status }) => status === refused), String(refused));
    const actions = new Set((await query<{ action: string }>(databaseUrl, 'SELECT DISTINCT action FROM audit')).map(({ action }) => action));
    for (const action of ['signed-in', 'sign-in-refused', 'refused']) assert.ok(actions.has(action), action);
  });
});
