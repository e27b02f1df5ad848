import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { event } from '../fixtures/events.ts';
import { query } from '../support/databases.ts';
import { child, guardian, held, LookUpStage, lookUps, right, secrets, wrong } from '../support/look-ups.ts';
import { signIn } from '../support/person.ts';
import { until } from '../support/until.ts';

describe('the life of a look-up', () => {
  const stage = new LookUpStage();
  before(() => stage.start());
  afterEach(() => stage.closeClients());
  after(() => stage.stop());

  it('[CALL-27] under a banner what others asked before is not shown', async () => {
    const at = new Date().toISOString();
    await stage.accept(['kept', 'ordered'].map((passengerRef) => event('contact.logged', { contactRef: `about-${passengerRef}`, passengerRef, reason: 'late', outcome: 'Told twelve minutes.', adviserRef: 'calls', at })));
    const open_ = await stage.follow(await stage.verified('kept'));
    assert.deepEqual(open_.child()?.earlier.map(({ outcome }) => outcome), ['Told twelve minutes.']);
    const { lookUpRef } = await stage.open('ordered');
    await stage.post(`/${lookUpRef}/acknowledge`);
    await stage.verify(lookUpRef);
    assert.deepEqual((await stage.follow(lookUpRef)).child()?.earlier, []);
  });

  it('[CALL-25] a look-up is its adviser’s and session’s alone; other roles have none', async () => {
    const lookUpRef = await stage.verified('child');
    const other = await stage.adviserCalled('second-adviser');
    const sameElsewhere = await signIn(stage.sightline, 'calls');
    for (const person of [other, sameElsewhere]) {
      assert.equal((await person.request(`${lookUps}/${lookUpRef}`)).status, 404);
      assert.equal((await stage.post(`/${lookUpRef}/verify`, right, person)).status, 404);
      assert.equal((await stage.end(lookUpRef, person)).status, 404);
    }
    assert.equal((await stage.follow(lookUpRef, other)).code, 'forbidden');
    for (const role of ['control', 'manager', 'office', 'board', 'admin'] as const) {
      const person = await signIn(stage.sightline, role);
      assert.equal((await stage.post('', { passengerRef: 'child', purpose: 'other' }, person)).status, 403, role);
      assert.equal((await person.request(`${lookUps}/${lookUpRef}`)).status, 403, role);
      assert.equal((await stage.follow(lookUpRef, person)).code, 'forbidden', role);
    }
    assert.equal((await fetch(`${stage.sightline.url}${lookUps}/${lookUpRef}`)).status, 401);
    assert.equal((await stage.adviser.request(`${lookUps}/${lookUpRef}`)).status, 200, 'it is still theirs');
  });

  it('[CALL-98] an adviser opens a case about a child, and changes a guardian’s messages, with their verified caller on the line and not otherwise', async () => {
    const command = async (type: string, data: object, person = stage.adviser): Promise<number> =>
      (await person.request('/api/commands', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ type, data }) })).status;
    const opened = (caseRef: string, subjectRef?: string) => ({ caseRef, caseType: 'complaint', channel: 'phone', serviceArea: 'transport', receivedDate: '2026-11-02', ...(subjectRef !== undefined && { subjectRef }) });
    const lookUpRef = await stage.verified('kept');
    assert.equal(await command('case.opened', opened('S-1', 'rush')), 409, 'a child nobody rang about');
    assert.equal(await command('message.opted-out', { guardianRef: 'G9' }), 409);
    assert.equal(await command('case.opened', opened('S-2', 'kept')), 200);
    assert.equal(await command('case.opened', opened('S-3')), 200, 'about no child');
    assert.equal(await command('message.opted-out', { guardianRef: 'G1' }), 200);
    assert.equal(await command('message.opted-in', { guardianRef: 'G1' }), 200);
    assert.equal((await stage.end(lookUpRef)).status, 204);
    assert.equal(await command('case.opened', opened('S-4', 'kept')), 409, 'the caller has gone');
    assert.equal(await command('case.opened', opened('S-5', 'rush'), await signIn(stage.sightline, 'manager')), 200, 'a manager answers for all cases');
  });

  it('[CALL-25] the next caller ends it: nothing more is sent, and it cannot be followed again', async () => {
    const lookUpRef = await stage.verified('followed');
    const { child: seen, client } = await stage.follow(lookUpRef);
    assert.ok(seen());
    assert.equal((await stage.end(lookUpRef)).status, 204);
    await client.until(() => seen() === undefined, 'the child is taken away', 3_000);
    const sent = client.followed.size;
    await stage.accept([event('passenger.boarded', { runRef: 'R1', passengerRef: 'followed', at: new Date().toISOString() })]);
    assert.equal((await stage.follow(lookUpRef)).code, 'forbidden');
    assert.deepEqual([seen(), client.followed.size], [undefined, sent]);
    assert.equal((await stage.adviser.request(`${lookUps}/${lookUpRef}`)).status, 404);
  });

  it('[CALL-25] looking up another child ends the one before', async () => {
    const before_ = await stage.verified('followed');
    const { child: seen, client } = await stage.follow(before_);
    await stage.open('child');
    await client.until(() => seen() === undefined, 'the first child is taken away', 3_000);
    assert.deepEqual((await stage.audit(before_)).at(-1)?.detail['reason'], 'another-look-up');
  });

  it('[CALL-25] it ends when the record no longer says what the caller was verified against', async () => {
    await stage.accept([child('moved'), guardian('G5', ['moved'])]);
    const lookUpRef = await stage.verified('moved');
    const { child: seen, client } = await stage.follow(lookUpRef);
    assert.ok(seen());
    await stage.accept([child('moved', 'court-order')]);
    await client.until(() => seen() === undefined, 'the child is taken away');
    await until('its end is on record', async () => ((await stage.audit(lookUpRef)).at(-1)?.detail['reason'] === 'record-changed' ? true : undefined));
  });

  it('[CALL-25] signing out ends it', async () => {
    const person = await signIn(stage.sightline, 'calls');
    const lookUpRef = await stage.verified('followed', person);
    const { client } = await stage.follow(lookUpRef, person);
    await person.request('/api/session', { method: 'DELETE' });
    await client.until(() => client.goodbyes.length > 0, 'the socket is closed');
    await until('its end is on record', async () => ((await stage.audit(lookUpRef)).at(-1)?.detail['reason'] === 'signed-out' ? true : undefined));
  });

  it('[CALL-26] the audit has every step, with the adviser, the call and the purpose, and no name, fact or password', async () => {
    await stage.accept([
      event('call.queued', { callRef: 'C-7', queue: 'transport', at: new Date(Date.now() - 9000).toISOString(), callerNumber: '07700 900999' }),
      event('call.answered', { callRef: 'C-7', adviserRef: 'calls', at: new Date(Date.now() - 5000).toISOString() }),
      event('call.queued', { callRef: 'C-8', queue: 'transport', at: new Date(Date.now() - 9000).toISOString() }),
      event('call.answered', { callRef: 'C-8', adviserRef: 'another', at: new Date(Date.now() - 5000).toISOString() }),
    ]);
    const { items } = await stage.adviser.get<{ items: { callRef: string }[] }>(`${lookUps}/calls`);
    assert.deepEqual(items.map(({ callRef }) => callRef), ['C-7'], 'only what this adviser took');
    assert.equal((await stage.post('', { passengerRef: 'child', purpose: 'complaint', callRef: 'C-8' })).status, 400);
    const { lookUpRef } = await stage.open('child', stage.adviser, { callRef: 'C-7', purpose: 'complaint' });
    await stage.verify(lookUpRef, wrong);
    await stage.verify(lookUpRef);
    assert.equal((await stage.follow(lookUpRef)).child()?.call?.callRef, 'C-7');
    await stage.end(lookUpRef);
    const rows = await stage.audit(lookUpRef);
    const subject = { lookUpRef, passengerRef: 'child', callRef: 'C-7', purpose: 'complaint' };
    assert.deepEqual(rows, [
      { action: 'look-up-opened', detail: { ...subject, shown: ['initials', 'school'] } },
      { action: 'look-up-failed', detail: { ...subject, asked: ['birth-date', 'postcode'], attemptsLeft: 2 } },
      { action: 'look-up-verified', detail: { ...subject, guardianRef: 'G1', matched: ['birth-date', 'postcode'], passwordGiven: true } },
      { action: 'look-up-shown', detail: { ...subject, guardianRef: 'G1', runRef: 'R1', shown: ['name', 'school', 'run', 'stop', 'boarded', 'guide', 'told', 'cases', 'earlier'] } },
      { action: 'look-up-ended', detail: { ...subject, reason: 'new-caller' } },
    ]);
    const who = await query<{ username: string }>(stage.databaseUrl, `SELECT DISTINCT username FROM audit JOIN account ON account.id = audit.account_id WHERE detail ->> 'lookUpRef' = $1`, [lookUpRef]);
    assert.deepEqual(who, [{ username: 'calls' }]);
    const all = JSON.stringify(await query(stage.databaseUrl, 'SELECT * FROM audit'));
    for (const secret of secrets) assert.ok(!all.includes(secret), `${secret} is not in the audit`);
  });

  it('[CALL-26] a look-up without a call says so in the audit', async () => {
    const { lookUpRef } = await stage.open('child');
    assert.equal((await stage.audit(lookUpRef))[0]?.detail['callRef'], null);
  });

  it('[CALL-23] the family’s password is nowhere at rest and in nothing that was printed', async () => {
    const tables = await query<{ name: string }>(stage.databaseUrl, `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'`);
    for (const { name } of tables) {
      const [found] = await query(stage.databaseUrl, `SELECT 1 FROM "${name}" AS row WHERE row::text ILIKE '%buttercup%' LIMIT 1`);
      assert.equal(found, undefined, `nothing in ${name}`);
    }
    const [row] = await query<{ password: string }>(stage.databaseUrl, `SELECT data ->> 'password' AS password FROM guardian WHERE guardian_ref = 'G1'`);
    assert.match(row?.password ?? '', /^sealed:[\w-]{43}$/);
    for (const secret of secrets) assert.ok(!stage.sightline.output().includes(secret));
  });

  it('[CALL-23] [CALL-25] a restart keeps a verified look-up and the wrong answers, seals what was written plain, and time ends it', async () => {
    const guessed = await stage.open('guessed');
    for (let i = 0; i < 3; i++) await stage.verify(guessed.lookUpRef, wrong);
    const lookUpRef = await stage.verified('kept');
    await query(stage.databaseUrl, `UPDATE guardian SET data = jsonb_set(data, '{password}', '"Buttercup"') WHERE guardian_ref = 'G1'`);
    const expiresAt = new Date(Date.now() + 15_000);
    await query(stage.databaseUrl, 'UPDATE look_up SET expires_at = $2 WHERE look_up_ref = $1', [lookUpRef, expiresAt]);
    stage.sightline = await stage.sightline.restart();
    const [row] = await query<{ password: string }>(stage.databaseUrl, `SELECT data ->> 'password' AS password FROM guardian WHERE guardian_ref = 'G1'`);
    assert.match(row?.password ?? '', /^sealed:/);
    const { child: seen, client } = await stage.follow(lookUpRef);
    assert.equal(seen()?.name, held.child);
    await client.until(() => seen() === undefined, 'its time is over', 30_000);
    assert.ok(Date.now() >= expiresAt.getTime());
    assert.equal((await stage.follow(lookUpRef)).code, 'forbidden');
    assert.equal((await stage.open('guessed')).form?.attemptsLeft, 0);
    assert.deepEqual(await stage.verify((await stage.open('child')).lookUpRef), { verified: true }, 'the sealed password opens as before');
  });
});
