import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { csvKinds, importKinds } from '@sightline/contracts';
import type { CsvKind, ImportEntry, ImportReply, RunDetail } from '@sightline/contracts';
import { largeFeed } from '../fixtures/feeds.ts';
import { zipOf } from '../fixtures/recording.ts';
import { sightlineCommand } from '../support/cli.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

const fixture = (kind: CsvKind): string => join(import.meta.dirname, '../fixtures/csv', `${kind}.csv`);
const counts = ({ added, changed, unchanged, rejected }: ImportReply): object => ({ added, changed, unchanged, rejected: rejected.length });
const all = (added: number): object => ({ added, changed: 0, unchanged: 0, rejected: 0 });
const rowsOf: Readonly<Record<CsvKind, number>> = { schools: 2, operators: 2, vehicles: 2, assistants: 2, passengers: 2, guardians: 1, assignments: 2, devices: 2 };

describe('tables come in as CSV', () => {
  let sightline: Sightline;
  let admin: Person;
  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts', SIGHTLINE_TIME_ZONE: 'UTC' } });
    admin = await signIn(sightline, 'admin');
  });
  after(() => sightline.stop());

  const body = (content: string | Uint8Array, name = 'table.csv'): FormData => {
    const form = new FormData();
    form.set('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name);
    return form;
  };
  const send = async (kind: string, content: string | Uint8Array, query = ''): Promise<ImportReply> => {
    const response = await admin.request(`/api/imports/${kind}${query}`, { method: 'POST', body: body(content) });
    assert.equal(response.status, 200);
    return (await response.json()) as ImportReply;
  };

  for (const kind of csvKinds) {
    it(`[PLAN-11] ${kind}: a preview changes nothing, the import takes every row, the same file again changes nothing`, async () => {
      const content = await readFile(fixture(kind));
      assert.deepEqual(counts(await send(kind, content, '?preview=true')), all(rowsOf[kind]));
      assert.deepEqual(counts(await send(kind, content)), all(rowsOf[kind]));
      assert.deepEqual(counts(await send(kind, content)), { ...all(0), unchanged: rowsOf[kind] });
    });
  }

  it('[PLAN-12] is forgiving of how a file was made: separators, encodings, marks, the case and order of headings', async () => {
    assert.deepEqual(counts(await send('schools', '\uFEFFDay Ends;LON;lat;School;URN;Morning bell\r\n15:20;-1,9;52.4;Weird;S-1;8.50\r\n')), { added: 0, changed: 0, unchanged: 0, rejected: 1 });
    assert.deepEqual(counts(await send('schools', '\uFEFFDay Ends;LON;lat;School;URN;Morning bell\r\n15:20;-1.9;52.4;St Élan;S-1;8.50\r\n')), all(1));
    assert.deepEqual(counts(await send('schools', 'URN\tname\nS-1\tSt Élan\n')), { ...all(0), unchanged: 1 });
    const windows = Buffer.from('school_ref,name\nS-1,St Élan\n', 'latin1');
    assert.deepEqual(counts(await send('schools', windows)), { ...all(0), unchanged: 1 });
  });

  it('[PLAN-13] an empty cell leaves what is known, a hyphen erases it', async () => {
    assert.deepEqual(counts(await send('vehicles', 'vehicle_ref,registration,seats,wheelchair_places\nV-12,,20,-\n')), { ...all(0), changed: 1 });
    assert.deepEqual(counts(await send('vehicles', 'vehicle_ref,operator_ref,registration,seats\nV-12,OP-1,ZZ26 ABC,20\n')), { ...all(0), unchanged: 1 });
  });

  it('[PLAN-14] good rows go in, bad ones are told by line and column; corrected in the file of rejects they go in too', async () => {
    const file = 'passenger_ref,name,birth_date,school_ref,route_ref,needs,assistant_required,postcode\nP-1,A,2017-02-30,S-101,R-12,,yes,\nP-2,B,2017-02-28,S-101,R-12,wings,no,\nP-3,"C, D",2017-02-28,S-101,R-12,,no,=1+1\nP-3,E,,S-101,R-12,,no,\n,F,,S-101,R-12,,no,\nP-4,G,,,R-12,,perhaps,\n';
    const started = await admin.request('/api/imports/passengers?wait=false', { method: 'POST', body: body(file) });
    assert.equal(started.status, 202);
    const { importId } = (await started.json()) as { importId: string };
    let job = await admin.get<{ state: string; reply?: ImportReply }>(`/api/imports/jobs/${importId}`);
    while (job.state === 'running') job = await admin.get(`/api/imports/jobs/${importId}`);
    assert.equal(job.reply?.added, 1);
    assert.deepEqual(
      job.reply.rejected.map(({ line, column, value }) => [line, column, value]),
      [[2, 'birth_date', '•••'], [3, 'needs', '•••'], [5, 'passenger_ref', 'P-3'], [6, 'passenger_ref', ''], [7, 'assistant_required', 'perhaps'], [7, 'school_ref', '']],
    );
    const rejects = await (await admin.request(`/api/imports/jobs/${importId}/rejects.csv`)).text();
    assert.match(rejects, /^passenger_ref,name,.*,line,problem\r\n/);
    assert.equal(rejects.trim().split('\r\n').length, 6);
    const corrected = rejects.replace('2017-02-30', '2017-02-27').replace('wings', 'harness').replace('P-3,E', 'P-5,E').replace('\r\n,F', '\r\nP-6,F').replace('P-4,G,,,', 'P-4,G,,S-101,').replace('perhaps', 'no');
    assert.deepEqual(counts(await send('passengers', corrected)), all(5));
  });

  it('[PLAN-15] nothing about a person is in an error, the log, the journal, the quarantine or the list of imports', async () => {
    const secret = 'Zebedee Quux';
    await send('guardians', `guardian_ref,name,relationship,passenger_refs,messages,telephones\nGU-9,${secret},${secret},P-1001,${secret},${secret}\nGU-10,${secret},,P-1001,sms,\n`);
    await send('assistants', `assistant_ref,name,latitude\nG-90,${secret},${secret}\nG-91,${secret},\n`);
    await send('passengers', `passenger_ref,${secret}\n"unclosed,${secret}`);
    const seen = await Promise.all(['/api/ingest/journal?limit=1000', '/api/ingest/quarantine', '/api/imports'].map(async (path) => (await admin.request(path)).text()));
    for (const text of [...seen, sightline.output()]) assert.ok(!text.includes(secret));
    assert.match(seen[0] ?? '', /assistant\.upserted/);
  });

  it('[PLAN-16] a route’s assignment works its runs as they are made and changes, and what was said of one run stays', async () => {
    const feed = new FormData();
    feed.set('file', new Blob([new Uint8Array(zipOf(largeFeed(70, 3)))]), 'feed.zip');
    const today = new Date().toISOString().slice(0, 10);
    const before = await send('assignments', 'route_ref,vehicle_ref,assistant_ref\nR1,V-12,G-7\nR2,V-12,\n');
    assert.deepEqual(counts(before), all(2));
    await admin.request('/api/imports/gtfs', { method: 'POST', body: feed });
    const control = await signIn(sightline, 'control');
    const { items } = await control.get<{ items: { runRef: string; routeRef: string }[] }>(`/api/transport/runs?serviceDate=${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}&limit=1000`);
    const ofToday = await control.get<{ items: { runRef: string; routeRef: string }[] }>(`/api/transport/runs?serviceDate=${today}&limit=1000`);
    const mine = [...items, ...ofToday.items].map(({ runRef, routeRef }) => ({ runRef, routeRef }));
    const route = mine[0]?.routeRef ?? '';
    const [run] = mine.filter(({ routeRef }) => routeRef === route);
    assert.ok(run);
    const crew = async (): Promise<(string | undefined)[]> => {
      const { vehicleRef, driverRef, assistantRef } = await control.get<RunDetail>(`/api/transport/runs/${run.runRef}`);
      return [vehicleRef, driverRef, assistantRef];
    };
    assert.equal((await send('assignments', `route,vehicle,driver\n${route},V-13,D-1\n`)).rejected.length, 0);
    assert.deepEqual((await crew()).slice(0, 2), ['V-13', 'D-1']);
    await send('assignments', `run_ref,vehicle_ref\n${run.runRef},V-99\n`);
    assert.deepEqual(counts(await send('assignments', `run_ref,vehicle_ref\n${run.runRef},V-99\n`)), { ...all(0), unchanged: 1 });
    await send('assignments', `route,vehicle,driver\n${route},V-12,D-2\n`);
    assert.deepEqual((await crew()).slice(0, 2), ['V-99', 'D-2']);
    await send('assignments', `route,vehicle,driver\n${route},-,-\n`);
    assert.deepEqual((await crew()).slice(0, 2), ['V-99', undefined]);
  });

  it('[PLAN-17] the secret of a device is in the reply of its import alone, and opens the door', async () => {
    const { secrets = [] } = await send('devices', 'name,vehicle_ref\ntracker-99,V-12\n');
    assert.deepEqual(secrets.map(({ name }) => name), ['tracker-99']);
    const sent = await fetch(`${sightline.url}/api/devices/osmand?id=${secrets[0]?.secret ?? ''}&lat=52.48&lon=-1.9&timestamp=${Math.floor(Date.now() / 1000)}`);
    assert.equal(sent.status, 200);
    assert.deepEqual(counts(await send('devices', 'name,vehicle_ref\ntracker-99,V-13\n')), { ...all(0), rejected: 1 });
    const seen = await (await admin.request('/api/imports')).text();
    assert.ok(!seen.includes(secrets[0]?.secret ?? '-'));
  });

  it('[PLAN-18] only those who may: refused for everyone else, for what is too large, and for another kind', async () => {
    const control = await signIn(sightline, 'control');
    const post = (person: Person, kind: string, content = 'a\n'): Promise<Response> => person.request(`/api/imports/${kind}`, { method: 'POST', body: body(content) });
    assert.equal((await post(control, 'schools')).status, 403);
    assert.equal((await control.request('/api/imports')).status, 403);
    assert.equal((await fetch(`${sightline.url}/api/imports/schools`, { method: 'POST', body: body('a\n') })).status, 401);
    assert.equal((await post(admin, 'unicorns')).status, 404);
    const { importId } = (await (await admin.request('/api/imports/schools?wait=false', { method: 'POST', body: body('a\n') })).json()) as { importId: string };
    assert.equal((await admin.request(`/api/imports/jobs/${importId}/rejects.csv`)).status, 200);
    const byMachine = await fetch(`${sightline.url}/api/imports/jobs/${importId}/rejects.csv`, { headers: { authorization: `Bearer ${sightline.feedToken}` } });
    assert.equal(byMachine.status, 404, 'rejected rows are for whoever sent them');
    assert.equal((await post(admin, 'schools', 'x'.repeat(6 * 2 ** 20))).status, 413);
    assert.equal((await admin.request('/api/imports/schools', { method: 'POST' })).status, 400);
    assert.deepEqual((await send('schools', '')).rejected.map(({ reason }) => reason), ['The file is empty']);
    assert.match((await send('schools', 'colour,shape\nred,round\n')).rejected[0]?.reason ?? '', /column is missing/);
  });

  it('[PLAN-19] the command line takes each kind, with templates and the list of what came in', async () => {
    for (const kind of csvKinds) {
      const { status, out, said } = await sightlineCommand(sightline, ['import', kind, fixture(kind), '--preview']);
      assert.equal(status, 0, said);
      assert.match(out, /^Would be: \d+ rows added, \d+ changed, \d+ unchanged, 0 problems$/m);
      const template = await (await admin.request(`/api/imports/${kind}/template.csv`)).text();
      assert.equal(template.split('\r\n')[0], importKinds[kind].columns.map(({ name }) => name).join(','));
    }
    const documented = await readFile(join(import.meta.dirname, '../../docs/plan-in.md'), 'utf8');
    for (const kind of csvKinds) for (const { name, words } of importKinds[kind].columns) assert.ok(documented.split('\n').some((line) => line.startsWith(`| \`${name}\``) && line.includes(words.replaceAll('|', '\\|'))), `${kind}.${name} is documented`);
    const { items } = await admin.get<{ items: ImportEntry[] }>('/api/imports');
    assert.ok(items.some(({ kind, by, fileName, added }) => kind === 'schools' && by === 'admin' && fileName === 'table.csv' && added === 2));
  });
});
