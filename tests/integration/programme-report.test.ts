import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ProgrammeReport, ProgrammeView, ReportBlock } from '@sightline/contracts';
import { programmeTables, ratings } from '@sightline/contracts';
import { event } from '../fixtures/events.ts';
import { assessed, boardPeriod, item, periodBefore, plan } from '../fixtures/programme-plan.ts';
import { readPaper } from '../support/paper.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

/** What people really write: signs that spreadsheets run, letters of other alphabets, a text without end, brackets and ampersands. */
const awkward = [
  event('programme.item-upserted', { itemRef: 'A1.90', kind: 'action', parentRef: 'A1', title: '=HYPERLINK("https://example.org") & <b>café</b> Łódź Ελλάδα (draft)', dueDate: '2026-05-31' }),
  event('programme.assessed', { itemRef: 'A1.90', period: boardPeriod, rating: 'red', assessedByRole: 'Head of service', assessedOn: `${boardPeriod}-28`, commentary: 'Waiting for an answer. '.repeat(120), pathToGreen: { words: 'Ask\n\nagain, 你好 👍.', date: '2026-12-31' }, overruled: { reason: 'Seen by the chair on site.' } }),
  event('programme.risk-upserted', { riskRef: 'R1', description: '@SUM(A1) grows', mitigation: 'X'.repeat(1500), ownerRole: '-Head', scoreBefore: 20, scoreAfter: 12 }),
  event('programme.recommendation-upserted', { recommendationRef: 'REC1', body: 'Scrutiny committee', recommendation: 'Train guides before they work', originalDueDate: '2026-01-31', category: { scheme: 'Scrutiny', code: '4', label: 'In progress' } }),
  event('programme.decision-upserted', { decisionRef: 'D1', title: 'Agency guides for two months', dueDate: '2026-01-15' }),
  event('programme.milestone-upserted', { milestoneRef: 'MS1', itemRef: 'A1', title: 'New framework begins', dueDate: '2026-01-15' }),
  event('programme.measure-upserted', { measureRef: 'M1', title: 'Mean days to answer', itemRefs: ['A1'], unit: 'days', target: 16, aim: 'at-most', value: 18.4, asOf: '2026-09-30T16:00:00Z', sourceName: 'Register' }),
];

describe("the board's paper", () => {
  let sightline: Sightline;
  let board: Person;
  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    board = await signIn(sightline, 'board');
    await accept([...plan(), ...awkward]);
  });
  after(() => sightline.stop());

  const accept = async (events: readonly object[]): Promise<void> => {
    const { status, body } = await send(sightline, events);
    assert.deepEqual([status, body.rejected], [200, []]);
  };
  const path = (rest: string, period = 'current'): string => `/api/programme/periods/${period}/${rest}`;
  const pdf = async (period?: string): Promise<Uint8Array> => {
    const reply = await board.request(path('report.pdf', period));
    assert.deepEqual([reply.status, reply.headers.get('content-type')], [200, 'application/pdf']);
    return new Uint8Array(await reply.arrayBuffer());
  };

  it('[PROG-106] goes on answering while a paper is made, and makes the next one on the thread that is still there', async (t) => {
    const timed = async (): Promise<number> => {
      const began = performance.now();
      await pdf();
      return performance.now() - began;
    };
    const state = { making: true };
    const beats: number[] = [];
    const paper = timed().finally(() => void (state.making = false));
    while (state.making) {
      const began = performance.now();
      const { status } = await fetch(`${sightline.url}/api/health/live`);
      assert.equal(status, 200);
      beats.push(performance.now() - began);
    }
    const first = await paper;
    const second = await timed();
    t.diagnostic(`the paper: ${Math.round(first)} ms on a new thread, ${Math.round(second)} ms on the same one; ${beats.length} health beats beside it, the worst ${Math.round(Math.max(...beats))} ms`);
    assert.ok(beats.length > 1, 'answers came while the paper was being made: all but perhaps the last');
  });

  it('[PROG-91] is a tagged PDF that a screen reader can read: language, title, outline, headings, tables with heads, lists, figures, artifacts', async (t) => {
    const began = performance.now();
    const bytes = await pdf();
    t.diagnostic(`the paper of 300 actions: ${Math.round(performance.now() - began)} ms on a thread of its own, ${Math.round(bytes.length / 1000)} kB`);
    const paper = await readPaper(bytes);
    t.diagnostic(`${paper.pages} pages`);
    assert.deepEqual([paper.marked, paper.language, paper.showsTitle], [true, 'en-GB', true]);
    assert.equal(paper.title, 'Highlight report: Children’s services improvement programme, period to 30 September 2026');
    assert.match(paper.bytes, /<pdfuaid:part>1<\/pdfuaid:part>/, 'it says that it means to be PDF/UA-1');
    for (const role of ['Document', 'H1', 'H2', 'H3', 'Table', 'Caption', 'TR', 'TH', 'TD', 'L', 'LI', 'LBody', 'Figure', 'P']) assert.ok((paper.roles.get(role) ?? 0) > 0, `it has ${role}`);
    assert.equal(paper.roles.get('H1'), paper.pages === 0 ? 0 : 1);
    for (const size of paper.sizes) assert.deepEqual(size.map(Math.round), [595, 842], 'every page is A4');
    const count = (pattern: RegExp): number => paper.bytes.match(pattern)?.length ?? 0;
    assert.equal(count(/\/FontFile[23]? /g), count(/\/Type \/FontDescriptor/g), 'every font is embedded');
    assert.equal(count(/\/S \/TH\b/g), count(/\/Scope \/(Row|Column)/g), 'every head says what it heads');
    assert.equal(count(/\/S \/Figure\b/g), count(/\/Alt \(/g), 'every figure says what it shows');
    paper.artifacts.forEach((artifact, index) => {
      assert.match(artifact, new RegExp(`Board paper: .* period to 30 September 2026`));
      assert.match(artifact, new RegExp(`As it stands at \\d\\d:\\d\\d on .*, not yet taken by the board\\. ?Page ${index + 1} of ${paper.pages}`));
      assert.doesNotMatch(paper.text[index] ?? '', /Page \d+ of \d+/, 'the footer is not read as text');
    });
    const report = await board.get<ProgrammeReport>(path('report'));
    assert.deepEqual(paper.outline, report.sections.map(({ heading }) => heading), 'the outline leads to every heading');
  });

  it('[PROG-92] says in the PDF, in reading order and whole, what the report says, and in both the figures of the period', async () => {
    const report = await board.get<ProgrammeReport>(path('report'));
    const read = (await readPaper(await pdf())).text.join(' ').replace(/\s+/g, ' ');
    let at = 0;
    for (const { heading } of report.sections) {
      const found = read.indexOf(heading, at);
      assert.ok(found >= at, `${heading} comes in its order`);
      at = found;
    }
    const solid = (words: string): string => words.normalize('NFC').replace(/[^\x20-\u024f\u0370-\u03ff\u2010-\u203a\u2190-\u2193\u2212]/gu, '').replace(/\s+/g, '');
    const drawn = solid(read.replaceAll('?', ''));
    for (const words of report.sections.flatMap(({ blocks }) => blocks.flatMap(wordsIn))) assert.ok(drawn.includes(solid(words.replaceAll('?', ''))), `"${words.slice(0, 80)}" is in the paper`);

    assert.match(read, /Red overruled .*A1\.90.*Overruled by the .*: Seen by the chair on site\./, '[PROG-107] an overruled rating is marked, with its reason');

    const view = await board.get<ProgrammeView>('/api/programme');
    const { actions } = view.counts;
    const shown = report.sections.flatMap(({ blocks }) => blocks).find((block) => block.block === 'counts');
    assert.deepEqual(shown?.block === 'counts' && shown.cells.map(({ rating, count, percent }) => [rating, count, percent]), ratings.map((rating) => [rating, actions[rating], `${view.percentages[rating].toFixed(1)}%`]));
    assert.deepEqual([shown?.total, actions.total, actions.blue, actions.green, actions.amber, actions.red, actions.grey, actions.ledElsewhere], [300, 300, 49, 48, 114, 3, 17, 69]);
  });

  it('[PROG-93] gives the same bytes for a period that the board took, also after a crash and after more was said', async () => {
    await accept([event('programme.period-frozen', { period: periodBefore })]);
    const taken = await pdf(periodBefore);
    assert.deepEqual(await pdf(periodBefore), taken);
    await accept([assessed('A1.2', periodBefore, 'red'), item('A1.99', 'action', 'A1')]);
    await sightline.kill9();
    sightline = await sightline.restart();
    board = await signIn(sightline, 'board');
    assert.deepEqual(await pdf(periodBefore), taken);
    assert.match((await readPaper(taken)).text[0] ?? '', /Taken by the board on \d+ \w+ \d{4}/);
  });

  it('[PROG-94] gives every table as CSV, under its name, without anything that a spreadsheet would run', async () => {
    for (const table of programmeTables) {
      const reply = await board.request(path(`tables/${table}.csv`));
      assert.deepEqual([reply.status, reply.headers.get('content-type')], [200, 'text/csv; charset=utf-8; header=present'], table);
      assert.equal(reply.headers.get('content-disposition'), `attachment; filename="programme-${boardPeriod}-${table}.csv"`);
      const text = await reply.text();
      assert.ok(text.split('\r\n').length > 2, `${table} has rows`);
      assert.doesNotMatch(text, /(^|,|\r\n)"?[=+@][^\d]/, `${table} holds no formula`);
      assert.doesNotMatch(text, /(^|,|\r\n)"?-(?!\d)/, `${table} holds no formula`);
      const asked = await board.request(path(`tables/${table}`), { headers: { accept: 'text/csv' } });
      assert.match(asked.headers.get('content-type') ?? '', /^text\/csv/);
    }
    const lines = async (table: string): Promise<number> => ((await board.get<{ items: unknown[] }>(path(`tables/${table}`))).items).length;
    const view = await board.get<ProgrammeView>('/api/programme');
    assert.deepEqual([await lines('items'), await lines('reds'), await lines('measures'), await lines('risks')], [view.items.length, 3, 1, 1]);
  });

  it('is for those who may see the programme, and for periods of which something was said', async () => {
    for (const role of ['control', 'calls'] as const) {
      const person = await signIn(sightline, role);
      for (const rest of ['report', 'report.pdf', 'tables/items.csv']) assert.equal((await person.request(path(rest))).status, 403, `${role} ${rest}`);
    }
    for (const rest of ['report', 'report.pdf', 'tables/items.csv']) assert.equal((await board.request(path(rest, '2019-03'))).status, 404, rest);
    assert.equal((await board.request(path('tables/children.csv'))).status, 404);
  });
});

/** Every text of a block, each as it is drawn in one go. */
function wordsIn(block: ReportBlock): string[] {
  const plain = (words: readonly (string | object)[]): string => words.map((span) => (typeof span === 'string' ? span : ((span as { strong?: string }).strong ?? (span as { warn?: string }).warn ?? ''))).join('');
  switch (block.block) {
    case 'words':
      return [plain(block.words)];
    case 'list':
      return block.items.map(plain);
    case 'table':
      return [block.caption, ...block.columns.map(({ label }) => label), ...block.rows.flatMap(({ cells }) => cells.map(({ words }) => plain(words)).filter((words) => words.length < 400))];
    case 'entries':
      return block.entries.flatMap(({ title, words, path, facts }) => [title, ...words.map(plain).filter((one) => one.length < 400), ...(path ? [plain(path)] : []), facts ?? '']);
    case 'counts':
      return [block.note, ...block.cells.flatMap(({ count, percent, change }) => [String(count), percent, change])];
    case 'bars':
      return [block.caption];
  }
}
