import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CaseList, ImportJob, ImportReply } from '@sightline/contracts';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { signIn } from '../support/person.ts';
import { cableTo } from '../support/proxy.ts';
import { startSightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

const rows = 100_000;
/** Every fourth is answered: a row of two events, which go in together or not at all. */
const answered = rows / 4;
const file = `Ref,Type,Received,Owner,Closed,Outcome\n${Array.from({ length: rows }, (_, index) => `BIG-${index},${index % 2 === 0 ? 'FOI' : 'Yellow letter'},2026-0${1 + (index % 9)}-1${index % 10},worker-${index % 40},${index % 4 === 0 ? '2026-10-05,Answered' : ','}`).join('\n')}\n`;

let databases: TestDatabases;
before(async () => {
  databases = await startDatabases();
});
after(() => databases.stop());

describe('an import of 100,000 cases whose database goes away', () => {
  it('[CASE-62] waits and says so, goes on when it is back, and tells what went in; the same file again changes nothing', async (t) => {
    const databaseUrl = await databases.fresh();
    const cable = await cableTo(databaseUrl);
    const sightline = await startSightline({ env: { DATABASE_URL: cable.url, SIGHTLINE_DEMO: 'accounts' } });
    try {
      const manager = await signIn(sightline, 'manager');
      const send = async (): Promise<string> => {
        const form = new FormData();
        form.set('file', new Blob([file]), 'cases.csv');
        const started = await manager.request('/api/imports/cases?wait=false', { method: 'POST', body: form });
        assert.equal(started.status, 202);
        return ((await started.json()) as ImportJob).importId;
      };
      const job = (importId: string): Promise<ImportJob> => manager.get<ImportJob>(`/api/imports/cases/jobs/${importId}`);
      const counts = ({ added, changed, unchanged, rejectedRows }: ImportReply): unknown[] => [added, changed, unchanged, rejectedRows];
      const stored = async (): Promise<{ cases: number; closed: number; events: number }> => {
        const [found] = await query<{ cases: number; closed: number; events: number }>(databaseUrl, `SELECT count(*)::integer AS cases, (count(*) FILTER (WHERE state = 'closed'))::integer AS closed, (SELECT count(*)::integer FROM journal WHERE type LIKE 'case.%') AS events FROM casework_case`);
        assert.ok(found);
        return found;
      };
      const all = { cases: rows, closed: answered, events: rows + answered };

      const importId = await send();
      await until('a good part to be in', async () => ((await job(importId)).done > rows / 10 ? true : undefined), 60_000);
      await cable.cut();
      const half = await stored();
      assert.ok(half.cases > 0 && half.cases < rows, `cut at ${half.cases} of ${rows}`);
      assert.deepEqual([half.closed, half.events], [half.cases / 4, half.cases + half.cases / 4], 'what of a row goes in, goes in together');
      await until('the import to say that it waits', async () => {
        // A session is asked of the database too: while it is away nobody is told anything, nor anything wrong.
        const answer = await manager.request(`/api/imports/cases/jobs/${importId}`);
        return answer.status === 503 || ((await answer.json()) as ImportJob).step === 'waiting for the database' ? true : undefined;
      });
      assert.deepEqual(await stored(), half, 'nothing goes in while it is away');

      const began = performance.now();
      await cable.mend();
      const done = await until('the import to end', async () => {
        const now = await job(importId);
        return now.state === 'running' ? undefined : now;
      }, 120_000);
      assert.deepEqual([done.state, done.reply && counts(done.reply), done.done], ['done', [rows, 0, 0, 0], rows]);
      assert.deepEqual(await stored(), all);
      assert.equal((await manager.get<CaseList>('/api/casework/cases?state=all&limit=1')).total, rows);
      t.diagnostic(`cut at ${half.cases} of ${rows} cases; the rest was in ${((performance.now() - began) / 1000).toFixed(1)} s after the database was back`);

      const again = await send();
      const same = await until('the same file to be read again', async () => {
        const now = await job(again);
        return now.state === 'running' ? undefined : now;
      }, 120_000);
      assert.deepEqual(same.reply && counts(same.reply), [0, 0, rows, 0]);
      assert.deepEqual(await stored(), all);
    } finally {
      assert.equal(await sightline.stop(), 0);
      await cable.cut();
    }
  });
});
