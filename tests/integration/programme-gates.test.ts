import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Contradiction, ItemGates, Problem, ProgrammeEntry, ProgrammeView, Rating, Suggestion } from '@sightline/contracts';
import { event } from '../fixtures/events.ts';
import { LiveClient } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

const dayMilliseconds = 86_400_000;
const dateIn = (days: number): string => new Date(Date.now() + days * dayMilliseconds).toISOString().slice(0, 10);
const today = dateIn(0);
const period = today.slice(0, 7);
/** So many months before this one. */
const monthsAgo = (months: number): string => new Date(Date.UTC(Number(period.slice(0, 4)), Number(period.slice(5)) - 1 - months, 15)).toISOString().slice(0, 7);

const item = (itemRef: string, kind: 'workstream' | 'project' | 'action', parentRef?: string, more: object = {}) =>
  event('programme.item-upserted', { itemRef, kind, title: `The item ${itemRef}`, leadRole: 'Head of service', dueDate: dateIn(200), ...(parentRef && { parentRef }), ...more });
const said = (itemRef: string, rating: Rating, more: object = {}) => ({ itemRef, period, rating, assessedByRole: 'Workstream lead', assessedOn: today, ...more });
const assessed = (itemRef: string, rating: Rating, more: object = {}, id?: string) => event('programme.assessed', said(itemRef, rating, more) as never, id === undefined ? {} : { id });
const words = { commentary: 'Posts are empty.', pathToGreen: { words: 'Locums start.', date: dateIn(60) } };

describe('ratings that have to be true', () => {
  let sightline: Sightline;
  let office: Person;
  let board: Person;
  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    [office, board] = [await signIn(sightline, 'office'), await signIn(sightline, 'board')];
    await accept([item('A', 'workstream'), item('A1', 'project', 'A'), ...[1, 2, 3, 4, 5, 6].map((number) => item(`A1.${number}`, 'action', 'A1')), item('A1.7', 'action', 'A1', { leadRole: undefined })]);
    await accept([assessed('A1.1', 'green', { period: monthsAgo(0), assessedOn: dateIn(-10) })]);
  });
  after(() => sightline.stop());

  const accept = async (events: readonly object[]): Promise<void> => {
    const { status, body } = await send(sightline, events);
    assert.deepEqual([status, body.rejected], [200, []]);
  };
  const rate = async (who: Person, data: object): Promise<{ status: number; problem: Partial<Problem> }> => {
    const reply = await who.request('/api/commands', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ type: 'programme.assessed', data }) });
    return { status: reply.status, problem: (await reply.json()) as Partial<Problem> };
  };
  const shown = async (itemRef: string) => (await board.get<ProgrammeView>('/api/programme')).items.find((one) => one.itemRef === itemRef);

  it('[PROG-27] refuses a Red without words on the page, and names each missing thing by its field', async () => {
    const { status, problem } = await rate(office, said('A1.7', 'red'));
    assert.equal(status, 409);
    assert.deepEqual(problem.problems?.map(({ path }) => path), ['data.commentary', 'data.itemRef', 'data.pathToGreen']);
    assert.deepEqual((await rate(office, said('A1.2', 'red', { ...words, pathToGreen: { words: 'Locums', date: dateIn(-1) } }))).problem.problems?.map(({ path }) => path), ['data.pathToGreen.date']);
    assert.equal((await shown('A1.7'))?.rating, null);
    assert.equal((await rate(office, said('A1.2', 'red', words))).status, 200);
    assert.equal((await shown('A1.2'))?.rating, 'red');
  });

  it('[PROG-25] [PROG-27] refuses a Blue too soon, with the date from which it could be reached, and says the same on the item', async () => {
    const { status, problem } = await rate(office, said('A1.1', 'blue'));
    assert.equal(status, 409);
    assert.deepEqual(problem.problems?.map(({ path }) => path), ['data.rating']);
    const gates = await board.get<ItemGates>('/api/programme/items/A1.1/gates');
    assert.equal(gates.blue.reached, false);
    assert.equal(gates.blue.greenSince, dateIn(-10));
    const from = new Date(`${gates.blue.earliestDate ?? ''}T12:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
    assert.ok(problem.problems[0]?.message.includes(`Blue could be reached from ${from}.`), problem.problems[0]?.message);
    assert.equal((await board.request('/api/programme/items/nowhere/gates')).status, 404);
  });

  it('[PROG-27] takes a Blue that has its months of Green', async () => {
    await accept([4, 3, 2, 1].map((months) => assessed('A1.3', 'green', { period: monthsAgo(months), assessedOn: `${monthsAgo(months)}-20` })));
    assert.equal((await rate(office, said('A1.3', 'blue'))).status, 200);
    const blue = await shown('A1.3');
    assert.deepEqual([blue?.rating, blue?.unevidenced, blue?.overruled], ['blue', undefined, undefined]);
  });

  it('[PROG-26] a measure that went off target yesterday takes a Blue away that its Green alone would give', async () => {
    await accept([
      ...[4, 3, 2, 1].map((months) => assessed('A1.4', 'green', { period: monthsAgo(months), assessedOn: `${monthsAgo(months)}-20` })),
      event('programme.measure-upserted', { measureRef: 'M1', title: 'On time', itemRefs: ['A1.4'], unit: '%', target: 95, aim: 'at-least', value: 88, asOf: `${dateIn(-1)}T15:00:00Z` }),
    ]);
    const { status, problem } = await rate(office, said('A1.4', 'blue'));
    assert.equal(status, 409);
    assert.match(problem.problems?.[0]?.message ?? '', /its measure "On time" was off target/);
  });

  it('[PROG-6] [PROG-27] records what a machine says as said, marks it, and lists it', async () => {
    await accept([assessed('A1.5', 'blue'), assessed('A1.6', 'red')]);
    assert.deepEqual([(await shown('A1.5'))?.unevidenced, (await shown('A1.6'))?.withoutWords], [true, true]);
    const { items } = await board.get<{ items: Contradiction[] }>('/api/programme/contradictions');
    const kinds = (ref: string): string[] => items.filter(({ itemRef }) => itemRef === ref).map(({ kind }) => kind);
    assert.deepEqual(kinds('A1.5'), ['blue-too-soon']);
    assert.deepEqual(kinds('A1.6'), ['red-without-words']);
  });

  it('[PROG-31] lets the board overrule with its reason, marks the rating, and refuses it to the office', async () => {
    const overruled = { reason: 'The inspector signed it off in person.' };
    assert.equal((await rate(office, said('A1.1', 'blue', { overruled }))).status, 403);
    assert.deepEqual((await rate(board, said('A1.1', 'blue', { overruled: { reason: '  ' } }))).problem.problems?.map(({ path }) => path), ['data.overruled.reason']);
    assert.ok((await rate(board, said('A1.1', 'green'))).problem.problems?.some(({ path }) => path === 'data.overruled'), 'a board speaks only by overruling');
    assert.equal((await rate(board, said('A1.1', 'blue', { overruled }))).status, 200);
    const blue = await shown('A1.1');
    assert.equal(blue?.rating, 'blue');
    assert.equal(blue.overruled?.reason, overruled.reason);
    assert.equal(blue.overruled.byRole, 'board');
    assert.equal(blue.unevidenced, undefined);
    const { items } = await board.get<{ items: Contradiction[] }>('/api/programme/contradictions');
    assert.deepEqual(items.filter(({ itemRef, kind }) => itemRef === 'A1.1' && kind === 'blue-too-soon'), []);
    const history = await board.get<{ items: { rating: Rating; overruled?: { reason: string } }[] }>('/api/programme/items/A1.1/history');
    assert.equal(history.items.at(-1)?.overruled?.reason, overruled.reason);
  });

  it('[PROG-29] proposes a review on the open page when the evidence moves, and never changes the rating', async () => {
    await accept([assessed('A1', 'green')]);
    const client = new LiveClient(sightline.url, board.cookie);
    assert.equal(await client.connect(), undefined);
    const { state } = await client.follow('programme');
    const proposal = () => (state.items.get('suggestion:A1') as Extract<ProgrammeEntry, { entry: 'suggestion' }> | undefined)?.suggestion;
    await client.until(() => proposal()?.proposed === 'amber', 'A1 is Green and has a Red below it');
    assert.match(proposal()?.explanation ?? '', /A1\.2.*Red/);
    await accept([assessed('A1.2', 'amber', { assessedOn: today }), assessed('A1.6', 'amber', { assessedOn: today })]);
    await client.until(() => proposal() === undefined, 'nothing below it is Red any more');
    await accept([assessed('A1.2', 'red', words)]);
    await client.until(() => proposal()?.proposed === 'amber', 'and again');
    assert.equal((await shown('A1'))?.rating, 'green');
    const { items } = await board.get<{ items: Suggestion[] }>('/api/programme/suggestions');
    assert.deepEqual(items.find(({ itemRef }) => itemRef === 'A1'), proposal());
    for (const path of ['suggestions', 'contradictions']) {
      const csv = await (await board.request(`/api/programme/${path}`, { headers: { accept: 'text/csv' } })).text();
      assert.match(csv, /itemRef.*explanation/);
    }
    client.close();
  });

  it('[PROG-32] refuses on the page what would change a period that was taken; a machine is heard and changes nothing', async () => {
    const past = monthsAgo(4);
    const freeze = await board.request('/api/commands', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ type: 'programme.period-frozen', data: { period: past } }) });
    assert.equal(freeze.status, 200);
    const read = async (): Promise<string> => (await board.request(`/api/programme/periods/${past}`)).text();
    const taken = await read();
    const { status, problem } = await rate(office, said('A1.3', 'amber', { period: past }));
    assert.deepEqual([status, problem.problems?.map(({ path }) => path)], [409, ['data.period']]);
    assert.match(problem.problems?.[0]?.message ?? '', /Assess the current period instead/);
    await accept([assessed('A1.3', 'red', { period: past, ...words })]);
    assert.equal(await read(), taken);
    const { items } = await board.get<{ items: Contradiction[] }>('/api/programme/contradictions');
    assert.match(items.find((one) => one.kind === 'two-ratings' && one.period === past)?.explanation ?? '', /the board took it as Green/);
    assert.equal((await shown('A1.3'))?.rating, 'blue');
    assert.equal((await shown('A1.3'))?.unevidenced, undefined);
  });
});
