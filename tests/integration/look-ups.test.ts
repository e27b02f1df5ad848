import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { CaseSummary, LookUpView, Problem } from '@sightline/contracts';
import { event } from '../fixtures/events.ts';
import { query } from '../support/databases.ts';
import { held, LookUpStage, lookUps, right, secrets, wrong } from '../support/look-ups.ts';
import { signIn } from '../support/person.ts';

describe('looking a child up for a caller', () => {
  const stage = new LookUpStage();
  before(() => stage.start());
  afterEach(() => stage.closeClients());
  after(() => stage.stop());

  it('[CALL-22] tells what can be asked, and no fact that is held', async () => {
    const view = await stage.open('child');
    assert.deepEqual(view.form, {
      initials: 'TO',
      schoolName: 'Beechwood School',
      relationships: ['mother', 'father', 'step-parent', 'foster-carer', 'guardian', 'grandparent', 'social-worker', 'other'],
      facts: ['birth-date', 'postcode', 'guardian-name', 'telephone'],
      hasPassword: true,
      attemptsLeft: 3,
    });
    const again = await stage.adviser.get<LookUpView>(`${lookUps}/${view.lookUpRef}`);
    assert.deepEqual(again, view);
    for (const secret of secrets) assert.ok(!JSON.stringify(view).includes(secret), `${secret} is not told`);
  });

  it('[CALL-20] a caller who says who they are, two facts and the password is verified, and only then anything streams', async () => {
    const { lookUpRef } = await stage.open('child');
    assert.equal((await stage.follow(lookUpRef)).code, 'forbidden');
    assert.deepEqual(await stage.verify(lookUpRef), { verified: true });
    const { child: seen } = await stage.follow(lookUpRef);
    const value = seen();
    assert.ok(value);
    assert.equal(value.name, held.child);
    assert.deepEqual([value.relationship, value.guardianRef, value.matched, value.passwordGiven], ['mother', 'G1', ['birth-date', 'postcode'], true]);
    assert.deepEqual([value.runRef, value.stopRef, value.sequence, value.boarded], ['R1', 'R1-stop-2', 2, null]);
    assert.equal(value.guide, 'Assigned, has not signed in, substitute today');
    assert.ok(!JSON.stringify(value).includes(held.postcode) && !JSON.stringify(value).includes(held.telephone), 'what was asked for is not shown');
    await stage.end(lookUpRef);
  });

  it('[CALL-28] a tick of the crew changes what the adviser sees at once, and so do its signing in and what families are told', async () => {
    const { child: seen, client } = await stage.follow(await stage.verified('child'));
    const at = new Date(Date.now() - 60_000).toISOString();
    await stage.accept([event('passenger.boarded', { runRef: 'R1', passengerRef: 'child', at })]);
    await client.until(() => seen()?.boarded?.status === 'aboard', 'the tick', 3_000);
    assert.equal(seen()?.boarded?.at, at);
    await stage.accept([event('crew.signed-in', { runRef: 'R1', role: 'assistant', ref: 'A1', at })]);
    await client.until(() => seen()?.guide === 'On board, substitute today', 'the guide', 3_000);
    await stage.accept([event('case.opened', { caseRef: 'about-the-child', caseType: 'complaint', channel: 'phone', serviceArea: 'Home-to-school transport', receivedDate: '2026-01-05', subjectRef: 'child' })]);
    await client.until(() => seen()?.openCases.some(({ caseRef }) => caseRef === 'about-the-child') === true, 'the case');
  });

  it('[CALL-20] an answer that is wrong says nothing but that, and a script', async () => {
    const { lookUpRef } = await stage.open('guessed');
    const replies = [await stage.verify(lookUpRef, wrong), await stage.verify(lookUpRef, { ...right, password: 'daisy' })];
    assert.deepEqual(replies.map((reply) => !reply.verified && reply.attemptsLeft), [2, 1]);
    const [first, second] = replies.map((reply) => (reply.verified ? '' : reply.script));
    assert.equal(first, second, 'what was wrong cannot be told apart');
    assert.doesNotMatch(first ?? '', /birth|postcode|password/i);
    assert.equal((await stage.follow(lookUpRef)).code, 'forbidden');
  });

  it('[CALL-21] what cannot be read as a date or a number, or is missing, is told and costs no try', async () => {
    const { lookUpRef } = await stage.open('slow');
    const bad: [object, string][] = [
      [{ ...right, facts: { birthDate: 'the fourteenth', postcode: 'x' } }, 'facts.birthDate'],
      [{ ...right, facts: { birthDate: '14/3/2015', telephone: 'a number of the caller' } }, 'facts.telephone'],
      [{ ...right, facts: { birthDate: '14/3/2015' } }, 'facts'],
      [{ ...right, password: undefined }, 'password'],
    ];
    for (const [said, path] of bad) {
      const response = await stage.post(`/${lookUpRef}/verify`, said);
      const problem = (await response.json()) as Problem;
      assert.deepEqual([response.status, problem.problems?.[0]?.path], [400, path]);
      for (const secret of secrets) assert.ok(!JSON.stringify(problem).includes(secret));
    }
    assert.equal((await stage.adviser.get<LookUpView>(`${lookUps}/${lookUpRef}`)).form?.attemptsLeft, 3);
  });

  it('[CALL-24] after three wrong answers the child is locked for the adviser, in another look-up too and with the right answer', async () => {
    let { lookUpRef } = await stage.open('guessed');
    await stage.verify(lookUpRef, wrong);
    lookUpRef = (await stage.open('guessed')).lookUpRef;
    const view = await stage.adviser.get<LookUpView>(`${lookUps}/${lookUpRef}`);
    assert.equal(view.form?.attemptsLeft, 0);
    assert.match(view.form.script ?? '', /ring the number that we hold/);
    const reply = await stage.verify(lookUpRef, right);
    assert.deepEqual([reply.verified, !reply.verified && reply.attemptsLeft], [false, 0]);
    assert.deepEqual((await stage.audit(lookUpRef)).map(({ action }) => action), ['look-up-opened', 'look-up-locked']);
  });

  it('[CALL-24] guesses sent all at once are counted one by one', async () => {
    const { lookUpRef } = await stage.open('rush');
    const replies = await Promise.all([...Array.from({ length: 12 }, () => stage.verify(lookUpRef, wrong)), stage.verify(lookUpRef, right)]);
    assert.ok(replies.every(({ verified: isVerified }) => !isVerified), 'the right one came too late');
    const [row] = await query<{ wrong_answers: number }>(stage.databaseUrl, 'SELECT wrong_answers FROM look_up WHERE look_up_ref = $1', [lookUpRef]);
    assert.equal(row?.wrong_answers, 3);
  });

  it('[CALL-24] reaching other advisers gives no more than six wrong answers about a child in a day', async () => {
    const left: number[] = [];
    for (const username of ['second-adviser', 'third-adviser', 'fourth-adviser']) {
      const other = await stage.adviserCalled(username);
      const view = await stage.open('crowd', other);
      left.push(view.form?.attemptsLeft ?? -1);
      for (let i = 0; i < 3; i++) await stage.verify(view.lookUpRef, wrong, other);
    }
    assert.deepEqual(left, [3, 3, 0]);
  });

  it('[CALL-24] the way on is a call-back to the number that is held: a case, once, without any number', async () => {
    const { lookUpRef } = await stage.open('guessed');
    const responses = [await stage.post(`/${lookUpRef}/call-back`), await stage.post(`/${lookUpRef}/call-back`)];
    const [first, second] = await Promise.all(responses.map(async (response) => (await response.json()) as { caseRef: string }));
    assert.deepEqual(first, second);
    const opened = await (await signIn(stage.sightline, 'manager')).get<CaseSummary>(`/api/casework/cases/${first?.caseRef}`);
    assert.deepEqual([opened.caseType, opened.state, opened.reason], ['call-back', 'open', 'Ring the number we hold: a caller was not verified']);
    assert.ok(opened.dueDate, 'it has a clock');
    assert.equal((await stage.post(`/${lookUpRef}/call-back`, { number: '07700 900999' })).status, 400);
    const { lookUpRef: other, canCallBack } = await stage.open('numberless');
    assert.equal(canCallBack, false);
    assert.equal((await stage.post(`/${other}/call-back`)).status, 409);
  });

  it('[CALL-22] a court order shows its banner first and nothing else, not even to the right answer, until it is acknowledged', async () => {
    for (const [passengerRef, kind] of [['ordered', 'court-order'], ['shielded', 'shielded']] as const) {
      const view = await stage.open(passengerRef);
      assert.deepEqual([view.banner?.kind, view.form], [kind, null]);
      assert.ok(!JSON.stringify(view).includes('Beechwood') && !JSON.stringify(view).includes('"TO"'));
      assert.deepEqual((await stage.adviser.get<LookUpView>(`${lookUps}/${view.lookUpRef}`)).form, null);
      assert.equal((await stage.post(`/${view.lookUpRef}/verify`, right)).status, 409);
      const read = (await (await stage.post(`/${view.lookUpRef}/acknowledge`)).json()) as LookUpView;
      assert.equal(read.form?.initials, 'TO');
      assert.deepEqual(await stage.verify(view.lookUpRef), { verified: true });
      const { child: seen } = await stage.follow(view.lookUpRef);
      assert.equal(seen()?.banner?.kind, kind);
      assert.ok((seen()?.banner?.doNotSay.length ?? 0) > 0, 'what not to say stays in sight');
      assert.deepEqual((await stage.audit(view.lookUpRef)).map(({ action }) => action), ['look-up-opened', 'look-up-banner-read', 'look-up-verified', 'look-up-shown']);
    }
  });
});
