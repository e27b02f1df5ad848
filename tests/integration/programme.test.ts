import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Contradiction, ProgrammeEntry, ProgrammeView, Rating } from '@sightline/contracts';
import { event } from '../fixtures/events.ts';
import { assessed, boardPeriod as period, item, periodBefore as before_, plan } from '../fixtures/programme-plan.ts';
import { LiveClient } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

describe('the programme, from the door to the board', () => {
  let sightline: Sightline;
  let board: Person;
  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    board = await signIn(sightline, 'board');
  });
  after(() => sightline.stop());

  const accept = async (events: readonly object[]): Promise<void> => {
    const { status, body } = await send(sightline, events);
    assert.deepEqual([status, body.rejected], [200, []]);
  };

  it('[PROG-4] counts a plan as its board counts it', async () => {
    await accept(plan());
    const view = await board.get<ProgrammeView>('/api/programme');
    assert.deepEqual(view.counts.projects, { blue: 0, green: 3, amber: 19, red: 0, grey: 0, unrated: 0, ledElsewhere: 12, total: 34 });
    assert.deepEqual(view.counts.actions, { blue: 49, green: 48, amber: 114, red: 2, grey: 17, unrated: 0, ledElsewhere: 69, total: 299 });
    assert.deepEqual(view.percentages, { blue: 21.3, green: 20.9, amber: 49.6, red: 0.9, grey: 7.4 });
    assert.equal(view.change?.actions.blue, 4);
    const sizes = (kind: 'project' | 'action', ledBy: string): number => view.items.filter((one) => one.kind === kind && one.ledBy === ledBy).length;
    assert.deepEqual([sizes('project', 'the schools board'), sizes('project', 'the health board')], [5, 7]);
    assert.deepEqual([sizes('action', 'the schools board'), sizes('action', 'the health board')], [36, 33]);
    assert.deepEqual(['A', 'B', 'C', 'D', 'E'].map((ref) => view.items.filter(({ kind, parentRef }) => kind === 'project' && parentRef === ref).length), [13, 7, 5, 7, 2]);
  });

  it('[PROG-6] lists what cannot be true, with what clashes and where', async () => {
    const { items } = await board.get<{ items: Contradiction[] }>('/api/programme/contradictions');
    assert.equal(items.filter(({ kind }) => kind === 'red-without-words').length, 2);
    assert.equal(items.filter(({ kind }) => kind === 'blue-too-soon').length, 49);
    assert.ok(items.every(({ explanation }) => explanation.length > 10));
  });

  it('[PROG-3] never makes a Green of three Blues and a Red', async () => {
    await accept([item('Z', 'workstream'), item('Z1', 'project', 'Z'), ...(['blue', 'blue', 'blue', 'red'] as const).flatMap((rating, index) => [item(`Z1.${index + 1}`, 'action', 'Z1'), assessed(`Z1.${index + 1}`, period, rating)])]);
    const { items } = await board.get<ProgrammeView>('/api/programme');
    const parent = items.find(({ itemRef }) => itemRef === 'Z1');
    assert.deepEqual([parent?.rating, parent?.worstChild, parent?.children?.blue, parent?.children?.red], [null, 'red', 3, 1]);
  });

  it('[PROG-1] [PROG-2] moves the rating on an open page, with its travel and its history', async () => {
    const client = new LiveClient(sightline.url, board.cookie);
    assert.equal(await client.connect(), undefined);
    const { reply, state } = await client.follow('programme');
    assert.equal(reply.ok, true, JSON.stringify(reply).slice(0, 300));
    const shown = () => state.items.get('item:A1.1') as Extract<ProgrammeEntry, { entry: 'item' }> | undefined;
    await accept([assessed('A1.1', period, 'amber', 'slip')]);
    await client.until(() => shown()?.item.rating === 'amber', 'A1.1 is Amber');
    assert.deepEqual([shown()?.item.previousRating, shown()?.item.travel], ['blue', 'down']);
    await client.until(() => state.items.has('contradiction:two-ratings:A1.1'), 'it was rated twice');
    await accept([event('programme.assessed', { itemRef: 'A1.1', period, rating: 'blue', assessedByRole: 'Head of service', assessedOn: '2026-09-29', corrects: 'slip' })]);
    await client.until(() => !state.items.has('contradiction:two-ratings:A1.1') && shown()?.item.rating === 'blue', 'the correction counts');
    const { items } = await board.get<{ items: { rating: Rating; corrects?: string }[] }>('/api/programme/items/A1.1/history');
    assert.deepEqual(items.map(({ rating, corrects }) => [rating, corrects]), [['blue', undefined], ['blue', undefined], ['amber', undefined], ['blue', 'slip']]);
    client.close();
  });

  it('moves a measure on an open page when a case that it counts is opened', async () => {
    const client = new LiveClient(sightline.url, board.cookie);
    assert.equal(await client.connect(), undefined);
    const { state } = await client.follow('programme');
    const measure = () => (state.items.get('item:B1') as Extract<ProgrammeEntry, { entry: 'item' }> | undefined)?.item.measures[0];
    await accept([event('programme.measure-upserted', { measureRef: 'M1', title: 'Open licences', itemRefs: ['B1'], metric: 'licence.open', unit: 'cases', target: 5, aim: 'at-most' })]);
    await client.until(() => measure()?.value === null, 'a measure of nothing yet');
    const opened = (caseRef: string): object => event('case.opened', { caseRef, caseType: 'licence', channel: 'online', serviceArea: 'Education Welfare', receivedDate: '2026-11-02' });
    await accept(['1', '2', '3', '4', '5'].map((number) => opened(`LIC-${number}`)));
    await client.until(() => measure()?.value === 5 && measure()?.met === true, 'five open licences, within its target');
    await accept([opened('LIC-6')]);
    await client.until(() => measure()?.value === 6 && measure()?.met === false, 'six open licences, off target');
    assert.match(measure()?.sourceName ?? '', /^Sightline: /);
    client.close();
  });

  it('[PROG-5] shows a period that the board took as it stood then, also after a crash', async () => {
    await accept([event('programme.period-frozen', { period: before_ })]);
    const read = async (): Promise<string> => (await board.request(`/api/programme/periods/${before_}`)).text();
    const taken = await read();
    await accept([assessed('A1.2', before_, 'red'), item('A1.99', 'action', 'A1'), assessed('A1.99', before_, 'green')]);
    assert.equal(await read(), taken);
    await sightline.kill9();
    sightline = await sightline.restart();
    board = await signIn(sightline, 'board');
    assert.equal(await read(), taken);
  });

  it('is not for the control room or the contact centre', async () => {
    for (const role of ['control', 'calls'] as const) assert.equal((await (await signIn(sightline, role)).request('/api/programme')).status, 403, role);
  });
});
