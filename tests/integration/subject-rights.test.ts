import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ErasureReply, SubjectView } from '@sightline/contracts';
import { unzipSync } from 'fflate';
import { busLink, told } from '../support/family.ts';
import { signIn } from '../support/person.ts';
import { send } from '../support/sightline.ts';
import { RetentionStage, day } from '../support/retention.ts';
import type { AuditRow } from '../support/retention.ts';

const name = 'Zephyrine Quillfeather';
const canaries = [name, '2015-07-19', 'ZQ9 7XT', 'zq97xt', 'zephyrine quillfeather', 'lemon meringue'];
const subject = '/api/rights/subjects/passenger/canary';
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

describe('what somebody may ask of us', () => {
  const stage = new RetentionStage();
  before(async () => {
    await stage.start();
    await stage.tell(...stage.child('canary', name), ...stage.child('other', 'Ignatius Bramblewood', { birthDate: '2014-02-02', postcode: 'B1 1AA' }));
    await stage.call('canary-call', '0121 496 0555', 'canary');
    await stage.call('other-call', '0121 496 0666', 'other');
    await stage.tell(
      told('contact.noted', { noteRef: 'n1', contactRef: 'contact-canary-call', words: 'The caller spoke of lemon meringue' }),
      told('note.added', { noteRef: 'n2', runRef: 'HOME', words: `${name} was sick aboard` }),
      told('passenger.boarded', { runRef: 'HOME', passengerRef: 'canary', at: new Date(Date.now() - 60_000).toISOString() }),
    );
  });
  after(() => stage.stop());
  const erase = (path: string, confirm: string): Promise<Response> => stage.post(`${path}/erase`, { reason: 'The family asked for it', confirm });

  it('[KEEP-9] only an administrator sees, exports and erases, and what is not known is said so', async () => {
    for (const role of ['control', 'calls', 'manager', 'office', 'board'] as const) {
      const person = await signIn(stage.sightline, role);
      assert.equal((await person.request(subject)).status, 403, role);
      assert.equal((await stage.post(`${subject}/export`, {}, person)).status, 403, role);
      assert.equal((await stage.post(`${subject}/erase`, { reason: 'because', confirm: 'canary' }, person)).status, 403, role);
    }
    assert.equal((await stage.admin.request('/api/rights/subjects/passenger/nobody')).status, 404);
    assert.equal((await stage.admin.request('/api/rights/subjects/vehicle/V412')).status, 404);
    const forged = await send(stage.sightline, [told('passenger.forgotten', { passengerRef: 'canary' })]);
    assert.equal(forged.body.rejected.length, 1, 'no machine can have somebody forgotten');
  });

  it('[KEEP-9] tells what is held, by category, before it is handed over', async () => {
    const view = await stage.admin.get<SubjectView>(subject);
    const counts = Object.fromEntries(view.parts.map((part) => [part.name, part.count]));
    assert.deepEqual([counts['passenger'], counts['contact'], counts['contact_note'], counts['run_message']], [1, 1, 1, 1]);
    assert.deepEqual(view.holds, []);
    const [seen] = await stage.query<AuditRow>(`SELECT action, detail FROM audit WHERE action = 'subject-seen' ORDER BY id DESC LIMIT 1`);
    assert.match(String(seen?.detail['subject']), /^child-/);
    assert.doesNotMatch(JSON.stringify(seen), /canary/);
  });

  it('[KEEP-10] hands over all that is held of them, readable, with nothing of another child or of staff', async () => {
    const reply = await stage.post(`${subject}/export`);
    assert.deepEqual([reply.status, reply.headers.get('content-type')], [200, 'application/zip']);
    const files = unzipSync(new Uint8Array(await reply.arrayBuffer()));
    const page = text(files['index.html']);
    for (const words of [name, '2015-07-19', 'ZQ9 7XT', 'lemon meringue', 'What the council holds']) assert.ok(page.includes(words), words);
    const all = Object.values(files).map(text).join('\n');
    for (const words of ['Ignatius', 'Bramblewood', 'Guardian canary', '07700 900777', 'sealed:', 'adviser_ref']) assert.ok(!all.includes(words), words);
    const { records } = JSON.parse(text(files['data.json'])) as { records: { name: string; rows: object[] }[] };
    assert.ok(records.some((record) => record.name === 'passenger' && record.rows.length === 1));
    assert.ok(Object.keys(files).includes('passenger.csv'));
  });

  it('[KEEP-11] erases nothing without the reference typed again and a reason', async () => {
    assert.equal((await erase(subject, 'other')).status, 400);
    assert.equal((await stage.post(`${subject}/erase`, { confirm: 'canary', reason: '' })).status, 400);
    assert.deepEqual(await stage.query(`SELECT passenger_ref FROM passenger WHERE passenger_ref = 'canary'`), [{ passenger_ref: 'canary' }]);
  });

  it('[KEEP-11] what a case holds stays, with the reason, and goes by itself when the hold ends', async () => {
    await stage.tell(told('case.opened', { caseRef: 'C-77', caseType: 'complaint', channel: 'phone', serviceArea: 'Home-to-school transport', receivedDate: day(0), subjectRef: 'canary' }));
    const reply = (await (await erase(subject, 'canary')).json()) as ErasureReply;
    assert.deepEqual([reply.erased, reply.waits], [false, true]);
    assert.match(reply.kept[0]?.why ?? '', /^kept for case C-77 until 30 days after it closes$/);
    assert.equal((await stage.query(`SELECT 1 FROM passenger WHERE passenger_ref = 'canary'`)).length, 1);
    assert.ok((await stage.admin.get<SubjectView>(subject)).erasureAskedAt);
    await stage.sweep();
    assert.equal((await stage.query(`SELECT 1 FROM passenger WHERE passenger_ref = 'canary'`)).length, 1, 'still held');
  });

  it('[KEEP-7] [KEEP-8] after that no table, no log and no secrets folder holds a word of the child; links are revoked; no figure changes; and a restart does not bring them back', async () => {
    const control = await signIn(stage.sightline, 'control');
    const link = await stage.post('/api/links', { kind: 'bus', ...busLink('P1', 'G1'), passengerRef: 'canary', guardianRef: 'g-canary' }, control);
    assert.equal(link.status, 201, await link.clone().text());
    const { url } = (await link.json()) as { url: string };
    const token = url.slice(url.lastIndexOf('/') + 1);
    const opens = async (): Promise<number> => (await fetch(`${stage.sightline.url}/api/links/current`, { headers: { authorization: `Link ${token}` } })).status;
    assert.equal(await opens(), 200);
    const before = await stage.dump(...canaries);
    for (const words of canaries) assert.ok(before.some((found) => found.endsWith(words)), `${words} is there before`);
    const figures = await stage.figures();
    await stage.tell(told('case.closed', { caseRef: 'C-77', closedDate: day(0), outcome: 'Not upheld' }));
    await stage.query(`UPDATE casework_case SET closed_date = closed_date - 60, received_date = received_date - 60 WHERE case_ref = 'C-77'`);
    await stage.sweep();
    assert.deepEqual(await stage.dump(...canaries), []);
    assert.deepEqual(await stage.figures(), figures);
    assert.equal((await stage.query(`SELECT 1 FROM link WHERE passenger_ref = 'canary' AND revoked_at IS NULL`)).length, 0);
    assert.equal((await stage.query('SELECT 1 FROM erasure_request')).length, 0);
    assert.equal(await opens(), 401, 'the link opens nothing any more');
    stage.sightline = await stage.sightline.restart();
    assert.deepEqual(await stage.dump(...canaries), [], 'nor after a restart');
    assert.equal((await stage.dump('Bramblewood')).length > 0, true, 'another child is as before');
    stage.admin = await signIn(stage.sightline, 'admin');
  });

  it('[KEEP-11] a caller is found by their number, and all their calls forget it', async () => {
    await stage.call('first', '0121 496 0777', 'other');
    await stage.call('second', '(0121) 4960777', 'other');
    const found = (await (await stage.post('/api/rights/calls', { number: '+44 121 496 0777' })).json()) as { items: { callRef: string }[] };
    assert.deepEqual(found.items.map(({ callRef }) => callRef).sort(), ['first', 'second']);
    assert.equal((await erase('/api/rights/subjects/caller/first', 'first')).status, 200);
    assert.deepEqual(await stage.dump('4960777', '496 0777'), []);
    assert.equal((await stage.query(`SELECT 1 FROM call WHERE call_ref IN ('first', 'second')`)).length, 2, 'the calls still count');
  });

  it('[KEEP-10] hands a guardian the address that they were written to, and a child’s copy none', async () => {
    await stage.query(`INSERT INTO outgoing_message (delivery_ref, message_ref, run_ref, about, audience, kind, substance, recipient_ref, ordinal, guardian_ref, passenger_refs, channel, address, words, state, expires_at, starts_at, created_at)
      VALUES ('d-1', 'm-1', 'R-1', 'R-1', 'families', 'cancelled', '{}', 'g-other', 1, 'g-other', '{other}', 'sms', '07700 900111', 'No bus today', 'sent', now(), now(), now())`);
    const told = async (who: string): Promise<string> => {
      const reply = await stage.post(`/api/rights/subjects/${who}/export`);
      assert.equal(reply.status, 200);
      return Object.values(unzipSync(new Uint8Array(await reply.arrayBuffer()))).map(text).join();
    };
    assert.match(await told('guardian/g-other'), /07700 900111/);
    const ofChild = await told('passenger/other');
    assert.match(ofChild, /No bus today/);
    assert.doesNotMatch(ofChild, /07700 900111/);
  });

  it('[KEEP-11] a guardian and a guide are erased as a child is', async () => {
    await stage.tell(told('assistant.upserted', { assistantRef: 'guide-1', name: 'Rosalind Thistlewaite', telephone: '0121 496 0888' }));
    assert.equal((await erase('/api/rights/subjects/guardian/g-other', 'g-other')).status, 200);
    assert.equal((await erase('/api/rights/subjects/assistant/guide-1', 'guide-1')).status, 200);
    assert.deepEqual(await stage.dump('Guardian other', 'Rosalind', 'Thistlewaite', '496 0888'), []);
  });
});
