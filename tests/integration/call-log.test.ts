import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { CaseSummary, ClockView, ContactReply, ContactView, JournalEntry, RunDetail } from '@sightline/contracts';
import { event, fix, scheduledRun } from '../fixtures/events.ts';
import { LookUpStage } from '../support/look-ups.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

const json = { 'content-type': 'application/json' };
const minute = 60_000;

describe('logging a call', () => {
  let sightline: Sightline;
  let calls: Person;
  let manager: Person;
  let control: Person;
  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    [calls, manager, control] = await Promise.all([signIn(sightline, 'calls'), signIn(sightline, 'manager'), signIn(sightline, 'control')]);
    await accept([
      scheduledRun('R', Date.now() - 5 * minute, { routeRef: '412' }),
      event('run.assigned', { runRef: 'R', vehicleRef: 'V' }),
      event('stop.called', { runRef: 'R', sequence: 1, arrivedAt: iso(-5), departedAt: iso(-4) }),
      fix('V', Date.now() - 9000, { runRef: 'R', latitude: 52.483 }),
    ]);
  });
  after(() => sightline.stop());

  const iso = (minutes: number): string => new Date(Date.now() + minutes * minute).toISOString();
  const accept = async (events: readonly object[]): Promise<void> => {
    const { status, body } = await send(sightline, events);
    assert.deepEqual([status, body.rejected], [200, []]);
  };
  const logged = (person: Person, call: object): Promise<Response> => person.request('/api/contact/contacts', { method: 'POST', headers: json, body: JSON.stringify({ contactRef: randomUUID(), runRef: 'R', sequence: 3, outcome: 'told', ...call }) });
  const log = async (call: object): Promise<ContactReply> => {
    const response = await logged(calls, call);
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as ContactReply;
  };
  const contact = (person: Person, { contactRef }: ContactReply): Promise<ContactView> => person.get(`/api/contact/contacts/${contactRef}`);

  it('[CALL-62] keeps what the server knew at that moment, and keeps it when the run has moved on', async () => {
    const reply = await log({ told: 'Route 412 left Stop 1 …' });
    const before = await contact(calls, reply);
    const { evidence } = before;
    assert.equal(before.adviserRef, 'calls');
    assert.equal(before.told, 'Route 412 left Stop 1 …');
    assert.equal(evidence?.sequence, 3);
    assert.match(evidence.sentence, /412|Stop/);
    assert.equal(evidence.run.state, 'running');
    assert.equal(evidence.run.position?.latitude, 52.483);
    const age = evidence.run.position.ageSeconds;
    assert.ok(age >= 9 && age < 60, `the age of the position then: ${age} s`);
    assert.ok(evidence.run.stopCalls.find(({ sequence }) => sequence === 3)?.expectedAt, 'the window at the stop that was asked about');
    await accept([event('run.cancelled', { runRef: 'R', cause: 'breakdown' }), fix('V', Date.now(), { runRef: 'R', latitude: 52.49 })]);
    assert.deepEqual((await contact(calls, reply)).evidence, evidence);
    await accept([event('run.reinstated', { runRef: 'R' })]);
  });

  it('[CALL-63] believes nothing of a page: not who, not when, not whose child, not what was known', async () => {
    const reply = await log({ adviserRef: 'somebody-else', at: '2020-01-01T00:00:00Z', passengerRef: 'any-child', evidence: { sentence: 'The bus was on time.' } });
    const kept = await contact(calls, reply);
    assert.equal(kept.adviserRef, 'calls');
    assert.equal(kept.passengerRef, undefined);
    assert.ok(Date.now() - Date.parse(kept.at) < minute);
    assert.notEqual(kept.evidence?.sentence, 'The bus was on time.');
    assert.equal((await logged(calls, { outcome: 'nonsense' })).status, 400);
    const data = { contactRef: randomUUID(), passengerRef: 'any-child', reason: 'r', outcome: 'o', adviserRef: 'a', at: iso(0) };
    const byCommand = await calls.request('/api/commands', { method: 'POST', headers: json, body: JSON.stringify({ type: 'contact.logged', data }) });
    assert.equal(byCommand.status, 403, 'there is one door for logging, and it looks');
  });

  it('[CALL-64] opens a complaint with the call attached, whose evidence a manager reads', async () => {
    const reply = await log({ outcome: 'complaint', words: 'Waited forty minutes in the rain.' });
    assert.match(reply.caseRef ?? '', /^CMP-[0-9A-Z]{5}-[0-9A-Z]{5}$/);
    const found = await manager.get<CaseSummary>(`/api/casework/cases/${reply.caseRef ?? ''}`);
    assert.deepEqual([found.caseType, found.channel, found.contactRef, found.dueDate], ['complaint', 'contact-centre', reply.contactRef, reply.dueDate]);
    const read = await contact(manager, reply);
    assert.equal(read.caseRef, reply.caseRef);
    assert.equal(read.words, 'Waited forty minutes in the rain.');
    assert.equal(read.evidence?.run.runRef, 'R');
  });

  it('[CALL-65] opens a call-back with a clock of one working day', async () => {
    const reply = await log({ outcome: 'call-back' });
    assert.match(reply.caseRef ?? '', /^CB-/);
    const { clocks } = await manager.get<{ clocks: ClockView[] }>(`/api/casework/cases/${reply.caseRef ?? ''}/clocks`);
    assert.deepEqual(clocks.map(({ clock, dueDate, state }) => [clock, dueDate, state]), [['respond', reply.dueDate, 'running']]);
    assert.ok((reply.dueDate ?? '') > new Date().toISOString().slice(0, 10));
  });

  it('[CALL-67] says it to the control room as a note on the run', async () => {
    await log({ outcome: 'control-room', words: 'The bus drove past the stop.', told: 'Route 412 …' });
    const { notes } = await control.get<RunDetail>('/api/transport/runs/R');
    assert.deepEqual(notes?.map(({ by, words }) => [by, words]), [['calls', 'From the contact centre: The bus drove past the stop. Told so far: “Route 412 …”']]);
  });

  it('[CALL-68] happens once however often it is sent, and is never overwritten', async () => {
    const contactRef = randomUUID();
    const first = await log({ contactRef, outcome: 'complaint' });
    assert.deepEqual(await log({ contactRef, outcome: 'complaint', told: 'Something else' }), first);
    assert.equal((await contact(calls, first)).told, undefined);
    assert.equal((await logged(calls, { contactRef, outcome: 'told' })).status, 409);
    const { items } = await manager.get<{ items: CaseSummary[] }>('/api/casework/cases?caseType=complaint');
    assert.equal(items.filter((each) => each.contactRef === contactRef).length, 1);
  });

  it('[CALL-69] is corrected by a note beside it', async () => {
    const reply = await log({});
    const note = { noteRef: randomUUID(), contactRef: reply.contactRef, words: 'It was the other stop.' };
    assert.equal((await calls.request('/api/commands', { method: 'POST', headers: json, body: JSON.stringify({ type: 'contact.noted', data: note }) })).status, 200);
    const { outcome, notes } = await contact(calls, reply);
    assert.equal(outcome, 'Told the answer');
    assert.deepEqual(notes.map(({ by, words }) => [by, words]), [['calls', 'It was the other stop.']]);
    const unknown = await calls.request('/api/commands', { method: 'POST', headers: json, body: JSON.stringify({ type: 'contact.noted', data: { ...note, noteRef: randomUUID(), contactRef: 'nobody-logged-it' } }) });
    assert.equal(unknown.status, 409);
  });

  it('[CALL-66] is for those who may: a manager reads a call that a case came of and no other, other roles none, and nobody but an adviser logs', async () => {
    const [plain, complaint] = [await log({}), await log({ outcome: 'complaint' })];
    assert.equal((await manager.request(`/api/contact/contacts/${plain.contactRef}`)).status, 404);
    assert.equal((await manager.request(`/api/contact/contacts/${complaint.contactRef}`)).status, 200);
    for (const role of ['control', 'board', 'office', 'admin'] as const) {
      const person = await signIn(sightline, role);
      assert.equal((await person.request(`/api/contact/contacts/${complaint.contactRef}`)).status, 403, role);
      assert.equal((await logged(person, {})).status, 403, role);
    }
    assert.equal((await logged(manager, {})).status, 403);
  });

  it('[CALL-70] leaves no word of a caller or of what was read aloud in the journal', async () => {
    await log({ outcome: 'complaint', told: 'at the stop of Quillon', words: 'Quillon was upset' });
    await log({ outcome: 'control-room', words: 'Quillon again' });
    const admin = await signIn(sightline, 'admin');
    const { items } = await admin.get<{ items: JournalEntry[] }>('/api/ingest/journal?limit=1000');
    assert.ok(items.some(({ type }) => type === 'contact.logged'));
    assert.ok(!JSON.stringify(items).includes('Quillon'));
  });

  it('can be logged where no run was asked about', async () => {
    const reply = await log({ runRef: undefined, sequence: undefined, outcome: 'other', words: 'Asked for the school office.' });
    const { reason, evidence } = await contact(calls, reply);
    assert.deepEqual([reason, evidence], ['Something else', undefined]);
  });
});

describe('logging a call about a verified child', () => {
  const stage = new LookUpStage();
  before(() => stage.start());
  after(() => stage.stop());

  const log = (lookUpRef: string, person = stage.adviser): Promise<Response> =>
    person.request('/api/contact/contacts', { method: 'POST', headers: json, body: JSON.stringify({ contactRef: randomUUID(), outcome: 'complaint', runRef: 'R1', sequence: 2, lookUpRef }) });

  it('[CALL-63] knows the child from the adviser\'s own look-up, and from no other', async () => {
    const lookUpRef = await stage.verified('kept');
    const reply = (await (await log(lookUpRef)).json()) as ContactReply;
    const kept = await stage.adviser.get<ContactView>(`/api/contact/contacts/${reply.contactRef}`);
    assert.deepEqual([kept.passengerRef, kept.lookUpRef], ['kept', lookUpRef]);
    assert.match(kept.evidence?.sentence ?? '', /your stop/);
    assert.deepEqual(kept.evidence?.told, []);
    const other = await stage.adviserCalled('other-adviser');
    const [replied] = [(await (await log(lookUpRef, other)).json()) as Partial<ContactReply>];
    const theirs = replied.contactRef === undefined ? undefined : await other.get<ContactView>(`/api/contact/contacts/${replied.contactRef}`);
    assert.equal(theirs?.passengerRef, undefined);
  });

  it('[CALL-63] knows no child where the caller was not verified', async () => {
    const { lookUpRef } = await stage.open('slow');
    const reply = (await (await log(lookUpRef)).json()) as ContactReply;
    const kept = await stage.adviser.get<ContactView>(`/api/contact/contacts/${reply.contactRef}`);
    assert.equal(kept.passengerRef, undefined);
    assert.doesNotMatch(kept.evidence?.sentence ?? '', /your stop/);
  });
});
