import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BacklogRow, CaseList, ClearingView, CaseworkTableView, ClockView, DueChangeView, EventData, FiguresView, QualityView } from '@sightline/contracts';
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

  it('[CASE-77] lets the same event have one effect', async () => {
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

  it('[CASE-74] moves the counters of an open page when a case arrives and when it is closed', async () => {
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

  it('[CASE-75] lists the cases behind a number, first due first, page by page', async () => {
    await accept(['2026-01-07', '2026-01-05', '2026-01-06'].map((date, index) => opened(`YL-${index}`, 'yellow-letter', date)));
    const first = await manager.get<CaseList>('/api/casework/cases?caseType=yellow-letter&overdue=true&limit=2');
    assert.deepEqual([first.total, first.items.map(({ caseRef }) => caseRef)], [3, ['YL-1', 'YL-2']]);
    const next = await manager.get<CaseList>(`/api/casework/cases?caseType=yellow-letter&overdue=true&limit=2&cursor=${first.nextCursor ?? ''}`);
    assert.deepEqual([next.items.map(({ caseRef }) => caseRef), next.nextCursor], [['YL-0'], undefined]);
  });

  it('[CASE-76] tells what it would take to clear a type by a day, with its formula', async () => {
    const { body } = await send(sightline, Array.from({ length: 6 }, (_, index) => opened(`CLEAR-${index}`, 'licence', daysAgo(100))));
    assert.deepEqual(body.rejected, []);
    const { open, closuresPerDay, plan, formula } = await manager.get<ClearingView>(`/api/casework/clearing?caseType=licence&by=${daysAgo(-60)}`);
    assert.equal(closuresPerDay, 0);
    assert.ok(plan.workingDays >= 38 && plan.workingDays <= 44, `${plan.workingDays} working days in 60`);
    assert.ok((plan.closuresPerDay ?? 0) * plan.workingDays >= open, 'so many a day clear what is open');
    assert.match(formula, /÷ working days left/);
    assert.equal((await manager.get<ClearingView>(`/api/casework/clearing?caseType=licence&by=${yesterday}`)).plan.extraPerDay, null);
    assert.equal((await (await signIn(sightline, 'board')).request('/api/casework/clearing?caseType=licence&by=2030-01-01')).status, 403);
  });

  it('[CASE-75] narrows the list by channel, dates, outcome and what is lacking, and puts the oldest first when asked', async () => {
    await accept([
      opened('NARROW-1', 'work-permit', '2026-01-07', { channel: 'mp', ownerRef: 'worker-1' }),
      opened('NARROW-2', 'work-permit', '2026-02-05', { channel: 'email' }),
      opened('NARROW-3', 'work-permit', '2026-01-05', { channel: 'mp' }),
      event('case.closed', { caseRef: 'NARROW-3', closedDate: '2026-02-02', outcome: 'Partly upheld' }),
    ]);
    const refs = async (query: string): Promise<string[]> => (await manager.get<CaseList>(`/api/casework/cases?caseType=work-permit&${query}`)).items.map(({ caseRef }) => caseRef);
    assert.deepEqual(await refs('channel=mp&state=all&order=oldest'), ['NARROW-3', 'NARROW-1']);
    assert.deepEqual(await refs('without=ownerRef&receivedUntil=2026-02-28'), ['NARROW-2']);
    assert.deepEqual(await refs('receivedFrom=2026-01-05&receivedUntil=2026-01-31&state=all&order=oldest'), ['NARROW-3', 'NARROW-1']);
    assert.deepEqual(await refs('state=closed&closedFrom=2026-02-02&closedUntil=2026-02-02&outcome=partly-upheld'), ['NARROW-3']);
    assert.deepEqual(await refs('state=closed&closedFrom=2026-02-03'), []);
    const byAge = await manager.get<CaseList>('/api/casework/cases?caseType=work-permit&state=all&receivedUntil=2026-02-28&order=oldest&limit=1');
    assert.deepEqual([byAge.total, byAge.items[0]?.caseRef], [3, 'NARROW-3']);
    const next = await manager.get<CaseList>(`/api/casework/cases?caseType=work-permit&state=all&receivedUntil=2026-02-28&order=oldest&limit=1&cursor=${byAge.nextCursor ?? ''}`);
    assert.equal(next.items[0]?.caseRef, 'NARROW-1');
    const yellow = (await manager.get<CaseList>('/api/casework/cases?caseType=yellow-letter&limit=1')).items[0]?.dueDate ?? '';
    const due = await manager.get<CaseList>(`/api/casework/cases?caseType=yellow-letter&dueFrom=${yellow}&dueUntil=${yellow}`);
    assert.ok(due.total > 0 && due.items.every(({ dueDate }) => dueDate === yellow));
  });

  it('[CASE-9] [CASE-10] breaks a figure down by what it is asked, and tells the board of no handful and no owner', async () => {
    await accept([
      ...Array.from({ length: 6 }, (_, index) => opened(`FIG-A${index}`, 'qa-check', daysAgo(10), { serviceArea: 'Area one', ownerRef: 'worker-1' })),
      ...Array.from({ length: 5 }, (_, index) => opened(`FIG-B${index}`, 'qa-check', daysAgo(20), { serviceArea: 'Area two' })),
      ...Array.from({ length: 2 }, (_, index) => opened(`FIG-C${index}`, 'qa-check', daysAgo(30), { serviceArea: 'Area three' })),
    ]);
    const path = '/api/casework/figures?measure=open&caseType=qa-check';
    const whole = await manager.get<FiguresView>(path);
    assert.deepEqual(whole.items.map(({ key, value }) => [key, value]), [['Area one', 6], ['Area two', 5], ['Area three', 2]]);
    assert.equal(whole.total.value, 13);
    assert.deepEqual((await manager.get<FiguresView>(`${path}&by=owner`)).items.map(({ label, value }) => [label, value]), [['Nobody has it', 7], ['worker-1', 6]]);
    assert.match((await manager.get<FiguresView>('/api/casework/figures?measure=oldest-days&caseType=qa-check')).formula, /oldest/);
    const board = await signIn(sightline, 'board');
    const shown = await board.get<FiguresView>(path);
    assert.deepEqual(shown.items.map(({ key, value }) => [key, value]), [['Area one', 6], ['Area two', null], ['Area three', null]]);
    assert.equal((await board.request(`${path}&by=owner`)).status, 403);
    assert.equal((await manager.request('/api/casework/figures?measure=received-projected')).status, 400);
  });

  it('[CASE-13] tells what is wrong with the casework, and lists it for managers alone', async () => {
    await accept([
      opened('Q-1', 'travel-appeal', daysAgo(30), { subjectRef: 'child-1' }),
      opened('Q-2', 'travel-appeal', daysAgo(29), { subjectRef: 'child-1', ownerRef: 'worker-1' }),
      event('case.closed', { caseRef: 'Q-3', closedDate: daysAgo(40), outcome: 'upheld' }),
      event('case.assigned', { caseRef: 'Q-4', ownerRef: 'worker-1' }),
      event('casework.total-declared', { declaredBy: 'Quarterly return', caseType: 'travel-appeal', figure: 'open', asOf: daysAgo(0), total: 9 }),
    ]);
    await accept([opened('Q-3', 'travel-appeal', daysAgo(30), { ownerRef: 'worker-1' })]);
    const told = async (): Promise<string[]> => (await manager.get<QualityView>('/api/casework/quality?limit=1000')).items.filter(({ caseRef, caseType }) => caseRef?.startsWith('Q-') === true || caseType === 'travel-appeal').map(({ kind, caseRef }) => `${kind} ${caseRef ?? ''}`.trim());
    const expected = ['possible-duplicate Q-2', 'no-owner Q-1', 'never-opened Q-4', 'did-not-fit Q-3', 'total-differs'];
    assert.deepEqual(await told(), expected);
    assert.match(await (await manager.request('/api/casework/quality?kind=no-owner', { headers: { accept: 'text/csv' } })).text(), /Q-1/);
    const control = await signIn(sightline, 'control');
    assert.equal((await control.request('/api/casework/quality')).status, 403);
  });

  it('[CASE-11] counts anew when a holiday is published, and shows the old due date beside the new one', async () => {
    await accept([opened('HOL-1', 'foi', '2028-01-03')]);
    const due = async () => {
      const { clocks, changes } = await manager.get<{ clocks: ClockView[]; changes: DueChangeView[] }>('/api/casework/cases/HOL-1/clocks');
      return [clocks[0]?.dueDate, changes.map(({ oldDueDate, newDueDate }) => [oldDueDate, newDueDate])];
    };
    assert.deepEqual(await due(), ['2028-02-01', []]);
    await accept([event('bank-holidays.published', { division: 'northern-ireland', holidays: [{ date: '2028-01-20', title: 'A day of thanks' }], wholeYears: false })]);
    assert.deepEqual(await due(), ['2028-02-02', [['2028-02-01', '2028-02-02']]]);
    const { items } = await manager.get<{ items: { date: string }[] }>('/api/casework/bank-holidays');
    assert.ok(items.some(({ date }) => date === '2028-01-20'));
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

  it('[CASE-77] is the same after a crash', async () => {
    const before = await manager.get<{ items: BacklogRow[] }>('/api/casework/backlog');
    const cases = await manager.get<CaseList>('/api/casework/cases?state=all');
    await sightline.kill9();
    sightline = await sightline.restart();
    manager = await signIn(sightline, 'manager');
    assert.deepEqual((await manager.get<{ items: BacklogRow[] }>('/api/casework/backlog')).items, before.items);
    assert.deepEqual(await manager.get<CaseList>('/api/casework/cases?state=all'), cases);
  });
});
