import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DaySession, MorningPack, RunTrace } from '@sightline/contracts';
import { event, fix, scheduledRun } from '../fixtures/events.ts';
import { LiveClient } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

const minute = 60_000;
const week = 7 * 86_400_000;
const iso = (at: number): string => new Date(at).toISOString();

describe('the session against its weekday, and its manifests on paper', () => {
  const clients: LiveClient[] = [];
  let sightline: Sightline;
  let control: Person;

  /** A run that began 20 minutes before this minute of its day and is over after 12. */
  const pastRun = (runRef: string, weeks: number): object[] => {
    const begin = Date.now() - weeks * week - 20 * minute;
    return [
      scheduledRun(runRef, begin, { direction: 'to-school', serviceDate: iso(Date.now() - weeks * week).slice(0, 10) }),
      event('run.started', { runRef, at: iso(begin) }),
      event('run.completed', { runRef, at: iso(begin + 12 * minute) }),
    ];
  };

  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts', SIGHTLINE_TIME_ZONE: 'UTC' } });
    control = await signIn(sightline, 'control');
  });
  after(async () => {
    for (const client of clients) client.close();
    await sightline.stop();
  });

  const session = async (direction: string): Promise<DaySession | undefined> => {
    const client = new LiveClient(sightline.url, control.cookie);
    clients.push(client);
    assert.equal(await client.connect(), undefined);
    const { state } = await client.follow('session');
    return state.items.get(direction) as DaySession | undefined;
  };

  it('[SESSION-2] says how many such weekdays it saw until there are enough, then what is usual at this minute', async () => {
    const two = await send(sightline, [1, 2].flatMap((weeks) => [...pastRun(`a-${weeks}`, weeks), ...pastRun(`b-${weeks}`, weeks)]));
    assert.deepEqual(two.body.rejected, []);
    sightline = await sightline.restart();
    control = await signIn(sightline, 'control');
    const few = await until('the days to be read', async () => (await session('to-school'))?.usual);
    assert.equal(few.daysSeen, 2);
    assert.equal(few.figures, null);
    const third = await send(sightline, [...pastRun('a-3', 3), ...pastRun('b-3', 3), ...pastRun('c-3', 3)]);
    assert.deepEqual(third.body.rejected, []);
    sightline = await sightline.restart();
    control = await signIn(sightline, 'control');
    const enough = await until('the days to be read', async () => (await session('to-school'))?.usual);
    assert.equal(enough.daysSeen, 3);
    assert.deepEqual({ due: enough.figures?.due, started: enough.figures?.started, arrived: enough.figures?.arrived }, { due: 2, started: 2, arrived: 2 });
    assert.equal(enough.arrivals.at(-1)?.middle, 2);
    assert.equal((await session('from-school'))?.usual?.daysSeen, 0);
  });

  it('[PACK-1] gives a session by run and school with initials and needs, and no name, to the control room alone', async () => {
    const begin = Date.now() + 30 * minute;
    const { body } = await send(sightline, [
      event('school.upserted', { schoolRef: 'pack-school', name: 'Beechwood', latitude: 52.48, longitude: -1.9, bellTimes: { starts: '08:50', ends: '15:20' } }),
      event('operator.upserted', { operatorRef: 'pack-operator', name: 'Redway Coaches', telephone: '0121 496 0000' }),
      scheduledRun('pack-run', begin, { direction: 'to-school', schoolRef: 'pack-school', operatorRef: 'pack-operator', routeRef: 'pack-route' }),
      event('passenger.upserted', { passengerRef: 'pack-child', name: 'Quentin Zebedee', schoolRef: 'pack-school', routeRef: 'pack-route', boardingStopRef: 'nowhere', needs: ['harness'], assistantRequired: true }),
    ]);
    assert.deepEqual(body.rejected, []);
    const pack = await control.get<MorningPack>(`/api/transport/morning-pack?date=${iso(begin).slice(0, 10)}&session=to-school`);
    const run = pack.runs.find(({ runRef }) => runRef === 'pack-run');
    assert.ok(run !== undefined);
    assert.equal(run.operatorTelephone, '0121 496 0000');
    assert.deepEqual(run.elsewhere, [{ initials: 'QZ', needs: ['harness'], assistantRequired: true }]);
    assert.equal(run.guideRequired, true);
    assert.deepEqual(pack.schools.map(({ name, bell }) => [name, bell]), [['Beechwood', '08:50']]);
    assert.doesNotMatch(JSON.stringify(pack), /Quentin|Zebedee/);
    for (const role of ['manager', 'calls', 'admin', 'board', 'office'] as const) {
      const person = await signIn(sightline, role);
      assert.equal((await person.request('/api/transport/morning-pack')).status, 403, role);
    }
  });

  it('[REPLAY-1] a trace brings what was wrong with the run and when, for those who may see traces', async () => {
    const begin = Date.now() - 40 * minute;
    const { body } = await send(sightline, [
      scheduledRun('traced', begin, { direction: 'to-school' }),
      event('run.assigned', { runRef: 'traced', vehicleRef: 'traced-bus' }),
      fix('traced-bus', begin + minute, { latitude: 52.48, longitude: -1.9, accuracyMetres: 12 }),
      event('run.cancelled', { runRef: 'traced', cause: 'breakdown' }),
    ]);
    assert.deepEqual(body.rejected, []);
    const trace = await until('the condition to be written', async () => {
      const found = await control.get<RunTrace>('/api/transport/runs/traced/trace');
      return found.conditions.some(({ condition }) => condition === 'uncovered') ? found : undefined;
    });
    assert.equal(trace.items.length, 1);
    assert.equal(trace.items[0]?.accuracyMetres, 12);
    const calls = await signIn(sightline, 'calls');
    assert.equal((await calls.request('/api/transport/runs/traced/trace')).status, 403);
  });
});
