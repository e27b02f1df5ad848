import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BacklogRow, CaseList, CaseworkTableView, ClockView, EventData } from '@sightline/contracts';
import { event } from '../fixtures/events.ts';
import { LiveClient } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

type Opening = EventData<'case.opened'>;
const opened = (caseRef: string, caseType: Opening['caseType'], receivedDate: string, more: Partial<Opening> = {}) =>
  event('case.opened', { caseRef, caseType, receivedDate, channel: 'email', serviceArea: 'SENAR', ...more });

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const yesterday = daysAgo(1);

describe('casework, from the door to the page', () => {
  let sightline: Sightline;
  let manager: Person;
  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    manager = await signIn(sightline, 'manager');
  });
  after(() => sightline.stop());

  const accept = async (events: readonly object[]): Promise<void> => {
    const { status, body } = await send(sightline, events);
    assert.deepEqual([status, body.rejected], [200, []]);
  };
  const row = async (caseType: string, person = manager): Promise<BacklogRow | undefined> =>
    (await person.get<{ items: BacklogRow[] }>('/api/casework/backlog')).items.find((one) => one.caseType === caseType);

  for (const [caseRef, caseType, receivedDate, more, expected] of [
    ['FOI-1', 'foi', '2023-12-20', {}, { respond: '2024-01-23' }],
    ['SAR-1', 'subject-access', '2025-09-03', {}, { respond: '2025-10-03' }],
    ['EHC-1', 'ehcp-assessment', '2024-09-02', {}, { 'decision-to-assess': '2024-10-14', 'decision-to-issue': '2024-12-23', 'final-plan': '2025-01-20' }],
    ['AR-1', 'annual-review', '2025-01-10', { dates: { meeting: '2025-01-10' } }, { 'decision-after-review': '2025-02-07', 'amended-plan': '2025-04-04' }],
  ] as const) {
    it(`[CASE-1] [CASE-2] says when ${caseRef}, a case of type ${caseType}, is due, and shows how it reckoned`, async () => {
      await accept([opened(caseRef, caseType, receivedDate, more)]);
      const { clocks } = await manager.get<{ clocks: ClockView[] }>(`/api/casework/cases/${caseRef}/clocks`);
      assert.deepEqual(Object.fromEntries(clocks.map(({ clock, dueDate }) => [clock, dueDate])), expected);
      for (const { working, dueDate, source } of clocks) {
        assert.equal(working.at(-1)?.date, dueDate);
        assert.ok(source.length > 10);
      }
    });
  }

  it('lets the same event have one effect', async () => {
    const arrival = opened('DUP-1', 'work-permit', yesterday);
    await accept([arrival, arrival]);
    const { body } = await send(sightline, [arrival]);
    assert.deepEqual([body.accepted, body.duplicates], [0, 1]);
    assert.equal((await row('work-permit'))?.open, 1);
  });

  it('[CASE-5] [CASE-8] keeps what comes before its case, and refuses what cannot be', async () => {
    await accept([event('case.closed', { caseRef: 'EARLY-1', closedDate: yesterday, outcome: 'issued' }), opened('EARLY-1', 'chaperone', yesterday)]);
    assert.equal((await row('chaperone'))?.open, 0);
    const { body } = await send(sightline, [event('case.closed', { caseRef: 'EARLY-1', closedDate: yesterday, outcome: 'issued' })]);
    assert.deepEqual(body.rejected.map(({ problems }) => problems.map(({ path }) => path)), [['type']]);
  });

  it('moves the counters of an open page when a case arrives and when it is closed', async () => {
    const client = new LiveClient(sightline.url, manager.cookie);
    assert.equal(await client.connect(), undefined);
    const { state } = await client.follow('backlog');
    const open = (): number | null | undefined => (state.items.get('travel-appeal') as BacklogRow | undefined)?.open;
    await accept([opened('TA-1', 'travel-appeal', yesterday, { serviceArea: 'Home to School Transport' }), opened('TA-2', 'travel-appeal', '2024-01-05')]);
    await client.until(() => open() === 2, 'two open appeals');
    assert.equal((state.items.get('travel-appeal') as BacklogRow).overdue, 1);
    await accept([event('case.closed', { caseRef: 'TA-2', closedDate: yesterday, outcome: 'upheld' })]);
    await client.until(() => open() === 1, 'one open appeal');
    client.close();
  });

  it('lists the cases behind a number, first due first, page by page', async () => {
    await accept(['2026-01-07', '2026-01-05', '2026-01-06'].map((date, index) => opened(`YL-${index}`, 'yellow-letter', date)));
    const first = await manager.get<CaseList>('/api/casework/cases?caseType=yellow-letter&overdue=true&limit=2');
    assert.deepEqual([first.total, first.items.map(({ caseRef }) => caseRef)], [3, ['YL-1', 'YL-2']]);
    const next = await manager.get<CaseList>(`/api/casework/cases?caseType=yellow-letter&overdue=true&limit=2&cursor=${first.nextCursor ?? ''}`);
    assert.deepEqual([next.items.map(({ caseRef }) => caseRef), next.nextCursor], [['YL-0'], undefined]);
  });

  it('[CASE-9] prints a formula with every table, and gives each as CSV', async () => {
    await accept([
      opened('OT-1', 'yellow-letter', daysAgo(20), { serviceArea: 'Admissions' }),
      event('case.closed', { caseRef: 'OT-1', closedDate: daysAgo(14), outcome: 'answered' }),
      event('team.upserted', { teamRef: 'reviews', name: 'Reviews', filledPosts: 4, vacantPosts: 1, caseTypes: ['annual-review'] }),
    ]);
    for (const table of ['sla', 'outcomes', 'reasons', 'volumes', 'flow', 'caseload']) {
      const { formula, asOf } = await manager.get<CaseworkTableView>(`/api/casework/tables/${table}`);
      assert.ok(formula.length > 20 && !Number.isNaN(Date.parse(asOf)), table);
    }
    const sla = await manager.get<CaseworkTableView>('/api/casework/tables/sla');
    assert.deepEqual(sla.items.find(({ key }) => key === 'Admissions')?.values, { cases: 1, meanDays: 6, slaDays: 16, performance: 10 });
    const csv = await manager.request('/api/casework/tables/sla', { headers: { accept: 'text/csv' } });
    assert.match(csv.headers.get('content-type') ?? '', /^text\/csv/);
    assert.match(await csv.text(), /^key,label,values\.cases,values\.meanDays,values\.slaDays,values\.performance\r\nAdmissions,Admissions,1,6,16,10\r\n$/);
  });

  it("[CASE-10] shows no case to the board, suppresses its small numbers, and shows the control room transport's cases only", async () => {
    const board = await signIn(sightline, 'board');
    for (const path of ['/api/casework/cases', '/api/casework/cases/FOI-1', '/api/casework/cases/FOI-1/clocks']) assert.equal((await board.request(path)).status, 403, path);
    assert.equal((await row('travel-appeal', board))?.open, null);
    const client = new LiveClient(sightline.url, board.cookie);
    assert.equal(await client.connect(), undefined);
    const { state } = await client.follow('backlog');
    assert.equal((state.items.get('travel-appeal') as BacklogRow).open, null);
    client.close();
    const control = await signIn(sightline, 'control');
    const seen = await control.get<CaseList>('/api/casework/cases?state=all&limit=1000');
    assert.deepEqual([...new Set(seen.items.map(({ serviceArea }) => serviceArea))], ['Home to School Transport']);
    assert.equal((await control.request('/api/casework/cases/FOI-1/clocks')).status, 404);
    for (const role of ['calls', 'office'] as const) assert.equal((await (await signIn(sightline, role)).request('/api/casework/cases')).status, 403, role);
  });

  it('is the same after a crash', async () => {
    const before = await manager.get<{ items: BacklogRow[] }>('/api/casework/backlog');
    const cases = await manager.get<CaseList>('/api/casework/cases?state=all');
    await sightline.kill9();
    sightline = await sightline.restart();
    manager = await signIn(sightline, 'manager');
    assert.deepEqual((await manager.get<{ items: BacklogRow[] }>('/api/casework/backlog')).items, before.items);
    assert.deepEqual(await manager.get<CaseList>('/api/casework/cases?state=all'), cases);
  });
});
