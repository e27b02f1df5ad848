import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ContractRow, SitrepAfter, SitrepClaim, SitrepFigure, SitrepReport, SitrepRun, SitrepTrendWeek } from '@sightline/contracts';
import { event, fix } from '../fixtures/events.ts';
import { LiveClient } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

const day = 86_400_000;
const minute = 60_000;
/** Monday noon, some weeks from now, in UTC. */
const monday = (weeks: number): number => {
  const noon = Math.floor(Date.now() / day) * day + 12 * 3_600_000;
  return noon - ((new Date(noon).getUTCDay() + 6) % 7) * day + weeks * 7 * day;
};
/** ISO 8601, reckoned another way than the product does: by the week that has the fourth of January. */
function weekOf(at: number): string {
  const thursday = at + (3 - ((new Date(at).getUTCDay() + 6) % 7)) * day;
  const year = new Date(thursday).getUTCFullYear();
  const fourth = Date.UTC(year, 0, 4);
  const first = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * day;
  return `${year}-W${String(Math.floor((thursday - first) / (7 * day)) + 1).padStart(2, '0')}`;
}
const iso = (at: number): string => new Date(at).toISOString();
const dateOf = (at: number): string => iso(at).slice(0, 10);
/** Metres of an invented street, northwards. */
const place = (metres: number): { latitude: number; longitude: number } => ({ latitude: 52.48 + metres / 111_195, longitude: -1.9 });

interface Story {
  ref: string;
  startsAt: number;
  operatorRef?: string;
  routeRef?: string;
  schoolRef?: string;
  serviceDate?: string;
}
/** A run of three stops 2 km apart, ten minutes each; its school is the last. */
const run = ({ ref, startsAt, operatorRef = 'A', routeRef = '10', schoolRef = 'S', serviceDate = dateOf(startsAt) }: Story): object =>
  event('run.scheduled', {
    runRef: ref, routeRef, operatorRef, schoolRef, serviceDate, direction: 'to-school',
    stopCalls: [0, 1, 2].map((i) => ({ sequence: i + 1, stopRef: `${routeRef}-${i}`, ...place(i * 2000), scheduledAt: iso(startsAt + i * 10 * minute) })),
  });
const started = (ref: string, at: number): object => event('run.started', { runRef: ref, at: iso(at) });
const arrived = (ref: string, at: number): object => event('stop.called', { runRef: ref, sequence: 3, arrivedAt: iso(at) });

describe('the weekly SitRep', () => {
  const base = monday(-3);
  const week = weekOf(base);
  /** Half past seven on the Monday. */
  const begin = base - 4.5 * 3_600_000;
  let sightline: Sightline;
  let control: Person;
  let board: Person;
  let admin: Person;
  const report = (person: Person, query = `week=${week}`): Promise<SitrepReport> => person.get(`/api/transport/sitrep?${query}`);
  const figureOf = (items: readonly SitrepFigure[], name: string): SitrepFigure => {
    const found = items.find(({ figure }) => figure === name);
    assert.ok(found, name);
    return found;
  };
  const partOf = (items: readonly SitrepFigure[], name: string, part: string): number | null | undefined => figureOf(items, name).parts.find((each) => each.part === part)?.value;
  const tell = async (events: readonly object[]): Promise<void> => assert.deepEqual((await send(sightline, events)).body.rejected, []);
  const counted = (runs: number, query = `week=${week}`): Promise<SitrepReport> =>
    until(`${runs} runs are counted`, async () => {
      const seen = await report(control, query);
      return figureOf(seen.items, 'operated').denominator === runs ? seen : undefined;
    });

  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts', SIGHTLINE_TIME_ZONE: 'UTC' } });
    [control, board, admin] = await Promise.all([signIn(sightline, 'control'), signIn(sightline, 'board'), signIn(sightline, 'admin')]);
    await tell([
      event('school.upserted', { schoolRef: 'S', name: 'Beechwood', ...place(4000), bellTimes: { opens: '07:45', starts: '08:00', ends: '15:00' }, area: 'North' }),
      event('operator.upserted', { operatorRef: 'A', name: 'Ridgeway Travel' }),
      event('operator.upserted', { operatorRef: 'B', name: 'Tarn Valley Minibuses' }),
      ...['a', 'b', 'c'].map((name) => event('passenger.upserted', { passengerRef: name, birthDate: '2018-05-01', schoolRef: 'S', routeRef: '10', boardingStopRef: '10-0', alightingStopRef: '10-2', needs: [], assistantRequired: name === 'a' })),
    ]);
  });
  after(() => sightline.stop());

  it('[SITREP-1] a week of known runs gives exactly the figures that a person would count', async () => {
    const end = begin + 20 * minute;
    await tell([
      // On time by word; late by 12 minutes; too early for the gate; nobody knows; cancelled with and without notice; never heard of.
      event('run.assigned', { runRef: 'on-time', assistantRef: 'G1' }), started('on-time', begin), arrived('on-time', end + 4 * minute), run({ ref: 'on-time', startsAt: begin }),
      started('late', begin), arrived('late', end + 12 * minute), run({ ref: 'late', startsAt: begin }),
      started('early', begin - 10 * minute), arrived('early', end - 6 * minute), run({ ref: 'early', startsAt: begin, routeRef: '20' }),
      started('unknown', begin), event('run.completed', { runRef: 'unknown', at: iso(end) }), run({ ref: 'unknown', startsAt: begin, routeRef: '20' }),
      { ...event('run.cancelled', { runRef: 'noticed', cause: 'fault' }), time: iso(begin - 61 * minute) }, run({ ref: 'noticed', startsAt: begin, operatorRef: 'B', routeRef: '30' }),
      { ...event('run.cancelled', { runRef: 'sudden', cause: 'fault' }), time: iso(begin - 59 * minute) }, run({ ref: 'sudden', startsAt: begin, operatorRef: 'B', routeRef: '30' }),
      run({ ref: 'never', startsAt: begin, operatorRef: 'B', routeRef: '30' }),
    ]);
    const { items, frozen, from } = await counted(7);
    assert.deepEqual([frozen, from, items.length], [false, dateOf(base), 7]);
    const seen = items.map(({ figure, value, numerator, denominator }) => [figure, value, numerator, denominator]);
    assert.deepEqual(seen, [
      ['operated', 57.1, 4, 7],
      ['on-time', 25, 1, 4],
      ['lateness', 12, 12, 1],
      ['cancelled', 28.6, 2, 7],
      ['tracked', 0, 0, 4],
      ['guided', 50, 1, 2],
      ['overlong', 0, 0, 6],
    ]);
    assert.deepEqual([partOf(items, 'on-time', 'late'), partOf(items, 'on-time', 'early'), partOf(items, 'on-time', 'unknown'), partOf(items, 'on-time', 'by-word')], [25, 25, 25, 100]);
    assert.deepEqual([partOf(items, 'cancelled', 'with-notice'), partOf(items, 'cancelled', 'without-notice'), partOf(items, 'operated', 'unexplained')], [1, 1, 1]);
    assert.equal(partOf(items, 'lateness', 'child-minutes'), 3 * 12 + 3 * 4);
    assert.deepEqual(figureOf(items, 'operated').byOperator.map(({ label, value }) => [label, value]), [['Ridgeway Travel', 100], ['Tarn Valley Minibuses', 0]]);
    const byRoute = (await report(control, `week=${week}&by=route`)).items;
    assert.deepEqual(figureOf(byRoute, 'on-time').byRoute?.map(({ ref, value }) => [ref, value]), [['10', 50], ['20', 0], ['30', null]]);
    const byArea = (await report(control, `week=${week}&by=area`)).items;
    assert.deepEqual(figureOf(byArea, 'operated').byArea?.map(({ ref, denominator }) => [ref, denominator]), [['North', 7]]);
    for (const { formula, unit } of items) assert.ok(formula.length > 10 && unit.length > 0);
  });

  it('[SITREP-2] opens the runs behind every figure, numerator and rest', async () => {
    const refs = async (query: string): Promise<string[]> => (await control.get<{ items: SitrepRun[] }>(`/api/transport/sitrep/runs?week=${week}&${query}`)).items.map(({ runRef }) => runRef);
    assert.deepEqual(await refs('figure=on-time&members=numerator'), ['on-time']);
    assert.deepEqual(await refs('figure=on-time&members=rest'), ['early', 'late', 'unknown']);
    assert.deepEqual(await refs('figure=operated&members=rest&operatorRef=B'), ['never', 'noticed', 'sudden']);
    assert.deepEqual(await refs('figure=cancelled&part=with-notice&members=numerator'), ['noticed']);
    assert.deepEqual(await refs('routeRef=30&limit=2'), ['never', 'noticed']);
    assert.deepEqual(await refs('routeRef=30&limit=2&cursor=noticed'), ['sudden']);
    assert.equal((await control.request(`/api/transport/sitrep/runs?week=${week}&figure=on-time&part=nothing`)).status, 404);
    assert.equal((await control.request('/api/transport/sitrep?week=2026-W54')).status, 400);
    assert.equal((await control.request('/api/transport/sitrep?week=2025-W53')).status, 404);
  });

  it('[SITREP-3] tells a report from what the trace shows: borne out, disputed, not evidenced', async () => {
    const at = monday(-2) - 4.5 * 3_600_000;
    const span = `week=${weekOf(at)}`;
    // Past days are not followed live: their fixes are history, which the traces are read from.
    const drive = (vehicleRef: string, from: number, metresPerSecond: number): object[] =>
      Array.from({ length: 150 }, (_, i) => fix(vehicleRef, from + i * 10_000, { ...place(Math.min(4000, i * 10 * metresPerSecond)), accuracyMetres: 5 }));
    const tracked = (ref: string, vehicleRef: string, more: readonly object[]): object[] => [event('run.assigned', { runRef: ref, vehicleRef }), started(ref, at), ...more, run({ ref, startsAt: at, routeRef: `route of ${ref}` })];
    await tell([
      ...drive('V1', at, 3.4), ...tracked('honest', 'V1', [arrived('honest', at + 20 * minute)]),
      ...drive('V2', at, 3.4), ...tracked('claimed', 'V2', [arrived('claimed', at + 12 * minute)]),
      ...tracked('dark', 'V3', [arrived('dark', at + 20 * minute)]),
    ]);
    const claims = await until('the traces are read', async () => {
      const { items } = await control.get<{ items: SitrepClaim[] }>(`/api/transport/sitrep/claims?${span}`);
      return items.some(({ runRef }) => runRef === 'claimed') && items.some(({ runRef }) => runRef === 'dark') ? items : undefined;
    }, 60_000);
    assert.deepEqual(claims.map(({ runRef, kind, verdict }) => `${runRef} ${kind} ${verdict}`).sort(), ['claimed arrived disputed', 'dark arrived not-evidenced', 'dark started not-evidenced']);
    const disputed = claims.find(({ verdict }) => verdict === 'disputed');
    assert.ok((disputed?.metresAway ?? 0) > 300 && Date.parse(disputed?.tracedAt ?? '') - Date.parse(disputed?.claimedAt ?? '') > 5 * minute);
    const { items } = await report(control, span);
    assert.deepEqual([figureOf(items, 'tracked').numerator, figureOf(items, 'tracked').denominator, partOf(items, 'tracked', 'untracked')], [2, 3, 1]);
    // The disputed arrival counts as the trace has it.
    const { items: runs } = await control.get<{ items: SitrepRun[] }>(`/api/transport/sitrep/runs?${span}&figure=on-time`);
    assert.ok((runs.find(({ runRef }) => runRef === 'claimed')?.latenessSeconds ?? -999) > -100);
  });

  it('[SITREP-4] shows what a contract would carry, by its own terms where it has any', async () => {
    const rows = async (): Promise<ContractRow[]> => (await control.get<{ items: ContractRow[] }>(`/api/transport/sitrep/contracts?week=${week}`)).items;
    const operated = (await rows()).find(({ operatorRef, measure }) => operatorRef === 'B' && measure === 'operated');
    assert.deepEqual([operated?.defaults, operated?.points, operated?.pounds, operated?.agreed], [3, 15, 150, false]);
    await tell([event('contract.agreed', { operatorRef: 'B', measures: [{ measure: 'operated', target: 0.5, points: 1, pounds: 7 }] })]);
    const own = (await rows()).find(({ operatorRef, measure }) => operatorRef === 'B' && measure === 'operated');
    assert.deepEqual([own?.target, own?.defaults, own?.points, own?.pounds, own?.agreed], [50, 2, 2, 14, true]);
  });

  it('[SITREP-5] gives every table as CSV', async () => {
    for (const table of ['', '/trend', '/runs', '/accuracy', '/claims', '/contracts', '/after']) {
      const response = await control.request(`/api/transport/sitrep${table}?week=${week}`, { headers: { accept: 'text/csv' } });
      assert.equal(response.status, 200, table);
      assert.match(response.headers.get('content-type') ?? '', /^text\/csv/, table);
    }
    const text = await (await control.request(`/api/transport/sitrep/runs?week=${week}&figure=on-time&members=numerator`, { headers: { accept: 'text/csv' } })).text();
    assert.match(text, /^runRef,serviceDate,.*\r\non-time,/);
  });

  it('[SITREP-6] shows the board figures and nothing of a run; small numbers of children not at all', async () => {
    const { items } = await report(board);
    assert.equal(figureOf(items, 'operated').numerator, 4);
    assert.deepEqual([figureOf(items, 'guided').value, figureOf(items, 'guided').numerator], [null, null]);
    for (const path of ['runs', 'claims']) assert.equal((await board.request(`/api/transport/sitrep/${path}?week=${week}`)).status, 403, path);
    for (const path of ['', '/trend', '/accuracy', '/contracts', '/after']) {
      const text = await (await board.request(`/api/transport/sitrep${path}?week=${week}&by=operator`)).text();
      assert.doesNotMatch(text, /runRef|vehicleRef|passengerRef/, path);
    }
    const calls = await signIn(sightline, 'calls');
    assert.equal((await calls.request('/api/transport/sitrep')).status, 403);
  });

  it('[SITREP-7] freezes a week that is over, byte for byte; what comes later is listed and changes nothing', async () => {
    const command = (type: string, data: object): Promise<Response> =>
      admin.request('/api/commands', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ type, data }) });
    assert.equal((await command('sitrep.frozen', { week: weekOf(monday(0)) })).status >= 400, true, 'a week that is not over');
    assert.equal((await command('sitrep.corrected', { week, words: 'too soon' })).status >= 400, true, 'a week that is not frozen');
    assert.equal((await command('sitrep.frozen', { week })).status, 200);
    await until('it is frozen', async () => ((await report(control)).frozen ? true : undefined));
    const texts = async (): Promise<string[]> =>
      Promise.all(['', '/accuracy', '/claims', '/contracts', '/runs'].map(async (path) => (await control.request(`/api/transport/sitrep${path}?week=${week}&by=operator`)).text()));
    const before = await texts();
    await tell([started('afterwards', begin), arrived('afterwards', begin + 20 * minute), run({ ref: 'afterwards', startsAt: begin })]);
    const afterwards = (person: Person): Promise<SitrepAfter[]> => person.get<{ items: SitrepAfter[] }>(`/api/transport/sitrep/after?week=${week}`).then(({ items }) => items);
    const [late] = await until('it is listed', async () => ((await afterwards(control)).length > 0 ? afterwards(control) : undefined));
    assert.deepEqual([late?.kind, late?.runRef], ['late', 'afterwards']);
    assert.equal((await afterwards(board))[0]?.runRef, undefined);
    assert.equal((await command('sitrep.corrected', { week, figure: 'operated', words: 'One run was told of late.' })).status, 200);
    assert.deepEqual((await afterwards(board)).map(({ kind }) => kind), ['correction', 'late']);
    assert.deepEqual(await texts(), before);
    await sightline.kill9();
    sightline = await sightline.restart();
    [control, board, admin] = await Promise.all([signIn(sightline, 'control'), signIn(sightline, 'board'), signIn(sightline, 'admin')]);
    assert.deepEqual(await texts(), before, 'also after a crash');
    const { items } = await control.get<{ items: SitrepTrendWeek[] }>('/api/transport/sitrep/trend?weeks=4');
    assert.deepEqual(items.map((each) => [each.week, each.frozen, each.values.operated]).slice(0, 2), [[week, true, 57.1], [weekOf(monday(-2)), false, 100]]);
  });

  it('[SITREP-8] moves while the week is under way', async () => {
    const client = new LiveClient(sightline.url, control.cookie);
    await client.connect();
    const { state } = await client.follow('sitrep');
    const live = (): { underWay: number; figure: SitrepFigure } | undefined => state.items.get('operated') as { underWay: number; figure: SitrepFigure } | undefined;
    assert.equal(live()?.figure.numerator, 0);
    const now = Date.now();
    await tell([run({ ref: 'today', startsAt: now - 30 * minute, serviceDate: dateOf(now) }), started('today', now - 30 * minute)]);
    await until('it is under way', () => (live()?.underWay === 1 && live()?.figure.numerator === 1 ? true : undefined));
    await tell([arrived('today', now - 6 * minute)]);
    const onTime = await until('it has arrived', () => {
      const value = state.items.get('on-time') as { figure: SitrepFigure } | undefined;
      return value?.figure.denominator === 1 ? value : undefined;
    });
    assert.equal(onTime.figure.parts.find(({ part }) => part === 'unknown')?.numerator, 0);
    client.close();
  });
});
