import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BacklogRow, CaseList, CaseType, ImportJob, QualityView } from '@sightline/contracts';
import { dateOf, dayOf, isDueSoon, isOverdue, liveCase, standardRules } from '@sightline/domain';
import { LiveClient } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

const count = 100_000;
const minute = 60_000;
const day = 86_400_000;
/** Each has a clock that runs from receipt, so that what follows from a date can be said here as well. */
const types = ['foi', 'yellow-letter', 'subject-access', 'ehcp-assessment', 'licence', 'work-permit', 'chaperone', 'enquiry', 'early-years-review', 'qa-check'] as const satisfies readonly CaseType[];

/** The day that begins at the midnight of this test: of the two that are nearest, so that no time zone is more than 12 hours away. */
const now = new Date();
const newDay = Math.floor(now.getTime() / day) + (now.getUTCHours() < 12 ? 0 : 1);

/** The time zone in which `newDay` begins at an instant, as an offset: a time zone that the product takes like any other. */
function zoneWhereItBegins(at: number): string {
  const minutes = (newDay * day - at) / minute;
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}

const rows = Array.from({ length: count }, (_, index) => ({
  caseRef: `M-${index}`,
  caseType: types[index % types.length] ?? 'foi',
  receivedDate: dateOf(newDay - 1 - ((index * 7) % 211)),
  ownerRef: index % 9 === 0 ? '' : `worker-${index % 60}`,
  subjectRef: `child-${(index * 13) % 70_000}`,
}));
const file = `Ref,Type,Received,Owner,Subject\n${rows.map((row) => Object.values(row).join(',')).join('\n')}\n`;
const profile = { name: 'midnight', columns: { Ref: 'caseRef', Type: 'caseType', Received: 'receivedDate', Owner: 'ownerRef', Subject: 'subjectRef' } };

/** What the rules say of the rows on a day, worked out here case by case. */
function reckoned(on: number): Map<string, { dueSoon: number; overdue: number }> {
  const of = new Map<string, { dueSoon: number; overdue: number }>(types.map((type) => [type, { dueSoon: 0, overdue: 0 }]));
  for (const { caseRef, caseType, receivedDate } of rows) {
    const live = liveCase({ caseRef, caseType, receivedDate, channel: 'import', serviceArea: 'SENAR', state: 'open', facts: [] }, 0, standardRules, on);
    const counts = of.get(caseType);
    if (counts && isOverdue(live, on)) counts.overdue += 1;
    else if (counts && isDueSoon(live, on)) counts.dueSoon += 1;
  }
  return of;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const figure = (text: string, name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);

async function ticks({ url }: Sightline): Promise<{ count: number; seconds: number; longest: number; moved: number }> {
  const text = await (await fetch(`${url}/api/health/metrics`)).text();
  return {
    count: figure(text, 'sightline_engine_tick_seconds_count'),
    seconds: figure(text, 'sightline_engine_tick_seconds_sum'),
    longest: figure(text, 'sightline_engine_longest_tick_seconds'),
    moved: figure(text, 'sightline_casework_moved_by_day'),
  };
}

describe('midnight over 100,000 open cases', () => {
  let dataDir: string;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'sightline-midnight-'));
  });
  after(() => rm(dataDir, { recursive: true, force: true }));

  it('[CASE-63] moves every tile by itself, to what the rules say, and looks at no case that does not move', async (t) => {
    await load(t);
    // Where the machine is so slow that midnight is past before anyone looks, another one is found.
    for (;;) {
      const began = Date.now();
      const midnight = Math.ceil((began + 20_000) / minute) * minute;
      const sightline = await startSightline({ dataDir, env: { SIGHTLINE_DEMO: 'accounts', SIGHTLINE_TIME_ZONE: zoneWhereItBegins(midnight) } });
      t.diagnostic(`started with ${count} open cases in ${((Date.now() - began) / 1000).toFixed(1)} s`);
      try {
        const manager = await signIn(sightline, 'manager');
        const client = new LiveClient(sightline.url, manager.cookie);
        assert.equal(await client.connect(), undefined);
        const { state } = await client.follow('backlog');
        const tiles = (): BacklogRow[] => types.map((type) => state.items.get(type) as BacklogRow);
        const eve = newDay - 1;
        if (Date.now() > midnight - 2000) continue;
        await pages(manager, t);
        if (Date.now() > midnight - 1000) continue;
        assertTiles(tiles(), eve);
        const before = await ticks(sightline);

        const trips = await roundTrips(client, () => tiles()[0]?.trend.at(-1)?.date === dateOf(newDay), midnight + 30_000);
        assertTiles(tiles(), newDay);
        const past = await ticks(sightline);

        const [then, since] = [reckoned(eve), reckoned(newDay)];
        const turned = types.reduce((sum, type) => {
          const [a, b] = [then.get(type), since.get(type)];
          if (!a || !b) return sum;
          const over = b.overdue - a.overdue;
          return sum + over + (b.dueSoon - a.dueSoon + over);
        }, 0);
        assert.ok(turned > 500, `${turned} turn`);
        assert.equal(past.moved, turned, 'the counters moved by what turned, and by no more');
        // A letter has 16 days: those that were due yesterday are one more kind of overdue today.
        const letters = rows.filter(({ caseType, receivedDate }) => caseType === 'yellow-letter' && dayOf(receivedDate) + 16 === eve).length;
        assert.equal((since.get('yellow-letter')?.overdue ?? 0) - (then.get('yellow-letter')?.overdue ?? 0), letters);
        const [meanTick, longest] = [((past.seconds - before.seconds) * 1000) / (past.count - before.count), past.longest * 1000];
        t.diagnostic(`${turned} cases turned at midnight; engine ticks since start: ${past.count}, mean ${meanTick.toFixed(2)} ms over the last ${past.count - before.count}, longest ${longest.toFixed(1)} ms (${(before.longest * 1000).toFixed(1)} ms before midnight)`);
        t.diagnostic(`round trips on the socket beside it, one every 50 ms: ${trips.length}, median ${median(trips).toFixed(1)} ms, longest ${Math.max(...trips).toFixed(1)} ms`);
        client.close();
        return;
      } finally {
        assert.equal(await sightline.stop(), 0);
      }
    }
  });

  async function load(t: TestContext): Promise<void> {
    const sightline = await startSightline({ dataDir, env: { SIGHTLINE_DEMO: 'accounts' } });
    try {
      const manager = await signIn(sightline, 'manager');
      const form = new FormData();
      form.set('file', new Blob([file]), 'cases.csv');
      form.set('profile', JSON.stringify(profile));
      const began = performance.now();
      const started = await manager.request('/api/imports/cases?wait=false', { method: 'POST', body: form });
      assert.equal(started.status, 202, await started.clone().text());
      const { importId } = (await started.json()) as ImportJob;
      const job = await until('the import to end', async () => {
        const asked = await manager.get<ImportJob>(`/api/imports/cases/jobs/${importId}`);
        return asked.state === 'running' ? undefined : asked;
      }, 240_000);
      assert.deepEqual([job.reply?.added, job.reply?.rejected], [count, []]);
      t.diagnostic(`imported ${count} cases in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    } finally {
      await sightline.stop();
    }
  }
});

function assertTiles(tiles: readonly BacklogRow[], on: number): void {
  const expected = reckoned(on);
  assert.deepEqual(
    tiles.map(({ caseType, open, dueSoon, overdue, oldestDays }) => [caseType, open, dueSoon, overdue, oldestDays]),
    types.map((type) => {
      const received = rows.filter(({ caseType }) => caseType === type).map(({ receivedDate }) => dayOf(receivedDate));
      return [type, received.length, expected.get(type)?.dueSoon, expected.get(type)?.overdue, on - Math.min(...received)];
    }),
    `the tiles of ${dateOf(on)}`,
  );
}

/** Asks for the pages' figures, and prints how long each took. */
async function pages(manager: Person, t: TestContext): Promise<void> {
  for (const path of [
    'backlog',
    'figures?measure=on-time&by=service-area',
    'figures?measure=open&by=case-type',
    'tables/flow',
    'quality?limit=100',
    'cases?limit=100',
    'cases?caseType=foi&overdue=true&limit=100&order=oldest',
  ]) {
    const times: number[] = [];
    for (let asked = 0; asked < 3; asked++) {
      const began = performance.now();
      await manager.get(`/api/casework/${path}`);
      times.push(performance.now() - began);
    }
    t.diagnostic(`GET /api/casework/${path}: first ${(times[0] ?? 0).toFixed(0)} ms, median ${median(times).toFixed(0)} ms`);
  }
  assert.equal((await manager.get<CaseList>('/api/casework/cases?limit=1')).total, count);
  assert.ok((await manager.get<QualityView>('/api/casework/quality?limit=1')).counts.some(({ kind, count: found }) => kind === 'no-owner' && found > 0));
}

/** How long a question on a socket takes to be answered, over and over until `isOver`: milliseconds each. */
async function roundTrips(client: LiveClient, isOver: () => boolean, latest: number): Promise<number[]> {
  const trips: number[] = [];
  while (!isOver()) {
    if (Date.now() > latest) throw new Error('the tiles did not move at midnight');
    const began = performance.now();
    await client.ask('subscribe', { topic: 'casework-tables' });
    trips.push(performance.now() - began);
    await sleep(Math.max(0, 50 - (performance.now() - began)));
  }
  return trips;
}
