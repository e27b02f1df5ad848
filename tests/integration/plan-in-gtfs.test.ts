import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { ImportJob, ImportReply, RunDetail, RunSummary } from '@sightline/contracts';
import { badFeeds, largeFeed, oddFeeds } from '../fixtures/feeds.ts';
import { sampleFeed, zipOf } from '../fixtures/recording.ts';
import { sightlineCommand } from '../support/cli.ts';
import { LiveClient } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

const dateIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const compact = (date: string): string => date.replaceAll('-', '');

describe('a timetable comes in', () => {
  let sightline: Sightline;
  let control: Person;
  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts', SIGHTLINE_TIME_ZONE: 'UTC' } });
    control = await signIn(sightline, 'control');
  });
  after(() => sightline.stop());

  const send = async <T = ImportReply>(zip: Uint8Array, query = ''): Promise<T> => {
    const body = new FormData();
    body.set('file', new Blob([new Uint8Array(zip)]), 'feed.zip');
    const response = await fetch(`${sightline.url}/api/imports/gtfs${query}`, { method: 'POST', headers: { authorization: `Bearer ${sightline.feedToken}` }, body });
    assert.ok(response.ok, `${response.status}`);
    return (await response.json()) as T;
  };
  const runsOf = async (date: string): Promise<RunSummary[]> => (await control.get<{ items: RunSummary[] }>(`/api/transport/runs?limit=1000&serviceDate=${date}`)).items;
  /** The runs of the days to come, once those of later days are made too. */
  const settled = (runs: number): Promise<true> => until(`${runs} runs`, async () => (await Promise.all(Array.from({ length: 8 }, (_, day) => runsOf(dateIn(day))))).flat().length === runs || undefined);
  const counts = ({ added, changed, unchanged, withdrawn, rejected }: ImportReply): object => ({ added, changed, unchanged, withdrawn, rejected: rejected.length });

  it(`[PLAN-1] ${badFeeds.length} broken feeds are each refused by file and line, and change nothing`, async (t) => {
    for (const { what, zip, file, line, says } of badFeeds) {
      const reply = await send(zip(), '?date=20250603');
      assert.deepEqual({ what, ...counts(reply), rejected: reply.rejected.length > 0 }, { what, added: 0, changed: 0, unchanged: 0, withdrawn: undefined, rejected: true });
      const told = reply.rejected.find((each) => says.test(each.reason) && each.line === line && (file === '' || each.reason.startsWith(file)));
      assert.ok(told, `${what}: ${JSON.stringify(reply.rejected.slice(0, 3))}`);
    }
    assert.deepEqual(await runsOf('2025-06-03'), []);
    t.diagnostic(`${badFeeds.length} broken feeds refused`);
  });

  for (const { what, zip } of oddFeeds) {
    it(`[PLAN-2] ${what}: nothing is wrong with it`, async () => {
      const reply = await send(zip(), '?date=20250603&preview=true');
      assert.deepEqual(counts(reply), { added: 2, changed: 0, unchanged: 0, withdrawn: 0, rejected: 0 }, JSON.stringify(reply.rejected));
    });
  }

  it('[PLAN-3] a preview says what would change and changes nothing; the import does that; the same again changes nothing', async () => {
    const daily = { ...largeFeed(14, 4) };
    const preview = await send(zipOf(daily), '?feed=daily&preview=true');
    assert.deepEqual(counts(preview), { added: 16, changed: 0, unchanged: 0, withdrawn: 0, rejected: 0 });
    assert.deepEqual(preview.plan?.dates.map(({ date, runs }) => [date, runs]), Array.from({ length: 8 }, (_, day) => [dateIn(day), 2]));
    assert.equal(preview.plan.sample.length, 2);
    assert.deepEqual(await runsOf(dateIn(3)), []);
    const made = await send(zipOf(daily), '?feed=daily');
    assert.deepEqual(counts(made), { added: 16, changed: 0, unchanged: 0, withdrawn: 0, rejected: 0 });
    await settled(16);
    const [run] = await runsOf(dateIn(3));
    assert.match(run?.runRef ?? '', new RegExp(`^T\\d+:${compact(dateIn(3))}$`));
    assert.equal(run?.operatorRef, 'B');
    assert.deepEqual(counts(await send(zipOf(daily), '?feed=daily')), { added: 0, changed: 0, unchanged: 16, withdrawn: 0, rejected: 0 });
  });

  it('[PLAN-4] a new timetable replaces the future: vanished runs are withdrawn, moved ones changed, and what has begun is left', async () => {
    const daily = largeFeed(14, 4);
    const [begun] = (await runsOf(dateIn(1))).map(({ runRef }) => runRef);
    assert.ok(begun);
    await control.request('/api/commands', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ type: 'run.started', data: { runRef: begun, at: new Date().toISOString() } }) });
    const gone = { ...daily, 'trips.txt': (daily['trips.txt'] ?? '').split('\n').slice(0, 8).join('\n'), 'stop_times.txt': (daily['stop_times.txt'] ?? '').split('\n').slice(0, 1 + 7 * 4).join('\n').replaceAll(/,S(\d+),2$/gm, ',S399,2') };
    const preview = await send(zipOf(gone), '?feed=daily&preview=true');
    const told = await send(zipOf(gone), '?feed=daily');
    assert.deepEqual(counts(told), counts(preview));
    assert.equal((told.withdrawn ?? 0) + told.changed + told.unchanged + (told.plan?.dates ?? []).reduce((sum, { kept }) => sum + kept, 0), 16);
    assert.ok((told.withdrawn ?? 0) >= 6, JSON.stringify(counts(told)));
    assert.ok(told.changed >= 6);
    await settled(16 - (told.withdrawn ?? 0));
    assert.equal((await runsOf(dateIn(4))).length, 1);
    assert.ok((await runsOf(dateIn(1))).some(({ runRef, state }) => runRef === begun && state === 'running'));
    assert.deepEqual({ ...counts(await send(zipOf(gone), '?feed=daily')), unchanged: 0 }, { added: 0, changed: 0, unchanged: 0, withdrawn: 0, rejected: 0 });
  });

  it('[PLAN-5] a run goes by the clock of its feed: past midnight, and on the days on which the clocks change', async () => {
    const feed = (zone: string, from: string): Uint8Array => zipOf({ ...sampleFeed, 'agency.txt': (sampleFeed['agency.txt'] ?? '').replace('Europe/London', zone), 'calendar.txt': `service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nweekday,1,1,1,1,1,1,1,${from},${from}\n`, 'stop_times.txt': (sampleFeed['stop_times.txt'] ?? '').replace('T1,08:08:00,08:08:00', 'T1,26:10:00,26:10:00') });
    const times = async (zone: string, date: string): Promise<(string | undefined)[]> => {
      await send(feed(zone, compact(date)), `?feed=clock&date=${compact(date)}`);
      const { stopCalls } = await control.get<RunDetail>(`/api/transport/runs/T1:${compact(date)}`);
      return [stopCalls[0]?.scheduledAt, stopCalls.at(-1)?.scheduledAt];
    };
    // British clocks go forward on 30 March 2025 and back on 26 October; American ones on 9 March and 2 November.
    assert.deepEqual(await times('Europe/London', '2025-03-30'), ['2025-03-30T07:00:00.000Z', '2025-03-31T01:10:00.000Z']);
    assert.deepEqual(await times('Europe/London', '2025-10-26'), ['2025-10-26T08:00:00.000Z', '2025-10-27T02:10:00.000Z']);
    assert.deepEqual(await times('America/New_York', '2025-03-09'), ['2025-03-09T12:00:00.000Z', '2025-03-10T06:10:00.000Z']);
    assert.deepEqual(await times('America/New_York', '2025-11-02'), ['2025-11-02T13:00:00.000Z', '2025-11-03T07:10:00.000Z']);
  });

  it('[PLAN-6] runs of later dates are made as their days come near, each once, by a Sightline that was not told again', async () => {
    const shift = join(import.meta.dirname, '../fixtures/next-day.mjs');
    const before = (await runsOf(dateIn(7))).length;
    assert.equal((await runsOf(dateIn(8))).length, 0);
    await sightline.kill9();
    const later = await startSightline({ dataDir: sightline.dataDir, env: { SIGHTLINE_DEMO: 'accounts', SIGHTLINE_TIME_ZONE: 'UTC', NODE_OPTIONS: `--import ${shift}` } });
    const person = await signIn(later, 'control');
    const list = async (days: number): Promise<string[]> => (await person.get<{ items: RunSummary[] }>(`/api/transport/runs?limit=1000&serviceDate=${dateIn(days)}`)).items.map(({ runRef }) => runRef);
    const made = await until('the runs of the eighth day', async () => ((await list(8)).length > 0 ? list(8) : undefined));
    assert.equal(made.length, 1);
    assert.equal((await list(7)).length, before);
    const journal = await (await signIn(later, 'admin')).get<{ items: { data: { runRef?: string } }[] }>('/api/ingest/journal?type=run.scheduled&limit=1000');
    assert.equal(journal.items.filter(({ data }) => data.runRef === made[0]).length, 1);
    await later.stop();
    sightline = await startSightline({ dataDir: sightline.dataDir, env: { SIGHTLINE_DEMO: 'accounts', SIGHTLINE_TIME_ZONE: 'UTC' } });
    control = await signIn(sightline, 'control');
  });

  it('[PLAN-7] 5 MB of stop times take seconds, show their progress, and hold up no viewer', async (t) => {
    const feed = largeFeed(7000, 25, 'L');
    const bytes = (feed['stop_times.txt'] ?? '').length;
    assert.ok(bytes > 5 * 2 ** 20, `${bytes} bytes`);
    const zip = zipOf(feed);
    const viewers = Array.from({ length: 4 }, () => new LiveClient(sightline.url, control.cookie, { origin: sightline.url }));
    for (const viewer of viewers) assert.equal(await viewer.connect(), undefined);
    let worst = 0;
    let beats = 0;
    let over50 = 0;
    let beating = true;
    // A socket may ask 20 times a second: four of them feel the pulse 80 times.
    const hearts = viewers.map(async (viewer) => {
      while (beating) {
        await pause(50);
        const began = performance.now();
        await viewer.ask('unsubscribe', { topic: 'session' });
        const took = performance.now() - began;
        worst = Math.max(worst, took);
        beats += 1;
        if (took > 50) over50 += 1;
      }
    });
    await until('a pulse at rest', () => beats >= 200 || undefined);
    t.diagnostic(`socket heartbeat before it: ${beats} round trips, worst ${worst.toFixed(0)} ms, ${over50} over 50 ms`);
    worst = beats = over50 = 0;
    const began = performance.now();
    let job = await send<ImportJob>(zip, '?feed=large&wait=false');
    const steps = new Map<string, number>();
    while (job.state === 'running') {
      if (!steps.has(job.step)) steps.set(job.step, performance.now() - began);
      await pause(20);
      job = (await (await fetch(`${sightline.url}/api/imports/jobs/${job.importId}`, { headers: { authorization: `Bearer ${sightline.feedToken}` } })).json()) as ImportJob;
    }
    const seconds = (performance.now() - began) / 1000;
    const last = await until('the runs of the last day', async () => ((await runsOf(dateIn(7))).length >= 1000 ? (performance.now() - began) / 1000 : undefined), 240_000);
    t.diagnostic(`the runs of all eight days are there after ${last.toFixed(1)} s`);
    beating = false;
    await Promise.all(hearts);
    for (const viewer of viewers) viewer.socket.close();
    t.diagnostic(`${(bytes / 2 ** 20).toFixed(1)} MB of stop times: ${seconds.toFixed(1)} s, ${job.reply?.added} runs made; steps ${JSON.stringify([...steps].map(([step, at]) => `${step} after ${(at / 1000).toFixed(1)} s`))}`);
    t.diagnostic(`socket heartbeat beside it: ${beats} round trips, worst ${worst.toFixed(0)} ms, ${over50} over 50 ms`);
    assert.equal(job.state, 'done', job.error);
    assert.equal(job.reply?.added, 8000);
    assert.ok(steps.size >= 3, `${steps.size} steps were seen`);
    assert.ok(beats > 50, `${beats} round trips`);
  });

  it('[PLAN-8] the real day is taken by the command line, with its plan in words', async (t) => {
    const file = join(import.meta.dirname, '../../../shared/fixtures/recorded-day/gtfs.zip');
    if (!existsSync(file)) return t.diagnostic(`NOT TESTED: there is no ${file}; the feeds above are of our own invention`);
    const date = /,(\d{8}),1/.exec(await datesIn(file))?.[1] ?? '';
    const preview = await sightlineCommand(sightline, ['import', 'gtfs', file, '--feed', 'real', '--date', date, '--preview']);
    assert.equal(preview.status, 0, preview.said);
    t.diagnostic(preview.out.trim());
    const made = await sightlineCommand(sightline, ['import', 'gtfs', file, '--feed', 'real', '--date', date]);
    assert.equal(`Would be: ${made.out}`, preview.out);
    const again = await sightlineCommand(sightline, ['import', 'gtfs', file, '--feed', 'real', '--date', date]);
    assert.match(again.out, /^0 runs added, 0 changed, \d+ unchanged, 0 withdrawn, 0 problems$/m);
  });
});

async function datesIn(file: string): Promise<string> {
  const { unzipSync, strFromU8 } = await import('fflate');
  return strFromU8(unzipSync(await readFile(file))['calendar_dates.txt'] ?? new Uint8Array());
}
