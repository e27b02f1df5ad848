import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runConditions } from '@sightline/contracts';
import type { RunCondition } from '@sightline/contracts';
import { TrueDay, expectationsOf } from './truth/expectations.ts';
import type { Expectation } from './truth/expectations.ts';
import { play } from './truth/play.ts';
import type { Episode, Played } from './truth/play.ts';
import { invent, readTruth } from './truth/truth-file.ts';
import type { Truth } from './truth/truth-file.ts';

const minute = 60_000;
const from = '2026-11-10T07:40:00Z';
/** Six times as much goes wrong as usual, so that every kind of it is there several times. */
const morning = { from, minutes: 150, routes: 600, trouble: 6, seed: 1 };

/** What is wrong with the episodes of one condition of one run, in words. */
function wrongWith({ must, may, raised, ended }: Expectation, episodes: readonly Episode[]): string | undefined {
  if (episodes.length < must) return 'not raised';
  if (episodes.length > may) return may === 0 ? 'raised' : `raised ${episodes.length} times`;
  const [episode] = episodes;
  if (must === 0 || episode === undefined) return undefined;
  const clock = (at: number | undefined): string => (at === undefined ? 'never' : Number.isFinite(at) ? new Date(at).toISOString().slice(11, 19) : 'never');
  const isWithin = (at: number | undefined, within: readonly [number, number] | undefined): boolean => within === undefined || (at !== undefined && at >= within[0] && at <= within[1]);
  if (!isWithin(episode.raisedAt, raised)) return `raised at ${clock(episode.raisedAt)}, not ${clock(raised?.[0])} to ${clock(raised?.[1])}`;
  if (!isWithin(episode.endedAt, ended)) return `over at ${clock(episode.endedAt)}, not ${clock(ended?.[0])} to ${clock(ended?.[1])}`;
  return undefined;
}

describe('what the rules see of an invented morning, beside what truly happened', () => {
  let folder: string;
  let played: Played;
  let truth: Truth;
  let days: readonly TrueDay[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sightline-truth-'));
    const files = await invent(folder, morning);
    played = await play(files.events);
    truth = await readTruth(files.truth);
    const all = truth.runs.map((run) => new TrueDay(run, truth.incidents.get(run.runRef) ?? [], Date.parse(from)));
    // Runs that were seen from before their start until after their end.
    days = all.filter(({ startsAt, endsAt, arrivesAt, run }) => startsAt > Date.parse(from) + 15 * minute && Math.max(endsAt, run.cancelled ? 0 : arrivesAt) < played.now - 30 * minute);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('nothing that was sent is refused', () => {
    // A bus that was silent all along and whose driver told nothing cannot be seen to start.
    const neverSeen = (runRef: string): boolean => played.fleet.runs.get(runRef)?.startedAt === undefined && (truth.incidents.get(runRef) ?? []).some(({ incident }) => incident === 'signal-lost');
    assert.deepEqual(played.rejected.filter(({ type, runRef }) => type !== 'run.completed' || !neverSeen(runRef)), []);
  });

  it('arrivals are seen within 30 seconds at 98 of 100 stop calls, and none that was not', (t) => {
    const { fleet, fixes, fixMilliseconds } = played;
    let [total, close, unseen] = [0, 0, 0];
    const wrong: string[] = [];
    for (const { run: { runRef, cancelled, stops }, incidents } of days) {
      // Whoever breaks down in front of a stop has come to it, for some.
      const isNearStop = incidents.some(({ stopMetres = 100 }) => stopMetres <= 40);
      const run = fleet.runs.get(runRef);
      for (const { sequence, arrivedAt } of run ? stops : []) {
        const at = cancelled || arrivedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(arrivedAt);
        const seen = run?.calls[run.plan.calls.findIndex((call) => call.sequence === sequence)]?.arrivedAt;
        const isFirst = sequence === stops[0]?.sequence;
        if (!isFirst && seen !== undefined && Math.abs(seen - at) > 2 * minute && !isNearStop) wrong.push(`${runRef} ${sequence}: ${Math.round((seen - at) / 1000)} s`);
        if (!Number.isFinite(at)) continue;
        total++;
        if (seen === undefined) unseen++;
        else if (Math.abs(seen - at) <= 30_000) close++;
      }
    }
    t.diagnostic(`${close} of ${total} arrivals within 30 s (${((100 * close) / total).toFixed(2)} %), ${unseen} in silence; ${fixes} fixes, ${Math.round((fixes / fixMilliseconds) * 1000)} a second through the rules`);
    assert.ok(total > 4000, `only ${total} arrivals to compare`);
    assert.deepEqual(wrong, []);
    assert.ok(close / total >= 0.98, `${close} of ${total}`);
  });

  it('every condition is raised once where it is true, closed as its row of the table says, and never otherwise', (t) => {
    const problems: string[] = [];
    const counts = new Map<RunCondition, { sure: number; perhaps: number; raised: number }>(runConditions.map((condition) => [condition, { sure: 0, perhaps: 0, raised: 0 }]));
    const byRun = Map.groupBy(played.episodes, ({ runRef }) => runRef);
    for (const day of days) {
      const expectations = Map.groupBy(expectationsOf(day), ({ condition }) => condition);
      const episodes = Map.groupBy(byRun.get(day.run.runRef) ?? [], ({ condition }) => condition);
      for (const condition of runConditions) {
        const [first, ...more] = expectations.get(condition) ?? [];
        const expected: Expectation = first === undefined ? { condition, must: 0, may: 0 } : more.reduce((a, b) => ({ condition, must: a.must + b.must, may: a.may + b.may }), first);
        const seen = episodes.get(condition) ?? [];
        const count = counts.get(condition);
        if (count) {
          if (expected.must > 0) count.sure++;
          else if (expected.may > 0) count.perhaps++;
          count.raised += seen.length;
        }
        const wrong = wrongWith(expected, seen);
        if (wrong !== undefined) problems.push(`${condition} ${day.run.runRef}: ${wrong}`);
      }
    }
    for (const [condition, { sure, perhaps, raised }] of counts) t.diagnostic(`${condition}: true ${sure}, either way ${perhaps}, raised ${raised}`);
    t.diagnostic(`${days.length} runs`);
    assert.ok(days.length >= 600, `only ${days.length} runs`);
    for (const condition of runConditions) if (condition !== 'not-ready') assert.ok((counts.get(condition)?.sure ?? 0) >= 2, `${condition} did not happen`);
    assert.deepEqual(problems, []);
  });
});
