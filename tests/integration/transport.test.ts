import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Alert, RunDetail, RunSummary } from '@sightline/contracts';
import { event, fix, scheduledRun } from '../fixtures/events.ts';
import { LiveClient } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

/** Metres of the invented street, northwards from its first stop. */
const place = (metres: number): { latitude: number; longitude: number } => ({ latitude: 52.48 + metres / 111_195, longitude: -1.9 });
/** What changes by itself as time passes. */
const lasting = ({ sentence: _, stopCalls, position, ...run }: RunDetail): object => ({
  ...run,
  stopCalls: stopCalls.map(({ expectedAt: __, ...call }) => call),
  position: position && { ...position, ageSeconds: 0 },
});

describe('transport', () => {
  const clients: LiveClient[] = [];
  let sightline: Sightline;
  let control: Person;
  let calls: Person;
  const detailOf = (runRef: string, person = control): Promise<RunDetail> => person.get<RunDetail>(`/api/transport/runs/${runRef}`);
  /** A run that left `minutesAgo` and drove at six metres a second, with a fix every ten seconds. */
  const drive = (runRef: string, vehicleRef: string, minutesAgo: number): object[] => {
    const now = Date.now() - 1000;
    const started = now - minutesAgo * 60_000;
    const events: object[] = [scheduledRun(runRef, started), event('run.assigned', { runRef, vehicleRef })];
    for (let at = started - 20_000; at <= now; at += 10_000) {
      const metres = Math.max(0, ((at - started) / 1000) * 6);
      events.push(fix(vehicleRef, at, { ...place(metres), bearing: 0, speedMetresPerSecond: metres > 0 ? 6 : 0 }));
    }
    return events;
  };

  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts', SIGHTLINE_TIME_ZONE: 'UTC' } });
    [control, calls] = await Promise.all([signIn(sightline, 'control'), signIn(sightline, 'calls')]);
  });
  after(async () => {
    for (const client of clients) client.close();
    await sightline.stop();
  });

  it('follows a vehicle by its assignment: starts its run, sees its stops, knows how late it is', async () => {
    const { body } = await send(sightline, drive('followed', 'followed-bus', 5));
    assert.deepEqual(body.rejected, []);
    const run = await detailOf('followed');
    assert.equal(run.state, 'running');
    assert.ok(run.stopCalls[1]?.arrivedAt !== undefined && run.stopCalls[0]?.departedAt !== undefined);
    assert.ok(Math.abs((run.latenessSeconds ?? 999) - 5) < 20, `${run.latenessSeconds}`);
    assert.ok(run.stopCalls[3]?.expectedAt);
    assert.match(run.sentence, /^On time, two stops to Stop 4$/);
  });

  it('takes a position for a duplicate if source and id, or vehicle and moment, are known', async () => {
    const one = fix('twice-bus', Date.now() - 5000);
    const sameMoment = { ...one, id: 'another-id' };
    const sameId = { ...one, data: { ...one.data, recordedAt: new Date(Date.now() - 2000).toISOString() } };
    assert.deepEqual((await send(sightline, [one])).body.accepted, 1);
    for (const again of [one, sameMoment, sameId]) assert.deepEqual((await send(sightline, [again])).body, { accepted: 0, duplicates: 1, rejected: [] });
  });

  it('[RUN-22] takes nothing back when a phone that was offline sends all that it has kept, in no order and twice', async () => {
    const events = drive('offline', 'offline-bus', 8);
    const heard = events.slice(0, 15);
    const newest = events.slice(-1);
    const kept = events.slice(15, -1);
    await send(sightline, heard);
    await send(sightline, newest);
    const present = await detailOf('offline');
    // Every seventh, then the next ones: an order that jumps about, and all of them once more.
    const jumbled = Array.from({ length: 7 }, (_, first) => kept.filter((__, i) => i % 7 === 6 - first)).flat();
    for (const again of [0, kept.length]) assert.equal((await send(sightline, jumbled)).body.duplicates, again);
    const after = await detailOf('offline');
    assert.deepEqual([after.position?.recordedAt, after.state, after.conditions], [present.position?.recordedAt, present.state, present.conditions]);
    assert.deepEqual(after.conditions, []);
    assert.deepEqual(after.stopCalls.map(({ arrivedAt }) => arrivedAt !== undefined), [true, true, true, false]);
    const { items } = await control.get<{ items: { recordedAt: string }[] }>('/api/transport/runs/offline/trace');
    assert.equal(items.length, events.length - 2);
  });

  it('after a crash every run is as it was', async () => {
    await send(sightline, drive('crashed', 'crashed-bus', 4));
    const before = await detailOf('crashed');
    await sightline.kill9();
    sightline = await sightline.restart();
    [control, calls] = await Promise.all([signIn(sightline, 'control'), signIn(sightline, 'calls')]);
    assert.deepEqual(lasting(await detailOf('crashed')), lasting(before));
    await send(sightline, [fix('crashed-bus', Date.now(), { ...place(1500), bearing: 0, speedMetresPerSecond: 6 })]);
    assert.ok((await detailOf('crashed')).position?.latitude !== before.position?.latitude);
  });

  it('shows children to the control room alone', async () => {
    const child = event('passenger.upserted', { passengerRef: 'child-1', name: 'Wren Example', schoolRef: 'school', routeRef: 'route of followed', needs: ['booster'], assistantRequired: false });
    await send(sightline, [child]);
    const seen = await detailOf('followed');
    assert.deepEqual(seen.children, [{ initials: 'WE', needs: ['booster'], assistantRequired: false, status: 'to-board' }]);
    assert.equal(seen.childrenCount, 1);
    assert.equal('children' in (await detailOf('followed', calls)), false);
    const board = await signIn(sightline, 'board');
    for (const path of ['/api/transport/runs', '/api/transport/runs/followed', '/api/transport/runs/followed/trace', '/api/transport/reference']) {
      assert.equal((await board.request(path)).status, 403, path);
    }
    assert.equal((await calls.request('/api/transport/runs/followed/trace')).status, 403);
  });

  it('raises an alert when a run is cancelled, once, until it is covered', async () => {
    await send(sightline, [scheduledRun('alerted', Date.now() + 600_000)]);
    const client = new LiveClient(sightline.url, control.cookie);
    clients.push(client);
    await client.connect();
    const { state } = await client.follow('alerts');
    const alert = (): Alert | undefined => state.items.get('uncovered:alerted') as Alert | undefined;
    const command = (type: string, data: object): Promise<Response> =>
      control.request('/api/commands', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ type, data }) });
    assert.equal((await command('run.cancelled', { runRef: 'alerted', cause: 'vehicle defect' })).status, 200);
    assert.equal((await until('the alert', alert)).band, 'act-now');
    await command('alert.acknowledged', { alertRef: 'uncovered:alerted' });
    await until('its acknowledgement', () => alert()?.acknowledgedAt);
    await command('run.covered', { runRef: 'alerted', how: 'taxi' });
    await until('its end', () => (alert() === undefined ? true : undefined));
    assert.match((await detailOf('alerted')).sentence, /Other transport is arranged/);
    const refused = await command('run.started', { runRef: 'alerted', at: new Date().toISOString() });
    assert.equal(refused.status >= 400, true);
  });

  it('lists the runs of a day by state, condition and operator, also of a day that is over', async () => {
    const old = Date.parse('2026-03-03T08:00:00Z');
    await send(sightline, ['a', 'b', 'c'].map((name) => scheduledRun(`old-${name}`, old, { serviceDate: '2026-03-03', operatorRef: name === 'b' ? 'other' : 'one' })));
    const list = (query: string): Promise<{ items: RunSummary[]; nextCursor?: string }> => control.get(`/api/transport/runs?${query}`);
    const refs = async (query: string): Promise<string[]> => (await list(query)).items.map(({ runRef }) => runRef);
    assert.deepEqual(await refs('serviceDate=2026-03-03&operatorRef=one'), ['old-a', 'old-c']);
    const first = await list('serviceDate=2026-03-03&limit=2');
    assert.deepEqual([first.items.length, first.nextCursor], [2, 'old-b']);
    assert.deepEqual(await refs(`serviceDate=2026-03-03&limit=2&cursor=${first.nextCursor}`), ['old-c']);
    assert.deepEqual(await refs('state=cancelled'), ['alerted']);
    assert.equal((await detailOf('old-a')).stopCalls.length, 4);
    assert.equal((await control.request('/api/transport/runs/nobody')).status, 404);
    assert.equal((await control.request('/api/transport/runs?state=flying')).status, 400);
  });
});
