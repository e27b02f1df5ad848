import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ImportReply, RunDetail, RunSummary } from '@sightline/contracts';
import { sampleFeed, sampleFiles, zipOf } from '../fixtures/recording.ts';
import { sightlineCommand } from '../support/cli.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

const secondsBetween = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / 1000;
const countsOf = ({ preview, added, changed, unchanged, withdrawn, rejected }: ImportReply): object => ({ preview, added, changed, unchanged, withdrawn, rejected });
const recordedDay = resolve(import.meta.dirname, '../../../shared/fixtures/recorded-day');

describe('a timetable and a recorded day', () => {
  let sightline: Sightline;
  let control: Person;
  const runsOf = async (serviceDate: string): Promise<RunSummary[]> =>
    (await control.get<{ items: RunSummary[] }>(`/api/transport/runs?limit=1000&serviceDate=${serviceDate}`)).items;
  /** A recording that has just ended may have begun yesterday, also by another clock than ours. */
  const runsOfLately = async (): Promise<RunSummary[]> => {
    const days = [-1, 0, 1].map((shift) => new Date(Date.now() + shift * 86_400_000).toISOString().slice(0, 10));
    return (await Promise.all(days.map((day) => runsOf(day)))).flat();
  };
  const detailOf = (runRef: string): Promise<RunDetail> => control.get<RunDetail>(`/api/transport/runs/${encodeURIComponent(runRef)}`);
  const upload = async (bytes: Uint8Array, query = ''): Promise<{ status: number; body: ImportReply }> => {
    const body = new FormData();
    body.set('file', new Blob([new Uint8Array(bytes)]), 'gtfs.zip');
    const response = await fetch(`${sightline.url}/api/imports/gtfs${query}`, { method: 'POST', headers: { authorization: `Bearer ${sightline.feedToken}` }, body });
    return { status: response.status, body: (await response.json()) as ImportReply };
  };

  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts' } });
    control = await signIn(sightline, 'control');
  });
  after(() => sightline.stop());

  it('a timetable makes the runs of a service date, and the second time changes nothing', async () => {
    const preview = await upload(zipOf(sampleFeed), '?date=20250603&preview=true');
    assert.deepEqual(countsOf(preview.body), { preview: true, added: 2, changed: 0, unchanged: 0, withdrawn: 0, rejected: [] });
    assert.deepEqual(await runsOf('2025-06-03'), []);
    assert.equal((await upload(zipOf(sampleFeed), '?date=20250603')).body.added, 2);
    assert.deepEqual(countsOf((await upload(zipOf(sampleFeed), '?date=20250602..20250603')).body), { preview: false, added: 2, changed: 0, unchanged: 2, withdrawn: 0, rejected: [] });
    const runs = await runsOf('2025-06-03');
    assert.deepEqual(runs.map(({ runRef, state }) => [runRef, state]), [['T1:20250603', 'scheduled'], ['T2:20250603', 'scheduled']]);
    const { stopCalls } = await detailOf('T2:20250603');
    assert.deepEqual(stopCalls.map(({ name, scheduledAt }) => [name, scheduledAt]).at(-1), ['Place, 4', '2025-06-03T07:28:00.000Z']);
  });

  it('a feed with problems changes nothing and says where they are', async () => {
    const broken = { ...sampleFeed, 'stop_times.txt': `${sampleFeed['stop_times.txt'] ?? ''}T1,09:00:00,09:00:00,P9,6\n` };
    const { body } = await upload(zipOf(broken), '?date=20250604');
    assert.deepEqual(body, { preview: false, added: 0, changed: 0, unchanged: 0, problems: 1, rejected: [{ line: 12, column: 'stop_id', value: 'P9', reason: 'stop_times.txt: is not in stops.txt' }] });
    const noZip = await upload(new TextEncoder().encode('this is no zip'));
    assert.match(noZip.body.rejected[0]?.reason ?? '', /no zip archive/);
    const never = await sightlineCommand(sightline, ['import', 'gtfs', join(import.meta.dirname, 'recordings.test.ts')]);
    assert.equal(never.status, 1);
    assert.deepEqual(await runsOf('2025-06-04'), []);
  });

  it('a timetable may only be sent by who may', async () => {
    const refused = await fetch(`${sightline.url}/api/imports/gtfs`, { method: 'POST', body: new FormData() });
    assert.equal(refused.status, 401);
    assert.equal((await control.request('/api/imports/gtfs', { method: 'POST', body: new FormData() })).status, 403);
  });

  it('a recording plays through the public door: calls with scheduled and actual times, lateness, a trace', async () => {
    const files = await sampleFiles();
    const played = await sightlineCommand(sightline, ['play', '--gtfs', files.gtfs, '--positions', files.positions, '--ended']);
    await files.remove();
    assert.deepEqual({ status: played.status, out: played.out.trim() }, { status: 0, out: '108 accepted, 0 duplicates, 0 rejected' }, played.said);
    const runs = await runsOfLately();
    assert.deepEqual(runs.map(({ state }) => state), ['completed', 'completed']);
    const [onTime, late] = await Promise.all(runs.map(({ runRef }) => detailOf(runRef)));
    assert.ok(onTime && late);
    assert.ok(Math.abs(secondsBetween(late.stopCalls[2]?.scheduledAt ?? '', late.stopCalls[2]?.arrivedAt ?? '') - (90 - 20)) < 10);
    for (const { stopCalls } of [onTime, late]) assert.ok(stopCalls.every(({ arrivedAt }) => arrivedAt !== undefined));
    assert.ok((late.latenessSeconds ?? 0) > (onTime.latenessSeconds ?? 0) + 80);
    const { items } = await control.get<{ items: unknown[] }>(`/api/transport/runs/${encodeURIComponent(late.runRef)}/trace`);
    assert.equal(items.length, 53);
  });

  it('the recorded day of real buses plays through: nothing refused, nearly every stop passed is seen', async (t) => {
    if (!existsSync(join(recordedDay, 'gtfs.zip'))) {
      t.diagnostic(`NOT TESTED: the recorded day is not at ${recordedDay}; the test above plays one of our own invention`);
      return;
    }
    const played = await sightlineCommand(sightline, ['play', '--gtfs', join(recordedDay, 'gtfs.zip'), '--positions', join(recordedDay, 'positions.csv'), '--ended']);
    assert.match(played.out, /^8441 accepted, 0 duplicates, 0 rejected$/m, played.said);
    const runs = (await runsOfLately()).filter(({ routeRef }) => routeRef !== 'R7');
    assert.equal(runs.length, 52);
    const details = await Promise.all(runs.map(({ runRef }) => detailOf(runRef)));
    // A bus that was first seen half-way has no times of the stops before: what counts is what lies between its first and its last.
    const times = details.map(({ stopCalls }) => stopCalls.map(({ arrivedAt }) => arrivedAt));
    const passed = times.flatMap((run) => run.slice(run.findIndex((at) => at !== undefined), run.findLastIndex((at) => at !== undefined) + 1));
    const seen = passed.filter((at) => at !== undefined).length;
    t.diagnostic(`${seen} of ${passed.length} stop calls between the first and the last that was seen have an arrival; ${runs.filter(({ state }) => state === 'completed').length} of 52 runs are completed`);
    assert.ok(seen > 2300 && seen > 0.99 * passed.length, `only ${seen} arrivals of ${passed.length}`);
    const atOnce = times.flatMap((run) => run.filter((at, index) => at !== undefined && at === run[index - 1])).length;
    assert.ok(atOnce === 0, `${atOnce} stops are said to be passed in the same instant as the one before`);
    assert.ok(details.every(({ latenessSeconds, path, position }) => latenessSeconds !== undefined && path !== undefined && position !== undefined));
  });
});
