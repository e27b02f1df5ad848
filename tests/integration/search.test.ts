import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Role, SearchItem, SearchReply } from '@sightline/contracts';
import { event, scheduledRun } from '../fixtures/events.ts';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

const child = (passengerRef: string, name: string, birthDate: string, more: object = {}) =>
  event('passenger.upserted', { passengerRef, name, birthDate, postcode: 'B13 9QZ', schoolRef: 'S1', routeRef: '412', needs: [], assistantRequired: false, ...more });
const opened = (caseRef: string, serviceArea: string, more: object = {}) =>
  event('case.opened', { caseRef, caseType: 'complaint', channel: 'phone', serviceArea, receivedDate: '2026-01-05', ...more });
const transport = 'Home to School Transport';

describe('one box, from the door to the answer', () => {
  let databases: TestDatabases;
  let url: string;
  let sightline: Sightline;
  const people = new Map<Role, Person>();
  before(async () => {
    databases = await startDatabases();
    url = await databases.fresh();
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts', DATABASE_URL: url } });
    for (const role of ['calls', 'control', 'manager', 'office', 'board', 'admin'] as const) people.set(role, await signIn(sightline, role));
    await accept([
      event('school.upserted', { schoolRef: 'S1', name: 'Beechwood School', latitude: 52.4, longitude: -1.9, bellTimes: { starts: '08:50', ends: '15:15' } }),
      event('school.upserted', { schoolRef: 'S2', name: 'Larch Hall', latitude: 52.4, longitude: -1.9, bellTimes: { starts: '08:50', ends: '15:15' } }),
      event('vehicle.upserted', { vehicleRef: 'V17', registration: 'BV23 XYZ' }),
      scheduledRun('R1', Date.now() - 60_000, { routeRef: '412', schoolRef: 'S1' }),
      scheduledRun('R2', Date.now() - 60_000, { routeRef: '413', schoolRef: 'S1' }),
      event('run.assigned', { runRef: 'R1', vehicleRef: 'V17' }),
      child('P-1001', 'Thandi Okoro', '2014-03-12'),
      child('P-1002', 'Lwazi Okoro', '2016-07-01'),
      child('P-1003', 'Seán O’Neill', '2012-11-30', { postcode: 'M1 1AE', schoolRef: 'S2', routeRef: '413' }),
      child('P-1004', 'Zoë Smith-Jones', '2013-01-09', { postcode: 'M1 1AF', schoolRef: 'S2' }),
      child('P-1005', 'Nia Blackwood', '2013-01-10', { postcode: 'M1 1AG', banner: 'shielded' }),
      ...Array.from({ length: 9 }, (_, at) => child(`P-20${10 + at}`, 'Mia Khan', `2014-05-0${at + 1}`, { postcode: `LS1 ${at}AA` })),
      event('guardian.upserted', { guardianRef: 'G1', passengerRefs: ['P-1001', 'P-1002'], relationship: 'mother', telephones: ['+44 (0) 7700 900123'], messages: 'sms' }),
      opened('C-2231', transport, { subjectRef: 'P-1003' }),
      opened('C-2232', transport),
      opened('C-2299', 'Admissions'),
    ]);
  });
  after(async () => {
    await sightline.stop();
    await databases.stop();
  });

  const accept = async (events: readonly object[]): Promise<void> => {
    const { status, body } = await send(sightline, events);
    assert.deepEqual([status, body.rejected], [200, []]);
  };
  const person = (role: Role): Person => {
    const found = people.get(role);
    assert.ok(found);
    return found;
  };
  const ask = (q: string, role: Role = 'calls'): Promise<SearchReply> => person(role).get<SearchReply>(`/api/contact/search?q=${encodeURIComponent(q)}`);
  const find = async (q: string, role: Role = 'calls'): Promise<SearchItem[]> => (await ask(q, role)).items;
  const refs = async (q: string, kind: SearchItem['kind'], role: Role = 'calls'): Promise<string[]> => (await find(q, role)).flatMap((item) => (item.kind === kind ? [item.ref] : []));

  for (const [q, kind, ref] of [
    ['412', 'route', '412'],
    ['421', 'route', '412'],
    ['route 413', 'route', '413'],
    ['beachwood', 'school', 'S1'],
    ['lrach hall', 'school', 'S2'],
    ['bv23xyz', 'vehicle', 'V17'],
    ['BV32 XYZ', 'vehicle', 'V17'],
    ['V17', 'vehicle', 'V17'],
    ['thandi okoro', 'child', 'P-1001'],
    ['Okoro, Thnadi', 'child', 'P-1001'],
    ['thandi 12/3/2014', 'child', 'P-1001'],
    ['okoro 12 Mar 14', 'child', 'P-1001'],
    ['p 1001', 'child', 'P-1001'],
    ['sean oneill', 'child', 'P-1003'],
    ["sean o'neil", 'child', 'P-1003'],
    ['zoe smithjones', 'child', 'P-1004'],
    ['C 2231', 'case', 'C-2231'],
  ] as const) {
    it(`[CALL-3] puts the ${kind} first for "${q}"`, async () => {
      const [first] = await find(q);
      assert.deepEqual([first?.kind, first?.ref], [kind, ref]);
    });
  }

  it('[CALL-3] gives the run that answers with a route and a vehicle, and asks which route of a school with several', async () => {
    assert.equal((await find('412'))[0]?.runRef, 'R1');
    assert.equal((await find('V17'))[0]?.runRef, 'R1');
    const [school, ...routes] = await find('beechwood school');
    assert.deepEqual([school?.kind, school?.runRef, school?.detail], ['school', undefined, '2 routes']);
    assert.deepEqual(routes.map(({ ref }) => ref).sort(), ['412', '413']);
    assert.equal((await find('larch hall'))[0]?.detail, 'no run today');
  });

  it('[CALL-8] finds the children of a home by its postcode and of a caller by the number, however it is written', async () => {
    for (const q of ['B13 9QZ', 'b139qz', 'B13 9QZ ']) assert.deepEqual((await refs(q, 'child')).sort(), ['P-1001', 'P-1002'], q);
    for (const q of ['07700900123', '07700 900 123', '0044 7700 900123', '+44 7700 900123']) assert.deepEqual((await refs(q, 'child')).sort(), ['P-1001', 'P-1002'], q);
    assert.deepEqual((await refs('b13 9qz lwazi', 'child'))[0], 'P-1002');
  });

  it('[CALL-9] shows initials and school of a child and nothing else; of one with a banner not even the school', async () => {
    const [found] = await find('thandi okoro');
    assert.deepEqual(found, { kind: 'child', ref: 'P-1001', label: 'TO', detail: 'Beechwood School' });
    const answers = JSON.stringify([await ask('thandi 12/3/2014'), await ask('B13 9QZ'), await ask('07700 900123'), await ask('p-1001'), await ask('nia blackwood')]);
    for (const secret of [/thandi/i, /okoro/i, /2014/, /B13/, /9QZ/, /07700|447700/, /blackwood/i]) assert.doesNotMatch(answers, secret);
    const [shielded] = await find('nia blackwood');
    assert.equal(shielded?.label, 'NB');
    assert.doesNotMatch(JSON.stringify(shielded), /Beechwood|Larch|shielded/);
  });

  for (const q of ['thandi', 'okoro', 'Mia', 'khan', 'B13', 'B13 9', '12/3/2014', '2014', 'th ok', '7700', '0770090', 'P-1', 'P-10', 'Mr Khan', '%%%abc', '___', 'mia %', 'khan_']) {
    it(`[CALL-5] lists no child for "${q}": children cannot be browsed`, async () => {
      if (!/[a-z0-9]/i.test(q)) return assert.equal((await person('calls').request(`/api/contact/search?q=${encodeURIComponent(q)}`)).status, 400);
      assert.deepEqual(await refs(q, 'child'), []);
    });
  }

  it('[CALL-7] shows a handful of the children of one name, and says what to ask', async () => {
    const many = await ask('mia khan');
    assert.equal(many.items.filter(({ kind }) => kind === 'child').length, 5);
    assert.equal(many.advice, 'ask-birth-date');
    const one = await ask('mia khan 3/5/14');
    assert.deepEqual(one.items.filter(({ kind }) => kind === 'child').map(({ ref }) => ref), ['P-2012']);
    assert.equal(one.advice, undefined);
  });

  it('[CALL-12] lets nobody but advisers find a child, by whatever means', async () => {
    for (const role of ['control', 'manager'] as const) {
      for (const q of ['thandi okoro', 'thandi 12/3/2014', 'B13 9QZ', '07700 900123', 'P-1001']) assert.deepEqual(await refs(q, 'child', role), [], `${role}: ${q}`);
    }
    for (const role of ['office', 'board', 'admin'] as const) assert.equal((await person(role).request('/api/contact/search?q=beechwood')).status, 403);
    assert.equal((await fetch(`${sightline.url}/api/contact/search?q=beechwood`)).status, 401);
  });

  it('[CALL-13] lets who manages cases find all of them, the control room those of transport, an adviser one of those by its whole reference', async () => {
    assert.deepEqual((await refs('C-22', 'case', 'manager')).sort(), ['C-2231', 'C-2232', 'C-2299']);
    assert.deepEqual((await refs('c22', 'case', 'control')).sort(), ['C-2231', 'C-2232']);
    assert.deepEqual(await refs('2299', 'case', 'manager'), ['C-2299']);
    assert.deepEqual(await refs('C-22231', 'case', 'manager'), ['C-2231']);
    assert.deepEqual(await refs('C-22', 'case'), []);
    assert.deepEqual(await refs('C-2299', 'case'), []);
    assert.deepEqual(await refs('c2231', 'case'), ['C-2231']);
    assert.deepEqual(await refs('c2231', 'child'), ['P-1003'], 'its case is shown once its caller is verified');
  });

  it('[CALL-14] is right at once when a child, a guardian or a case changes', async () => {
    await accept([child('P-1006', 'Ada Lindqvist', '2015-02-03', { postcode: 'SW1A 1AA' })]);
    assert.deepEqual(await refs('ada lindqvist', 'child'), ['P-1006']);
    await accept([
      child('P-1006', 'Ada Thorne', '2015-02-04', { postcode: 'SW1A 2AA' }),
      event('guardian.upserted', { guardianRef: 'G2', passengerRefs: ['P-1006'], relationship: 'father', telephones: ['07700 900777'], messages: 'none' }),
    ]);
    for (const [q, expected] of [['ada lindqvist', []], ['ada thorne', ['P-1006']], ['ada 3/2/2015', []], ['ada 4/2/2015', ['P-1006']], ['SW1A 1AA', []], ['SW1A 2AA', ['P-1006']], ['07700900777', ['P-1006']]] as const) {
      assert.deepEqual(await refs(q, 'child'), expected, q);
    }
    await accept([event('guardian.upserted', { guardianRef: 'G2', passengerRefs: ['P-1006'], relationship: 'father', telephones: ['withheld'], messages: 'none' })]);
    assert.deepEqual(await refs('07700900777', 'child'), []);
    await accept([opened('NEW-77', transport)]);
    assert.deepEqual(await refs('new77', 'case', 'manager'), ['NEW-77']);
  });

  it('[CALL-15] takes the words in the body too, keeps the answer nowhere, and repeats nothing that was typed', async () => {
    const post = (body: unknown) => person('calls').request('/api/contact/search', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const reply = await post({ q: 'thandi okoro' });
    assert.deepEqual([reply.status, reply.headers.get('cache-control')], [200, 'no-store']);
    assert.deepEqual(await reply.json(), await ask('thandi okoro'));
    for (const body of [{ q: 'ok' }, { q: 'thandi '.repeat(30) }, { q: 7 }, {}, null]) {
      const refused = await post(body);
      assert.equal(refused.status, 400);
      assert.doesNotMatch(await refused.text(), /thandi|ok"|"7"/);
    }
    const log = (await readFile(join(sightline.dataDir, 'log', 'api.log'), 'utf8').catch(() => '')) + sightline.output();
    assert.doesNotMatch(log, /thandi|okoro|B13 9QZ|q=/i);
  });

  it('[CALL-16] lets nobody run through the names: what is too many is refused, everything shown and the refusal are on the record', async () => {
    const accounts = await query<{ id: string }>(url, `SELECT id FROM account WHERE username = 'calls'`);
    await accept(Array.from({ length: 200 }, (_, at) => child(`P-${3000 + at}`, 'Ana Novak', '2013-01-09')));
    const statuses: number[] = [];
    for (let at = 0; at < 200 && statuses.at(-1) !== 429; at++) statuses.push((await person('calls').request(`/api/contact/search?q=P-${3000 + at}`)).status);
    assert.equal(statuses.at(-1), 429);
    assert.ok(statuses.length > 60, 'an adviser at work is not held up');
    assert.equal((await person('calls').request('/api/contact/search?q=zara%20okoro')).status, 429);
    const rows = await query<{ action: string; account: string; detail: { passengerRefs?: string[] } }>(url, `SELECT action, account_id AS account, detail FROM audit WHERE action LIKE 'child-search%' ORDER BY at`);
    assert.equal(rows.filter(({ action }) => action === 'child-search-refused').length, 1, 'once for the whole try');
    assert.ok(rows.every(({ account }) => account === accounts[0]?.id));
    assert.ok(rows.some(({ detail }) => detail.passengerRefs?.includes('P-1001') === true));
    assert.doesNotMatch(JSON.stringify(rows), /thandi|okoro|zara|B13/i);
    assert.equal((await person('manager').request('/api/contact/search?q=larch%20hall')).status, 200, 'others search on');
  });
});
