import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Comparison, PeriodSummary, ProgrammeEntry, ProgrammeView, Rating } from '@sightline/contracts';
import { event } from '../fixtures/events.ts';
import { LiveClient } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

const item = (itemRef: string, kind: 'workstream' | 'project' | 'action', parentRef?: string, more: object = {}) =>
  event('programme.item-upserted', { itemRef, kind, title: `The item ${itemRef}`, leadRole: 'Head of service', dueDate: '2027-03-31', ...(parentRef && { parentRef }), ...more });

describe('what stands beside the plan: risks, recommendations, milestones and decisions', () => {
  let sightline: Sightline;
  let board: Person;
  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    board = await signIn(sightline, 'board');
  });
  after(() => sightline.stop());

  const accept = async (...events: readonly object[]): Promise<void> => {
    const { status, body } = await send(sightline, events);
    assert.deepEqual([status, body.rejected], [200, []]);
  };
  const read = (): Promise<ProgrammeView> => board.get<ProgrammeView>('/api/programme');

  it('[PROG-10] shows them on an open page, with a version that changes only when what is told does', async () => {
    await accept(item('A', 'workstream'), item('A1', 'project', 'A'), item('A1.1', 'action', 'A1'), event('programme.assessed', { itemRef: 'A1.1', period: '2026-09', rating: 'amber', assessedByRole: 'Head of service', assessedOn: '2026-09-28' }));
    const client = new LiveClient(sightline.url, board.cookie);
    assert.equal(await client.connect(), undefined);
    const { state } = await client.follow('programme');
    const risk = () => (state.items.get('risk:R1') as Extract<ProgrammeEntry, { entry: 'risk' }> | undefined)?.risk;
    const told = (description: string, id: string) => event('programme.risk-upserted', { riskRef: 'R1', description, scoreBefore: 20, scoreAfter: 12 }, { id });
    await accept(told('Too few drivers', 'first'));
    await client.until(() => risk()?.version === 'first', 'the risk is there');
    await accept(told('Too few drivers', 'again'), event('programme.milestone-upserted', { milestoneRef: 'MS1', itemRef: 'A1', title: 'Letters sent', dueDate: '2026-10-01' }), event('programme.decision-upserted', { decisionRef: 'D1', title: 'Buy or hire', dueDate: '2026-10-02' }));
    await client.until(() => state.items.has('milestone:MS1') && state.items.has('decision:D1') && state.items.has('scheme:Scrutiny'), 'the others are there');
    assert.equal(risk()?.version, 'first');
    await accept(told('Too few licensed drivers', 'anew'));
    await client.until(() => risk()?.version === 'anew', 'the risk was told anew');
    client.close();
  });

  it('[PROG-10] keeps them with their history over a crash', async () => {
    await accept(event('programme.milestone-upserted', { milestoneRef: 'MS1', itemRef: 'A1', title: 'Letters sent', dueDate: '2026-11-15' }));
    const was = await read();
    assert.equal(was.milestones[0]?.slippedDays, 45);
    await sightline.kill9();
    sightline = await sightline.restart();
    board = await signIn(sightline, 'board');
    const { asOf: _, ...now } = await read();
    const { asOf: __, ...then } = was;
    assert.deepEqual(now, then);
  });

  it('[PROG-14] flags a category that disagrees with its own key', async () => {
    await accept(event('programme.recommendation-upserted', { recommendationRef: 'REC1', body: 'Scrutiny committee', recommendation: 'Count the runs', originalDueDate: '2026-08-01', achievedDate: '2026-08-13', category: { scheme: 'Scrutiny', code: '2', label: 'Achieved (Late)' }, obstacle: 'none' }));
    const { recommendations } = await read();
    assert.deepEqual(recommendations[0]?.findings.map(({ finding }) => finding), ['label-disagrees']);
    await accept(event('programme.recommendation-upserted', { recommendationRef: 'REC1', body: 'Scrutiny committee', recommendation: 'Count the runs', originalDueDate: '2026-08-01', achievedDate: '2026-08-13', category: { scheme: 'Scrutiny', code: '1', label: 'Achieved' } }));
    assert.deepEqual([(await read()).recommendations[0]?.findings, (await read()).recommendations[0]?.lateDays], [[], 12]);
  });

  it('[PROG-5] shows a period that the board took as it stood then, byte for byte, after a thousand changes of every kind and a crash', async () => {
    await accept(event('programme.measure-upserted', { measureRef: 'M1', title: 'On time', itemRefs: ['A1'], unit: '%', target: 95, aim: 'at-least', value: 90 }), event('programme.period-frozen', { period: '2026-09' }));
    const taken = async (): Promise<string> => (await board.request('/api/programme/periods/2026-09')).text();
    const then = await taken();
    for (const kept of ['"risks":[{', '"recommendations":[{', '"milestones":[{', '"decisions":[{', '"contradictions":[', '"measures":[{', '"taken":{']) assert.ok(then.includes(kept), kept);
    const ratings: Rating[] = ['red', 'amber', 'green', 'blue', 'grey'];
    const changes = Array.from({ length: 125 }, (_, i) => [
      event('programme.assessed', { itemRef: 'A1.1', period: '2026-09', rating: ratings[i % 5] ?? 'red', assessedByRole: 'Head of service', assessedOn: '2026-10-02' }),
      event('programme.assessed', { itemRef: 'A1', period: '2026-12', rating: ratings[i % 5] ?? 'red', assessedByRole: 'Head of service', assessedOn: '2026-12-02' }),
      item('A1.1', 'action', i % 2 === 0 ? 'A' : 'A1', { title: `Title ${i}`, dueDate: `2028-01-${String((i % 28) + 1).padStart(2, '0')}` }),
      event('programme.risk-upserted', { riskRef: 'R1', description: `Risk ${i}`, scoreAfter: i % 25 }),
      event('programme.recommendation-upserted', { recommendationRef: 'REC1', body: 'Inquiry', recommendation: `Other words ${i}` }),
      event('programme.milestone-upserted', { milestoneRef: 'MS1', itemRef: 'A1', title: 'Letters sent', dueDate: `2027-01-${String((i % 28) + 1).padStart(2, '0')}` }),
      event('programme.measure-upserted', { measureRef: 'M1', title: 'On time', itemRefs: ['A1'], unit: '%', target: 95, aim: 'at-least', value: i }),
      i % 3 === 0 ? event('programme.item-removed', { itemRef: 'A1' }) : i % 3 === 1 ? item('A1', 'project', 'A') : event('programme.period-frozen', { period: '2026-09' }),
    ]).flat();
    assert.equal(changes.length, 1000);
    await accept(...changes);
    assert.equal(await taken(), then);
    await sightline.kill9();
    sightline = await sightline.restart();
    board = await signIn(sightline, 'board');
    assert.equal(await taken(), then);
  });

  it('[PROG-16] lists the periods with who took them, and lays two side by side', async () => {
    const { items } = await board.get<{ items: PeriodSummary[] }>('/api/programme/periods');
    assert.deepEqual(items.map(({ period, frozen, taken }) => [period, frozen, typeof taken?.at]), [['2026-12', false, 'undefined'], ['2026-09', true, 'string']]);
    const difference = await board.get<Comparison>('/api/programme/compare');
    assert.deepEqual([difference.from.period, difference.from.frozen, difference.to.period, difference.to.frozen], ['2026-09', true, '2026-12', false]);
    assert.ok(difference.items.some(({ of, what }) => of === 'risk' && what === 'score'));
    assert.equal((await board.request('/api/programme/compare?from=2019-03')).status, 404);
    assert.equal((await board.request('/api/programme/compare?from=soon')).status, 400);
  });

  it('answers every table as CSV, of now and of a period that was taken', async () => {
    for (const table of ['items', 'risks', 'recommendations', 'milestones', 'decisions', 'schemes', 'periods', 'compare', 'contradictions', 'items/A1/history']) {
      for (const query of table === 'compare' ? ['?from=2026-09&to=2026-12'] : ['', '?period=2026-09']) {
        const reply = await board.request(`/api/programme/${table}${query}`, { headers: { accept: 'text/csv' } });
        assert.equal(reply.status, 200, `${table}${query}`);
        assert.match(reply.headers.get('content-type') ?? '', /^text\/csv/);
        const [header = '', first = ''] = (await reply.text()).split('\r\n');
        assert.ok(header.includes(',') && first !== '', `${table}${query}: ${header}`);
      }
    }
    const { status } = await (await signIn(sightline, 'control')).request('/api/programme/risks');
    assert.equal(status, 403);
  });
});
