import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { CaseList, CaseSummary, CaseworkTableView, FiguresView, ImportJob, ImportReply, SavedCaseProfile } from '@sightline/contracts';
import { xlsxOf } from '../fixtures/xlsx.ts';
import { zipOf } from '../fixtures/recording.ts';
import { sightlineCommand } from '../support/cli.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

/** As people keep them. */
const book = xlsxOf(
  {
    'Log 2026': [
      ['Complaints log 2025/26 – Home to School Transport'],
      ['', 'Contact', '', 'Dates', '', '', 'Result'],
      ['Ref ', ' How received', 'Service', 'Date Rec’d', 'Acknowledged', 'Date closed', 'Outcome', 'Notes'],
      ['TR/001', 'E-mail', 'Home to School Transport ', '02/11/2025', '3 Nov 2025', '2025-11-16', 'Part Upheld', 'secret words'],
      ['TR/002 ', 'Telephone', 'Admissions', '2025-11-03', 'N/A', '', ''],
      ['TR/003', 'Cllr', 'SENAR', { day: '2025-11-04' }, '', 'n/a', 'tbc'],
      [],
      ['TR/002', 'Telephone', 'Admissions', '2025-11-05', '', '', ''],
      ['TR/005', 'Pigeon', 'SENAR', '31/11/2025', '', '', ''],
      ['TR/006', 'Letter', 'SENAR', { formula: 'D6+1', value: 45_966 }, '', '', ''],
      ['Total', '', '', '', '', { formula: 'COUNTA(A4:A10)', value: 6 }, ''],
    ],
    Lists: [['nothing here']],
  },
  ['A1:G1', 'B2:C2', 'D2:F2'],
);
const complaints = { name: 'complaints', constants: { caseType: 'complaint' } };
const counts = ({ added, changed, unchanged, rejectedRows }: ImportReply): number[] => [added, changed, unchanged, rejectedRows ?? -1];

describe('cases come in from spreadsheets', () => {
  let sightline: Sightline;
  let manager: Person;
  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    manager = await signIn(sightline, 'manager');
  });
  after(() => sightline.stop());

  const post = (content: string | Uint8Array<ArrayBuffer>, { profile, query = '', kind = 'cases', name = 'log.xlsx', person = manager }: { profile?: unknown; query?: string; kind?: string; name?: string; person?: Person } = {}): Promise<Response> => {
    const form = new FormData();
    form.set('file', new Blob([content]), name);
    if (profile !== undefined) form.set('profile', typeof profile === 'string' ? profile : JSON.stringify(profile));
    return person.request(`/api/imports/${kind}${query}`, { method: 'POST', body: form });
  };
  const send = async (...args: Parameters<typeof post>): Promise<ImportReply> => {
    const response = await post(...args);
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as ImportReply;
  };
  const total = async (): Promise<number> => (await manager.get<CaseList>('/api/casework/cases?state=all')).total;

  it('[CASE-14] [CASE-15] previews a workbook as people keep it in words that a clerk understands, and changes nothing', async () => {
    const reply = await send(book, { profile: complaints, query: '?preview=true' });
    assert.deepEqual(counts(reply), [4, 0, 0, 2]);
    assert.deepEqual(reply.rejected.map(({ line, column, value }) => [line, column, value]), [[8, 'Ref', 'TR/002'], [9, 'How received', 'Pigeon'], [9, 'Date Rec’d', '31/11/2025']]);
    const { top, ...sheet } = reply.sheet ?? assert.fail('nothing is said of the sheet');
    assert.deepEqual(top.slice(0, 2).map(({ line, cells }) => [line, cells[0]]), [[1, 'Complaints log 2025/26 – Home to School '], [2, '']]);
    assert.deepEqual({ ...sheet, headings: sheet.headings.map(({ heading, field }) => [heading, field ?? '']) }, {
      sheet: 'Log 2026', sheets: ['Log 2026', 'Lists'], headingLine: 3, rows: 8, leftOut: { empty: 1, totals: 1 }, unknownWords: [{ field: 'channel', word: 'Pigeon', count: 1 }],
      headings: [['Ref', 'caseRef'], ['How received', 'channel'], ['Service', 'serviceArea'], ['Date Rec’d', 'receivedDate'], ['Acknowledged', 'acknowledgedDate'], ['Date closed', 'closedDate'], ['Outcome', 'outcome'], ['Notes', '']],
    });
    assert.equal(await total(), 0);
  });

  it('[CASE-14] takes the good rows, gives the others back with their reasons, and takes them once they are corrected', async () => {
    const started = await post(book, { profile: complaints, query: '?wait=false' });
    assert.equal(started.status, 202);
    const { importId } = (await started.json()) as ImportJob;
    const job = (): Promise<ImportJob> => manager.get<ImportJob>(`/api/imports/cases/jobs/${importId}`);
    let now = await job();
    while (now.state === 'running') now = await job();
    assert.deepEqual(now.reply && counts(now.reply), [4, 0, 0, 2]);
    const one = await manager.get<CaseSummary>('/api/casework/cases/TR%2F003');
    assert.deepEqual([one.caseType, one.receivedDate, one.channel], ['complaint', '2025-11-04', 'councillor']);
    assert.equal((await manager.get<CaseSummary>('/api/casework/cases/TR%2F006')).receivedDate, '2025-11-05');
    const rejects = await (await manager.request(`/api/imports/cases/jobs/${importId}/rejects.csv`)).text();
    assert.match(rejects, /^Ref,How received,Service,Date Rec’d,Acknowledged,Date closed,Outcome,Notes,line,problem\r\nTR\/002,/);
    const admin = await signIn(sightline, 'admin');
    assert.equal((await admin.request(`/api/imports/jobs/${importId}`)).status, 404);
    const machine = await fetch(`${sightline.url}/api/imports/cases/jobs/${importId}/rejects.csv`, { headers: { authorization: `Bearer ${sightline.feedToken}` } });
    assert.equal(machine.status, 404);
    const corrected = rejects.replace('TR/002', 'TR/004').replace('Pigeon', 'Post').replace('31/11/2025', '30/11/2025');
    assert.deepEqual(counts(await send(corrected, { profile: complaints, name: 'rejects.csv' })), [2, 0, 0, 0]);
  });

  it('[CASE-14] changes nothing when the same file comes again, and takes back what a file says anew', async () => {
    const before = await manager.get<CaseList>('/api/casework/cases?state=all');
    assert.deepEqual(counts(await send(book, { profile: complaints })), [0, 0, 4, 2]);
    assert.deepEqual(await manager.get<CaseList>('/api/casework/cases?state=all'), before);
    const owner = async (): Promise<string | undefined> => (await manager.get<CaseSummary>('/api/casework/cases/TR%2F003')).ownerRef;
    for (const name of ['worker-1', 'worker-2', 'worker-1']) {
      assert.deepEqual(counts(await send(`Ref,Owner\nTR/003,${name}\n`)), [0, 1, 0, 0]);
      assert.equal(await owner(), name);
    }
  });

  for (const [words, content, reason] of [
    ['an old workbook with a new name', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), /workbook of the old kind \(\.xls\)/],
    ['a zip that is no workbook', new Uint8Array(zipOf({ 'log.csv': 'Ref\nA\n' })), /a zip archive and no workbook/],
    ['half a workbook', book.slice(0, book.length / 2), /damaged/],
    ['a workbook that unpacks to a very large nothing', new Uint8Array(zipOf({ 'xl/workbook.xml': ' '.repeat(30 * 2 ** 20) })), /200 times its size/],
    ['an empty file', '', /empty/],
    ['a text with no reference', 'Type,Received\nFOI,2025-11-03\n', /no column with the reference/],
  ] as const) {
    it(`[CASE-15] says in a sentence what is wrong with ${words}`, async () => {
      const { rejected, ...reply } = await send(content, { query: '?preview=true' });
      assert.equal(rejected.length, 1);
      assert.match(rejected[0]?.reason ?? '', reason);
      assert.deepEqual([reply.added, reply.changed], [0, 0]);
    });
  }

  it('[CASE-15] refuses a file of 30 MB with what to do about it', async () => {
    const response = await post(new Uint8Array(30 * 2 ** 20));
    assert.equal(response.status, 413);
    assert.match(await response.text(), /at most 25 MB\. Part it/);
  });

  it('[CASE-16] keeps profiles by name with who changed them, the last used first', async () => {
    const put = (profile: { readonly name: string; readonly columns: object }): Promise<Response> => manager.request(`/api/imports/cases/profiles/${profile.name}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(profile) });
    for (const name of ['letters', 'log']) assert.equal((await put({ ...complaints, name, columns: { Nr: 'caseRef' } })).status, 200);
    assert.equal((await post('Nr,Received\nN-1,2025-11-03\n', { profile: 'unheard-of' })).status, 404);
    assert.deepEqual(counts(await send('Nr,Received\nN-1,2025-11-03\n', { profile: 'letters' })), [1, 0, 0, 0]);
    const { items } = await manager.get<{ items: SavedCaseProfile[] }>('/api/imports/cases/profiles');
    assert.deepEqual(items.map(({ profile, changedBy }) => [profile.name, changedBy]), [['letters', 'manager'], ['log', 'manager']]);
    assert.equal((await manager.request('/api/imports/cases/profiles/log', { method: 'DELETE' })).status, 204);
    assert.equal((await manager.request('/api/imports/cases/profiles/log')).status, 404);
  });

  it('[CASE-17] is refused to everyone who does not manage the cases', async () => {
    for (const role of ['control', 'calls', 'office', 'board', 'admin'] as const) {
      const person = await signIn(sightline, role);
      assert.equal((await post('Ref\n', { person })).status, 403, role);
      assert.equal((await person.request('/api/imports/cases/profiles')).status, 403, role);
    }
  });

  it('[CASE-14] [CASE-18] is done from the command line too', async () => {
    const file = (name: string): string => join(sightline.dataDir, name);
    await writeFile(file('cli.xlsx'), xlsxOf({ Log: [['Nr', 'Type', 'Received'], ['CLI-1', 'FOI', '03/11/2025'], ['CLI-2', 'FOI', 'tomorrow']] }));
    await writeFile(file('profile.json'), JSON.stringify({ name: 'cli', columns: { Nr: 'caseRef' } }));
    const cases = ['import', 'cases', file('cli.xlsx'), '--profile-file', file('profile.json')];
    const looked = await sightlineCommand(sightline, [...cases, '--preview']);
    assert.equal(looked.status, 1);
    assert.match(looked.out, /Would be: 1 cases added, 0 changed, 0 unchanged, 1 problems/);
    assert.match(looked.said, /Nr → caseRef[\s\S]*is no date as .*\(line 3, Received, “tomorrow”\)/);
    assert.match((await sightlineCommand(sightline, [...cases, '--rejects', file('rejects.csv')])).out, /^1 cases added/m);
    assert.match((await sightlineCommand(sightline, [...cases])).out, /^0 cases added, 0 changed, 1 unchanged/m);
    await writeFile(file('holidays.json'), '{}');
    const none = await sightlineCommand(sightline, ['import', 'bank-holidays', file('holidays.json'), '--preview']);
    assert.deepEqual([none.status, /send bank-holidays\.json/.test(none.said)], [1, true]);
  });

  it('[CASE-21] an import that is cut off by a crash is completed by sending the same file again', async () => {
    const before = await total();
    const many = 4000;
    const content = `Ref,Type,Received\n${Array.from({ length: many }, (_, index) => `CUT-${index},FOI,2025-11-03`).join('\n')}\n`;
    await post(content, { query: '?wait=false' });
    while ((await total()) === before);
    await sightline.kill9();
    sightline = await sightline.restart();
    manager = await signIn(sightline, 'manager');
    const kept = (await total()) - before;
    assert.ok(kept > 0);
    assert.deepEqual(counts(await send(content)), [many - kept, 0, kept, 0]);
    assert.equal(await total(), before + many);
  });

  it('[CASE-18] takes the bank holidays as GOV.UK publishes them, and says before how many due dates move', async () => {
    await send('Ref,Type,Received\nHOL-1,FOI,2028-01-03\n');
    const { items } = await manager.get<{ items: { division: string; date: string; title: string }[] }>('/api/casework/bank-holidays');
    const file = (more: readonly object[]): string => JSON.stringify({ scotland: { division: 'scotland', events: [...items.filter((each) => each.division === 'scotland' && each.date.startsWith('2028')).map(({ date, title }) => ({ title, date, notes: '', bunting: true })), ...more] } });
    const day = { title: 'A day of thanks', date: '2028-01-20', notes: '', bunting: true };
    const look = { kind: 'bank-holidays', name: 'bank-holidays.json', query: '?preview=true' };
    assert.deepEqual([(await send(file([]), look)).added, (await send(file([day]), look)).holidays?.dueDatesMoved], [0, 1]);
    const due = async (): Promise<string | undefined> => (await manager.get<{ clocks: { dueDate?: string }[] }>('/api/casework/cases/HOL-1/clocks')).clocks[0]?.dueDate;
    assert.equal(await due(), '2028-02-01');
    assert.equal((await send(file([day]), { ...look, query: '' })).added, 1);
    assert.equal(await due(), '2028-02-02');
    assert.deepEqual([(await send(file([day]), look)).added, (await send('[]', look)).rejected.length > 0, (await send('no json', look)).rejected.length], [0, true, 1]);
  });
});

/** Days back from today: the tables look back a year. */
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const letters = [
  ['Home to School Transport', 33, -17], ['Occupational Therapy', 33, -17], ['SENAR', 18, -2], ['Exclusions', 14, 2], ['Early Years', 14, 2], ['Education Infrastructure', 12, 4], ['Employment & Skills', 11, 5], ['Safeguarding', 10, 6],
  ['Youth Service', 9, 7], ['Educational Psychology', 7, 9], ['Admissions', 6, 10], ['School & Governor Support', 6, 10], ['Alternative Provision', 6, 10], ['Library Services', 5, 11], ['Unknown', 1, 15],
] as const;
const outcomes = { SENAR: [[9, 20, 25, 40], [10, 21, 27, 43]], Admissions: [[2, 14, 14, 19], [4, 29, 29, 39]], 'Home to School Transport': [[9, 7, 3, 27], [20, 15, 7, 59]] } as const;
const outcomeWords = ['No update', 'Not upheld', 'Part Upheld', 'Upheld'] as const;
const outcomeKeys = ['no-update', 'not-upheld', 'partly-upheld', 'upheld'] as const;
const requests = [3, 20, 23, 14, 21, 27, 19, 16] as const;
const csv = (rows: readonly (readonly (string | number)[])[]): string => rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n');

describe('[CASE-19] the figures of the spreadsheets go in by the import and come out of the tables', () => {
  let sightline: Sightline;
  let manager: Person;
  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    manager = await signIn(sightline, 'manager');
  });
  after(() => sightline.stop());

  const take = async (content: string | Uint8Array<ArrayBuffer>, caseType: string): Promise<number> => {
    const form = new FormData();
    form.set('file', new Blob([content]), 'figures');
    form.set('profile', JSON.stringify({ name: caseType, constants: { caseType } }));
    const reply = (await (await manager.request('/api/imports/cases', { method: 'POST', body: form })).json()) as ImportReply;
    assert.deepEqual(reply.rejected, []);
    return reply.added;
  };

  it('yellow letters: performance by service', async () => {
    const rows = letters.flatMap(([area, mean], place) => [mean - 1, mean + 1].map((days, index) => [`YL-${place}-${index}`, area, { day: daysAgo(200) }, { day: daysAgo(200 - days) }, 'Answered']));
    assert.equal(await take(xlsxOf({ Letters: [['Yellow letters'], ['Ref', 'Service', 'Date received', 'Date of response', 'Outcome'], ...rows] }), 'yellow-letter'), 30);
    const { items } = await manager.get<CaseworkTableView>('/api/casework/tables/sla');
    assert.deepEqual(Object.fromEntries(items.map(({ key, values }) => [key, [values['meanDays'], values['performance']]])), Object.fromEntries(letters.map(([area, mean, performance]) => [area, [mean, performance]])));
  });

  it('outcomes of complaints: counts and percentages', async () => {
    const rows = Object.entries(outcomes).flatMap(([area, [counts]]) => counts.flatMap((count, kind) => Array.from({ length: count }, (_, index) => [`C-${area}-${kind}-${index}`, area, daysAgo(90), daysAgo(80), outcomeWords[kind] ?? ''])));
    assert.equal(await take(csv([['Reference', 'Service area', 'Received', 'Closed', 'Outcome'], ...rows]), 'complaint'), rows.length);
    const { items } = await manager.get<CaseworkTableView>('/api/casework/tables/outcomes');
    for (const [area, [counts, percents]] of Object.entries(outcomes)) {
      const values = items.find(({ key }) => key === area)?.values as { counts: Record<string, number>; percent: Record<string, number> } | undefined;
      assert.deepEqual([outcomeKeys.map((key) => values?.counts[key]), outcomeKeys.map((key) => values?.percent[key])], [[...counts], [...percents]], area);
    }
  });

  it('information requests by month, and how many were answered in time', async () => {
    // 106 on time and 36 late; the last is still to be answered.
    let index = 0;
    const rows = requests.flatMap((count, month) => Array.from({ length: count }, () => {
      const received = new Date(Date.UTC(2025, 4 + month, 1 + (index % 28)));
      const days = index < 106 ? 14 : 60;
      index += 1;
      return [`FOI-${index}`, received.toISOString().slice(0, 10), index === 143 ? 'N/A' : new Date(received.getTime() + days * 86_400_000).toISOString().slice(0, 10)];
    }));
    assert.equal(await take(csv([['Ref', 'Date received', 'Date of response'], ...rows]), 'foi'), 143);
    const { items, total } = await manager.get<FiguresView>('/api/casework/figures?measure=received&by=month&caseType=foi&from=2025-05-01&until=2025-12-31');
    assert.deepEqual([items.map(({ key, value }) => [key, value]).sort(), total.value], [requests.map((count, month) => [`2025-${String(5 + month).padStart(2, '0')}`, count]), 143]);
    const rate = (await manager.get<FiguresView>('/api/casework/figures?measure=on-time-of-closed&caseType=foi&from=2025-05-01&until=2026-03-31')).total;
    assert.deepEqual([rate.numerator, rate.denominator], [106, 142]);
    const volumes = await manager.get<CaseworkTableView>('/api/casework/tables/volumes');
    assert.deepEqual(volumes.items.map(({ values }) => [values['month'], values['total']]), items.map(({ key, value }) => [key, value]));
  });

  it('assessment requests: the half year, projected', async () => {
    const rows = Array.from({ length: 294 }, (_, index) => [`EHC-${index}`, new Date(Date.UTC(2025, index % 6, 1 + (index % 28))).toISOString().slice(0, 10)]);
    assert.equal(await take(csv([['Ref', 'Date received'], ...rows]), 'ehcp-assessment'), 294);
    const { total } = await manager.get<FiguresView>('/api/casework/figures?measure=received-projected&caseType=ehcp-assessment&from=2025-01-01&until=2025-06-30');
    assert.deepEqual([total.numerator, total.value], [294, 588]);
  });
});
