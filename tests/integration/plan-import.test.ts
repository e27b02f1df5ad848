import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Contradiction, ImportJob, ImportReply, ProgrammeView, SavedPlanProfile } from '@sightline/contracts';
import { actionPlan, awfulCsv, awfulWorkbook } from '../fixtures/action-plan.ts';
import { zipOf } from '../fixtures/recording.ts';
import { xlsxOf } from '../fixtures/xlsx.ts';
import { sightlineCommand } from '../support/cli.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

type Content = string | Uint8Array<ArrayBuffer>;
const counts = ({ added, changed, unchanged, rejectedRows }: ImportReply): number[] => [added, changed, unchanged, rejectedRows ?? -1];
const chosen = { period: '2026-09', previousPeriod: '2026-06' };

function formOf(content: Content, fields: Readonly<Record<string, string>>, name = 'plan.xlsx'): FormData {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('file', new Blob([content]), name);
  return form;
}
const postAs = (person: Pick<Person, 'request'>, content: Content, fields: Readonly<Record<string, string>> = {}, query = ''): Promise<Response> => person.request(`/api/imports/programme${query}`, { method: 'POST', body: formOf(content, fields) });
async function sendAs(...args: Parameters<typeof postAs>): Promise<ImportReply> {
  const response = await postAs(...args);
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()) as ImportReply;
}

/** What the board reads of the plan, out of the public door. */
async function boardReads(board: Person): Promise<object> {
  const view = await board.get<ProgrammeView>('/api/programme');
  const led = (kind: 'project' | 'action', ledBy: string): number => view.items.filter((one) => one.kind === kind && one.ledBy === ledBy).length;
  const travels = Object.groupBy(view.items.filter(({ kind, rating }) => kind === 'action' && rating !== null), ({ travel }) => travel ?? 'none');
  return {
    projects: view.counts.projects,
    actions: view.counts.actions,
    projectsByWorkstream: ['A', 'B', 'C', 'D', 'E'].map((ref) => view.items.filter(({ kind, parentRef }) => kind === 'project' && parentRef === ref).length),
    percentages: view.percentages,
    blueSinceBefore: view.change?.actions.blue,
    projectsElsewhere: [led('project', 'Schools Board'), led('project', 'Health Board')],
    actionsElsewhere: [led('action', 'Schools Board'), led('action', 'Health Board')],
    travels: Object.fromEntries(Object.entries(travels).map(([travel, items]): [string, number] => [travel, items.length]).sort(([a], [b]) => a.localeCompare(b))),
  };
}
const acceptance = {
  projects: { blue: 0, green: 3, amber: 19, red: 0, grey: 0, unrated: 0, ledElsewhere: 12, total: 34 },
  actions: { blue: 49, green: 48, amber: 114, red: 2, grey: 17, unrated: 0, ledElsewhere: 69, total: 299 },
  projectsByWorkstream: [13, 7, 5, 7, 2],
  percentages: { blue: 21.3, green: 20.9, amber: 49.6, red: 0.9, grey: 7.4 },
  blueSinceBefore: 4,
  projectsElsewhere: [5, 7],
  actionsElsewhere: [36, 33],
  travels: { level: 226, up: 4 },
};

for (const [words, content] of [['a workbook of merged cells and coloured words', awfulWorkbook()], ['a CSV with a column for each period', awfulCsv()]] as const) {
  describe(`[PROG-67] the acceptance figures go in as ${words} and come out at the board`, () => {
    let sightline: Sightline;
    let office: Person;
    let board: Person;
    before(async () => {
      sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
      office = await signIn(sightline, 'office');
      board = await signIn(sightline, 'board');
    });
    after(() => sightline.stop());

    it('as a preview that changes nothing', async () => {
      const whole = async (): Promise<unknown[]> => (await board.request('/api/programme')).status === 404 ? [] : (await board.get<ProgrammeView>('/api/programme')).items;
      const reply = await sendAs(office, content, chosen, '?preview=true');
      assert.deepEqual(counts(reply), [338, 0, 0, 0], JSON.stringify(reply.rejected.slice(0, 5)));
      assert.deepEqual([reply.programme?.plan.projects, reply.programme?.plan.actions, reply.programme?.plan.percentages, reply.programme?.plan.change?.blue], [acceptance.projects, acceptance.actions, acceptance.percentages, 4]);
      assert.deepEqual(reply.programme?.plan.workstreams.map(({ itemRef, projects }) => [itemRef, projects]), [['A', 13], ['B', 7], ['C', 5], ['D', 7], ['E', 2]]);
      assert.deepEqual(await whole(), []);
    });

    it('for good, and once', async (test) => {
      assert.deepEqual(counts(await sendAs(office, content, chosen)), [338, 0, 0, 0]);
      const reads = await boardReads(board);
      test.diagnostic(JSON.stringify(reads));
      assert.deepEqual(reads, acceptance);
      const again = await sendAs(office, content, chosen);
      assert.deepEqual([counts(again), again.programme?.ratings], [[0, 0, 338, 0], { added: 0, corrected: 0, unchanged: 482 }]);
      assert.deepEqual(await boardReads(board), acceptance);
    });

    it('where gates are not asked: what was said elsewhere is marked, and listed', async () => {
      const { items } = await board.get<{ items: Contradiction[] }>('/api/programme/contradictions');
      assert.equal(items.filter(({ kind }) => kind === 'red-without-words').length, 2);
      assert.equal(items.filter(({ kind }) => kind === 'blue-too-soon').length, 49);
    });

    it('is corrected by a later file, which names what it corrects', async () => {
      const [ref = ''] = actionPlan().flatMap(({ projects }) => projects.flatMap(({ actions }) => actions.filter(({ rating }) => rating === 'red').map((action) => action.ref)));
      // Its project and its workstream are implied by its reference, and stay as they are.
      assert.deepEqual(counts(await sendAs(office, `Ref,BRAG Sept 2026\n${ref},Amber\n`)), [0, 1, 2, 0]);
      const { items } = await board.get<{ items: { id: string; period: string; rating: string; corrects?: string }[] }>(`/api/programme/items/${ref}/history`);
      const said = items.filter(({ period }) => period === '2026-09');
      assert.deepEqual(said.map(({ rating, corrects }) => [rating, corrects]), [['red', undefined], ['amber', said[0]?.id]]);
    });
  });
}

describe('an action plan as people keep it', () => {
  let sightline: Sightline;
  let office: Person;
  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    office = await signIn(sightline, 'office');
  });
  after(() => sightline.stop());

  const plan = xlsxOf({
    Plan: {
      rows: [
        ['Plan of the board, September 2026'],
        ['Workstream', 'Project', 'Nr', 'Action', 'Due', 'Status', 'DoT'],
        ['A – Transport', 'A1 Guides', 'A1.1', 'Train', '31/09/2026', { text: 'Amber', fill: 'FF0000' }, ''],
        ['', '', 'A1.2', 'Recruit', 'Oct 2026', { text: 'On hold', fill: 'FFFFFF' }, ''],
        ['', '', 'A1.3', 'Retain', { formula: 'E3+1', value: 46_387 }, { text: '', fill: '00B050' }, '↓'],
      ],
      merged: ['A3:A5', 'B3:B5'],
      hidden: [5],
    },
  });
  const profile = JSON.stringify({ name: 'board', columns: { Nr: 'reference' } });

  it('[PROG-68] tells of cells by sheet, line and column, of warnings, and gives the rejects back to be corrected', async () => {
    const started = await postAs(office, plan, { profile }, '?wait=false');
    assert.equal(started.status, 202);
    const { importId } = (await started.json()) as ImportJob;
    const job = (): Promise<ImportJob> => office.get<ImportJob>(`/api/imports/programme/jobs/${importId}`);
    let now = await job();
    while (now.state === 'running') now = await job();
    const reply = now.reply as ImportReply;
    assert.deepEqual(counts(reply), [3, 0, 0, 2]);
    assert.deepEqual(reply.rejected.map(({ sheet, line, column, value }) => [sheet, line, column, value]), [['Plan', 3, 'Due', '31/09/2026'], ['Plan', 4, 'Status', 'On hold']]);
    const { period, periodFrom, unknownWords, warnings } = reply.programme ?? {};
    assert.deepEqual([period, periodFrom, unknownWords], ['2026-09', 'line 1 of “Plan”', [{ field: 'dueDate', word: '31/09/2026', count: 1 }, { field: 'rating', word: 'On hold', count: 1 }]]);
    assert.deepEqual(warnings?.map(({ line, reason }) => [line, reason]), [[0, '1 hidden row was read too'], [5, 'disagrees with the ratings of A1.3, which went new: it is derived, and was not taken']]);
    const rejects = await (await office.request(`/api/imports/programme/jobs/${importId}/rejects.csv`)).text();
    assert.match(rejects, /^Workstream,Project,Nr,Action,Due,Status \(September 2026\),DoT,sheet,line,problem\r\nA – Transport,A1 Guides,A1\.1,/);
    const corrected = rejects.replace('31/09/2026', '30/09/2026').replace('On hold', 'Grey');
    assert.deepEqual(counts(await sendAs(office, corrected, { profile })), [2, 0, 2, 0]);
    const view = await office.get<ProgrammeView>('/api/programme');
    assert.deepEqual(view.items.filter(({ kind }) => kind === 'action').map(({ itemRef, rating, dueDate, parentRef }) => [itemRef, rating, dueDate, parentRef]).sort(), [['A1.1', 'amber', '2026-09-30', 'A1'], ['A1.2', 'grey', '2026-10-31', 'A1'], ['A1.3', 'green', '2026-12-31', 'A1']]);
    assert.equal((await (await signIn(sightline, 'admin')).request(`/api/imports/programme/jobs/${importId}`)).status, 403);
  });

  for (const [words, content, reason] of [
    ['an old workbook with a new name, or one with a password', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), /workbook of the old kind \(\.xls\).*password/],
    ['a zip that is no workbook', new Uint8Array(zipOf({ 'plan.csv': 'Ref\nA\n' })), /a zip archive and no workbook/],
    ['half a workbook', plan.slice(0, plan.length / 2), /damaged/],
    ['a workbook that unpacks to a very large nothing', new Uint8Array(zipOf({ 'xl/workbook.xml': ' '.repeat(30 * 2 ** 20) })), /200 times its size/],
    ['an empty file', '', /empty/],
    ['a text with no reference', 'Action,BRAG Sept 2026\nTrain,Amber\n', /no column with the references/],
    ['ratings of no period', 'Ref,Action,BRAG\nA1.1,Train,Amber\n', /choose the reporting period/],
    ['more rows than a plan has', `Ref,Action\n${Array.from({ length: 5002 }, (_, index) => `A1.${index},x`).join('\n')}\n`, /more than 5,000 rows/],
  ] as const) {
    it(`[PROG-69] says in a sentence what is wrong with ${words}`, async () => {
      const { rejected, ...reply } = await sendAs(office, content, {}, '?preview=true');
      assert.equal(rejected.length, 1);
      assert.match(rejected[0]?.reason ?? '', reason);
      assert.deepEqual([reply.added, reply.changed], [0, 0]);
    });
  }

  it('[PROG-69] refuses a file of 30 MB with what to do about it, and periods that are none', async () => {
    const large = await postAs(office, new Uint8Array(30 * 2 ** 20));
    assert.equal(large.status, 413);
    assert.match(await large.text(), /at most 25 MB\. Take out pictures/);
    assert.equal((await postAs(office, 'Ref\n', { period: 'last month' })).status, 400);
    assert.equal((await postAs(office, 'Ref\n', { period: '2026-06', previousPeriod: '2026-09' })).status, 400);
  });

  it('[PROG-70] is for the programme office and its machines, and for nobody else', async () => {
    for (const role of ['control', 'calls', 'manager', 'board', 'admin'] as const) {
      const person = await signIn(sightline, role);
      assert.equal((await postAs(person, 'Ref\n')).status, 403, role);
      assert.equal((await person.request('/api/imports/programme/profiles')).status, 403, role);
    }
    const machine = { request: (path: string, init: RequestInit = {}) => fetch(sightline.url + path, { ...init, headers: { authorization: `Bearer ${sightline.feedToken}` } }) };
    assert.deepEqual(counts(await sendAs(machine, 'Ref,Title\nM,By a machine\n')), [1, 0, 0, 0]);
    assert.equal((await fetch(`${sightline.url}/api/imports/programme`, { method: 'POST', body: formOf('Ref\n', {}) })).status, 401);
  });

  it('[PROG-71] keeps profiles by name, offers a template that reads as it is, and lists who imported what', async () => {
    const put = await office.request('/api/imports/programme/profiles/quarterly', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'quarterly', columns: { Nr: 'reference' }, valueMaps: { rating: { Parked: 'grey' } } }) });
    assert.equal(put.status, 200);
    assert.deepEqual(counts(await sendAs(office, 'Nr,Action,BRAG Sept 2026\nQ1.1,One,Parked\n', { profile: 'quarterly' })), [3, 0, 0, 0]);
    const { items } = await office.get<{ items: SavedPlanProfile[] }>('/api/imports/programme/profiles');
    assert.deepEqual(items.map(({ profile: { name }, changedBy, usedAt }) => [name, changedBy, usedAt !== undefined]), [['quarterly', 'office', true]]);
    const template = await (await office.request('/api/imports/programme/template.csv')).text();
    const read = await sendAs(office, template, { period: '2026-12', previousPeriod: '2026-09' }, '?preview=true');
    assert.deepEqual([read.rejected, read.added + read.changed > 0, read.programme?.sheets[0]?.headings.filter(({ field }) => field === undefined)], [[], true, []]);
    const log = await office.get<{ items: { kind: string; by: string }[] }>('/api/imports/programme');
    assert.ok(log.items.length > 2 && log.items.every(({ kind }) => kind === 'programme'));
  });

  it('[PROG-72] an item that left the plan comes back with the file, and an import that was cut off is completed by sending it again', async () => {
    const content = `Ref,Action,BRAG Sept 2026\n${Array.from({ length: 2000 }, (_, index) => `K1.${index + 1},Keep,Amber`).join('\n')}\n`;
    const size = async (): Promise<number> => (await office.get<ProgrammeView>('/api/programme')).items.length;
    const had = await size();
    await postAs(office, content, {}, '?wait=false');
    while ((await size()) === had);
    await sightline.kill9();
    sightline = await sightline.restart();
    office = await signIn(sightline, 'office');
    const kept = (await size()) - had;
    assert.ok(kept > 0);
    const reply = await sendAs(office, content);
    assert.deepEqual([reply.added + reply.unchanged + reply.changed, await size()], [2002, had + 2002]);
    await office.request('/api/commands', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ type: 'programme.item-removed', data: { itemRef: 'K1.7' } }) });
    assert.equal(await size(), had + 2001);
    assert.deepEqual(counts(await sendAs(office, content)), [1, 0, 2001, 0]);
  });

  it('[PROG-73] is done from the command line too', async () => {
    const file = (name: string): string => join(sightline.dataDir, name);
    await writeFile(file('plan.csv'), 'Nr,Action,BRAG\nC1.1,One,Amber\nC1.2,Two,whatever\n');
    await writeFile(file('profile.json'), JSON.stringify({ name: 'cli', columns: { Nr: 'reference' } }));
    const command = ['import', 'programme', file('plan.csv'), '--profile-file', file('profile.json'), '--period', '2026-09'];
    const looked = await sightlineCommand(sightline, [...command, '--preview']);
    assert.deepEqual([looked.status, /Would be: 3 items added, 0 changed, 0 unchanged, 1 problems/.test(looked.out)], [1, true], looked.out + looked.said);
    assert.match(looked.said, /Ratings of 2026-09 \(chosen\)[\s\S]*Nr → reference[\s\S]*\(line 3, BRAG, “whatever”\)/);
    assert.match((await sightlineCommand(sightline, command)).out, /^3 items added/m);
    assert.match((await sightlineCommand(sightline, command)).out, /^0 items added, 0 changed, 3 unchanged/m);
  });
});
