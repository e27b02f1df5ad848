import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { BacklogRow, ClockView, DueChangeView } from '@sightline/contracts';
import { openedCase } from '../fixtures/events.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { launch, send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

type Told = { clocks: ClockView[]; changes: DueChangeView[] };
const clocksOf = (person: Person, caseRef: string): Promise<Told> => person.get<Told>(`/api/casework/cases/${caseRef}/clocks`);
const dueOf = ({ clocks }: Told): string | undefined => clocks.find(({ clock }) => clock === 'respond')?.dueDate;

describe('case policies of the council’s own', () => {
  let folder: string;
  let path: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sightline-case-policies-'));
    path = join(folder, 'policies.json');
  });
  after(() => rm(folder, { recursive: true, force: true }));
  const start = (env: Record<string, string> = {}): Promise<Sightline> => startSightline({ dataDir: join(folder, 'data'), env: { SIGHTLINE_DEMO: 'accounts', ...env } });

  it('[CASE-68] a corrected policy and a further holiday count every open clock anew, and each due date that moved is told with the old one', async () => {
    let sightline = await start();
    // Of a future in which the calendar is known; the last is closed and stays as it is.
    const { body } = await send(sightline, [openedCase('LETTER', '2028-01-03', { caseType: 'yellow-letter' }), openedCase('FOI', '2028-01-03', { caseType: 'foi' }), openedCase('LATER', '2028-02-01', { caseType: 'yellow-letter' })]);
    assert.deepEqual(body.rejected, []);
    let manager = await signIn(sightline, 'manager');
    const before = await Promise.all(['LETTER', 'FOI', 'LATER'].map((caseRef) => clocksOf(manager, caseRef)));
    assert.deepEqual(before.map(dueOf), ['2028-01-19', '2028-02-01', '2028-02-17']);
    assert.deepEqual(before[0]?.clocks[0]?.warnings.map(({ percent, date, passed }) => [percent, date, passed]), [[50, '2028-01-11', false], [75, '2028-01-15', false], [90, '2028-01-18', false]]);
    await sightline.stop();

    await writeFile(path, JSON.stringify({
      policies: [
        { id: 'yellow-letter', length: 10, warnings: [60], applies: { until: '2028-01-31' } },
        { id: 'yellow-letter-2028', caseType: 'yellow-letter', clock: 'respond', from: ['received'], length: 16, unit: 'calendar-day', applies: { from: '2028-02-01' }, source: 'the cabinet left the letters of February alone' },
      ],
      holidays: { scotland: [{ date: '2028-01-20', title: 'A day of thanks' }] },
    }));
    sightline = await start({ SIGHTLINE_POLICIES: path });
    manager = await signIn(sightline, 'manager');
    const changed = await until('the changes to be recorded', async () => {
      const { items } = await manager.get<{ items: DueChangeView[] }>('/api/casework/due-changes');
      return items.length > 0 ? items : undefined;
    });
    assert.deepEqual(changed.map(({ caseRef, oldDueDate, newDueDate }) => [caseRef, oldDueDate, newDueDate]).sort(), [['FOI', '2028-02-01', '2028-02-02'], ['LETTER', '2028-01-19', '2028-01-13']]);
    assert.match(changed.find(({ caseRef }) => caseRef === 'LETTER')?.why ?? '', /^policy: “yellow-letter” was configured/);
    const letter = await clocksOf(manager, 'LETTER');
    assert.deepEqual([dueOf(letter), letter.changes.length, letter.clocks[0]?.warnings.map(({ percent }) => percent)], ['2028-01-13', 1, [60]]);
    assert.match((await clocksOf(manager, 'LATER')).clocks[0]?.source ?? '', /left the letters of February alone/);
    const rows = (await manager.get<{ items: BacklogRow[] }>('/api/casework/backlog')).items;
    assert.deepEqual(rows.map(({ caseType, open }) => [caseType, open]).sort(), [['foi', 1], ['yellow-letter', 2]]);
    await sightline.stop();

    // Started once more nothing moved, so nothing is recorded again.
    sightline = await start({ SIGHTLINE_POLICIES: path });
    manager = await signIn(sightline, 'manager');
    await send(sightline, [openedCase('NEXT', '2028-01-04', { caseType: 'yellow-letter' })]);
    assert.equal((await manager.get<{ items: DueChangeView[] }>('/api/casework/due-changes')).items.length, 2);
    await sightline.stop();
  });

  it('[CASE-68] a file that cannot be used ends the start with one sentence', async () => {
    await writeFile(path, JSON.stringify({ policies: [{ id: 'foi', length: '20 days' }] }));
    const { child, output } = launch(join(folder, 'never'), { SIGHTLINE_POLICIES: path });
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 1);
    assert.match(output().trim(), /^The case policies in .*policies\.json cannot be used: policies\[0\]\.length: .*\. Correct the file, or start without SIGHTLINE_POLICIES\.$/);
  });
});
