import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { eventTypes, personalFields } from '@sightline/contracts';
import type { ErasureReply } from '@sightline/contracts';
import { retentionSchedule } from '../../apps/api/dist/retention-schedule.js';
import { retentionDocument } from '../../apps/api/dist/retention/document.js';
import type { AuditRow } from '../support/retention.ts';
import { RetentionStage, day } from '../support/retention.ts';
import { runHome, told } from '../support/family.ts';
import { signIn } from '../support/person.ts';

describe('what is kept, and for how long', () => {
  const stage = new RetentionStage();
  before(() => stage.start());
  after(() => stage.stop());

  it('[KEEP-1] every table has one rule, or is named as holding nothing about a person; and so has every type with personal fields', async () => {
    const tables = await stage.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'migrations'`,
    );
    assert.ok(tables.length > 40);
    const { rules, nobody } = retentionSchedule;
    const named = [...new Set(rules.filter(({ events }) => events === undefined).map(({ table }) => table)), ...nobody.map(({ table }) => table), 'journal_personal'];
    assert.deepEqual(tables.map(({ name }) => name).filter((name) => !named.includes(name)), [], 'tables without a rule: add one to the *.retention.ts of their feature');
    assert.deepEqual(named.filter((name) => !tables.some((table) => table.name === name)), [], 'rules of tables that are not there');
    assert.equal(new Set(named).size, named.length, 'one rule a table');
    const covered = rules.flatMap(({ events = [] }) => events);
    assert.deepEqual(eventTypes.filter((type) => personalFields[type] !== undefined).sort(), [...covered].sort());
  });

  it('[KEEP-2] a rule that has days takes something out by them, or says who else does', () => {
    const others = ['position', 'audit'];
    for (const rule of retentionSchedule.rules) if (typeof rule.keep === 'string') assert.ok(rule.sweep !== undefined || others.includes(rule.table), rule.table);
  });

  it('[KEEP-2] docs/retention.md says what the schedule says', async () => {
    const made = retentionDocument(retentionSchedule);
    const path = new URL('../../docs/retention.md', import.meta.url);
    if (process.env['UPDATE_DOCS'] === '1') await writeFile(path, made);
    assert.equal(await readFile(path, 'utf8'), made, 'docs/retention.md is stale: run this file with UPDATE_DOCS=1');
  });

  it('[KEEP-3] what is over goes, what is not stays, and the audit has the counts and nobody’s reference', async () => {
    await stage.tell(...stage.child('old', 'Wilhelmina Quist'), ...stage.child('young', 'Barnaby Ashdown'));
    await stage.call('old-call', '0121 496 0111', 'old');
    await stage.call('young-call', '0121 496 0222', 'young');
    await stage.age('old-call', 500);
    await stage.sweep();
    const [old] = await stage.query<Record<string, unknown>>(`SELECT words, told, passenger_ref, reason FROM contact WHERE contact_ref = 'contact-old-call'`);
    assert.deepEqual(old, { words: null, told: null, passenger_ref: null, reason: 'where-is-the-bus' });
    const [young] = await stage.query<{ words: string }>(`SELECT words FROM contact WHERE contact_ref = 'contact-young-call'`);
    assert.match(young?.words ?? '', /young/);
    assert.deepEqual(await stage.query(`SELECT subject FROM journal_personal WHERE subject LIKE 'call:%'`), [{ subject: 'call:young-call' }]);
    const [swept] = await stage.query<AuditRow>(`SELECT action, detail FROM audit WHERE action = 'retention-swept' ORDER BY id DESC LIMIT 1`);
    assert.equal((swept?.detail['removed'] as Record<string, { rows: number }>)['contact']?.rows, 1);
    assert.doesNotMatch(JSON.stringify(swept), /old-call|0121/);
    await stage.sweep();
    const [again] = await stage.query<AuditRow>(`SELECT action, detail FROM audit WHERE action = 'retention-swept' ORDER BY id DESC LIMIT 1`);
    assert.deepEqual(again?.detail['removed'], {}, 'a second sweep finds nothing');
  });

  it('[KEEP-4] an open case holds the call that it came of, says so, and lets go when it has been closed for long enough', async () => {
    await stage.tell(...stage.child('complained', 'Philippa Norwood'));
    await stage.call('held-call', '0121 496 0333', 'complained', 'C-1042');
    await stage.tell(told('case.opened', { caseRef: 'C-1042', caseType: 'complaint', channel: 'phone', serviceArea: 'Home-to-school transport', receivedDate: day(0), contactRef: 'contact-held-call', subjectRef: 'complained' }));
    await stage.age('held-call', 500);
    await stage.sweep();
    const words = async (): Promise<string | null | undefined> => (await stage.query<{ words: string | null }>(`SELECT words FROM contact WHERE contact_ref = 'contact-held-call'`))[0]?.words;
    assert.match((await words()) ?? '', /complained/);
    const holds = await stage.admin.get<{ items: { kind: string; ref: string; why: string }[] }>('/api/retention/holds');
    assert.ok(holds.items.some(({ kind, ref, why }) => kind === 'call' && ref === 'held-call' && why === 'kept for case C-1042 until 30 days after it closes'), JSON.stringify(holds));
    await stage.tell(told('case.closed', { caseRef: 'C-1042', closedDate: day(0), outcome: 'Upheld' }));
    await stage.sweep();
    assert.match((await words()) ?? '', /complained/, 'closed today');
    await stage.query(`UPDATE casework_case SET closed_date = closed_date - 60, received_date = received_date - 60 WHERE case_ref = 'C-1042'`);
    await stage.sweep();
    assert.equal(await words(), null);
  });

  it('[KEEP-4] a hold by hand needs a reason, holds, and lets go when it is ended', async () => {
    await stage.tell(...stage.child('inquiry', 'Augustus Pell'));
    await stage.call('inquiry-call', '0121 496 0444', 'inquiry');
    await stage.age('inquiry-call', 500);
    assert.equal((await stage.post('/api/retention/holds', { kind: 'passenger', ref: 'inquiry', reason: '' })).status, 400);
    const placed = await stage.post('/api/retention/holds', { kind: 'passenger', ref: 'inquiry', reason: 'Coroner asks' });
    assert.equal(placed.status, 201);
    const { holdId } = (await placed.json()) as { holdId: string };
    const words = async (): Promise<string | null | undefined> => (await stage.query<{ words: string | null }>(`SELECT words FROM contact WHERE contact_ref = 'contact-inquiry-call'`))[0]?.words;
    await stage.sweep();
    assert.match((await words()) ?? '', /inquiry/);
    assert.equal((await stage.admin.request(`/api/retention/holds/${holdId}`, { method: 'DELETE' })).status, 204);
    assert.equal((await stage.admin.request(`/api/retention/holds/${holdId}`, { method: 'DELETE' })).status, 404);
    await stage.sweep();
    assert.equal(await words(), null);
  });

  it('[KEEP-4] a hold by hand on a case holds what the case is about, long after it was closed: its child, the call that it came of, that call’s run and child, and the guardians', async () => {
    await stage.tell(...stage.child('tribunal', 'Leopold Ashgrove'), ...stage.child('caller-child', 'Ottilie Ashgrove'));
    await stage.call('tribunal-call', '0121 496 0555', 'caller-child');
    await stage.tell(told('case.opened', { caseRef: 'C-77', caseType: 'complaint', channel: 'phone', serviceArea: 'Home-to-school transport', receivedDate: day(0), contactRef: 'contact-tribunal-call', subjectRef: 'tribunal' }));
    await stage.tell(told('case.closed', { caseRef: 'C-77', closedDate: day(0), outcome: 'Upheld' }));
    await stage.query(`UPDATE casework_case SET closed_date = closed_date - 60, received_date = received_date - 60 WHERE case_ref = 'C-77'`);
    const keys = async (): Promise<string[]> => (await stage.admin.get<{ items: { kind: string; ref: string; cause: string }[] }>('/api/retention/holds')).items.filter(({ cause }) => cause === 'by-hand').map(({ kind, ref }) => `${kind}:${ref}`).sort();
    assert.deepEqual(await keys(), []);
    const placed = await stage.post('/api/retention/holds', { kind: 'case', ref: 'C-77', reason: 'A tribunal asks' });
    const { holdId } = (await placed.json()) as { holdId: string };
    assert.deepEqual(await keys(), ['call:tribunal-call', 'case:C-77', 'contact:contact-tribunal-call', 'guardian:g-caller-child', 'guardian:g-tribunal', 'passenger:caller-child', 'passenger:tribunal', 'run:HOME']);
    assert.equal((await stage.admin.request(`/api/retention/holds/${holdId}`, { method: 'DELETE' })).status, 204);
    assert.deepEqual(await keys(), []);
  });

  it('[KEEP-11] what a hold keeps of a call stays when the child is erased, as the reply says, and goes when the hold ends', async () => {
    await stage.tell(...stage.child('aboard', 'Peregrine Oakhurst'));
    await stage.call('aboard-call', '0121 496 0666', 'aboard');
    await stage.tell(told('contact.noted', { noteRef: 'aboard-note', contactRef: 'contact-aboard-call', words: 'Rang again about the fall' }));
    const placed = await stage.post('/api/retention/holds', { kind: 'run', ref: 'HOME', reason: 'A fall on the steps' });
    const { holdId } = (await placed.json()) as { holdId: string };
    const kept = async (): Promise<number> => (await stage.dump('Asked about aboard', 'Rang again about the fall')).length;
    const before = await kept();
    const erased = (await (await stage.post('/api/rights/subjects/passenger/aboard/erase', { reason: 'The family asked for it', confirm: 'aboard' })).json()) as ErasureReply;
    assert.deepEqual([erased.erased, erased.waits, erased.kept.length > 0], [true, true, true]);
    assert.deepEqual([await kept(), (await stage.query(`SELECT 1 FROM passenger WHERE passenger_ref = 'aboard'`)).length], [before, 0]);
    await stage.admin.request(`/api/retention/holds/${holdId}`, { method: 'DELETE' });
    await stage.sweep();
    assert.deepEqual([await kept(), (await stage.query('SELECT 1 FROM erasure_request')).length], [0, 0]);
  });

  it('[KEEP-3] a session that ended is kept for the days of its rule, whoever signs in meanwhile', async () => {
    const ended = async (days: number): Promise<void> => {
      const person = await signIn(stage.sightline, 'board');
      await person.request('/api/session', { method: 'DELETE' });
      await stage.query(`UPDATE session SET device = 'ended', expires_at = now() - make_interval(days => ${days}) WHERE id = (SELECT id FROM session ORDER BY created_at DESC LIMIT 1)`);
    };
    await ended(80);
    await ended(100);
    await signIn(stage.sightline, 'board');
    const left = async (): Promise<number> => (await stage.query(`SELECT 1 FROM session WHERE device = 'ended'`)).length;
    assert.equal(await left(), 2);
    await stage.sweep();
    assert.equal(await left(), 1);
  });

  it('[KEEP-8] a child who left is forgotten with the search keys, and no figure changes', async () => {
    await stage.tell(...stage.child('leaver', 'Cornelius Vantongeren', { leftDate: day(-400) }));
    const found = (): Promise<unknown[]> => stage.query(`SELECT 1 FROM passenger WHERE passenger_ref = 'leaver'`);
    assert.equal((await found()).length, 1);
    const figures = await stage.figures();
    await stage.sweep();
    assert.equal((await found()).length, 0);
    assert.deepEqual(await stage.dump('Vantongeren'), []);
    assert.deepEqual(await stage.figures(), figures);
    assert.equal((await stage.query(`SELECT 1 FROM passenger WHERE passenger_ref = 'young'`)).length, 1, 'who has not left stays');
  });

  it('[KEEP-5] the positions of a run that is held outlive their day, and its trace still shows them', async () => {
    const moment = Date.now() - 40 * 86_400_000;
    await stage.tell(...runHome(moment, { runRef: 'PAST', vehicleRef: 'V9', startsIn: 0 }));
    const row = (runRef: string, minutes: number): string => `('V9', to_timestamp(${moment / 1000}) + interval '${minutes} minutes', 'past', '${runRef}-${minutes}', '${runRef}', 52.4, -1.9, now())`;
    await stage.query(`INSERT INTO position (vehicle_ref, recorded_at, source, event_id, run_ref, latitude, longitude, received_at) VALUES ${[1, 2, 3].map((minutes) => row('PAST', minutes)).join()}, ${row('OTHER', 300)}`);
    assert.equal((await stage.post('/api/retention/holds', { kind: 'run', ref: 'PAST', reason: 'A fall on the steps' })).status, 201);
    stage.sightline = await stage.sightline.restart();
    stage.admin = await signIn(stage.sightline, 'admin');
    const left = await stage.query(`SELECT 1 FROM position WHERE vehicle_ref = 'V9'`);
    assert.equal(left.length, 0, 'their day is over');
    const manager = await signIn(stage.sightline, 'manager');
    const trace = await manager.get<{ items: unknown[] }>('/api/transport/runs/PAST/trace');
    assert.equal(trace.items.length, 3);
    await stage.sweep();
    assert.equal((await stage.query('SELECT 1 FROM kept_position')).length, 3, 'and a sweep leaves them');
    await stage.query('UPDATE retention_hold SET ended_at = now()');
    await stage.sweep();
    assert.equal((await stage.query('SELECT 1 FROM kept_position')).length, 0, 'until the hold ends');
  });

  it('[KEEP-6] a sweep slows what comes in by little', async (t) => {
    const fixes = (round: number): object[] => Array.from({ length: 500 }, (_, index) => told('vehicle.positioned', { vehicleRef: `W${index}`, latitude: 52.4, longitude: -1.9, recordedAt: new Date(Date.now() - 60_000 + round).toISOString() }));
    const old = Array.from({ length: 4_000 }, (_, index) => told('contact.logged', { contactRef: `w${index}`, reason: 'where-is-the-bus', outcome: 'Told', words: 'words', adviserRef: 'calls', at: '2020-01-06T09:00:00.000Z' }));
    for (let from = 0; from < old.length; from += 2_000) await stage.tell(...old.slice(from, from + 2_000));
    const times: { with: number[]; without: number[] } = { with: [], without: [] };
    let round = 0;
    const measure = async (into: number[]): Promise<void> => {
      const batch = fixes((round += 1));
      const began = performance.now();
      await stage.tell(...batch);
      into.push(performance.now() - began);
    };
    for (let index = 0; index < 12; index += 1) await measure(times.without);
    const swept = new AbortController();
    const sweeping = stage.sweep().then(() => swept.abort());
    while (!swept.signal.aborted && times.with.length < 60) await measure(times.with);
    await sweeping;
    const median = (all: number[]): number => [...all].sort((a, b) => a - b)[all.length >> 1] ?? Number.NaN;
    const ratio = median(times.with) / median(times.without);
    t.diagnostic(`a batch of 500 fixes: median ${median(times.without).toFixed(0)} ms without a sweep, ${median(times.with).toFixed(0)} ms with one (${times.with.length} batches): ${ratio.toFixed(2)} times`);
    assert.ok(times.with.length > 2 && ratio < 3, `${ratio}`);
  });
});
