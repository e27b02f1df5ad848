import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Alert, ClosureEffectView, MessageDraftsView, RunDetail, RunSummary, ServiceAlertView, StandInsView, SubstitutesView } from '@sightline/contracts';
import { event, minutesFrom, scheduledRun } from '../fixtures/events.ts';
import { LiveClient } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';

/** The day in the council's time zone, which is UTC here. */
const today = new Date().toISOString().slice(0, 10);
const noon = Date.parse(`${today}T12:00:00Z`);
const school = (schoolRef: string) => event('school.upserted', { schoolRef, name: `School ${schoolRef}`, latitude: 52.5, longitude: -1.9, bellTimes: { starts: '08:50', ends: '15:20' } });

describe('disruptions', () => {
  let sightline: Sightline;
  let control: Person;
  const clients: LiveClient[] = [];
  const command = async (type: string, data: object, person = control): Promise<{ status: number; problems: { path: string; message: string }[] }> => {
    const response = await person.request('/api/commands', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ type, data }) });
    const body = (await response.json()) as { problems?: { path: string; message: string }[] };
    return { status: response.status, problems: body.problems ?? [] };
  };
  const detailOf = (runRef: string, person = control): Promise<RunDetail> => person.get(`/api/transport/runs/${runRef}`);
  const alertsNow = async (): Promise<ServiceAlertView[]> => (await control.get<{ items: ServiceAlertView[] }>('/api/transport/service-alerts?active=true')).items;
  const statesOf = async (schoolRef: string): Promise<string[]> => {
    const { items } = await control.get<{ items: RunSummary[] }>(`/api/transport/runs?serviceDate=${today}&limit=1000`);
    return items.filter((run) => run.schoolRef === schoolRef).map(({ state }) => state);
  };

  before(async () => {
    sightline = await startSightline({ env: { SIGHTLINE_DEMO: 'accounts', SIGHTLINE_TIME_ZONE: 'UTC' } });
    control = await signIn(sightline, 'control');
  });
  after(async () => {
    for (const client of clients) client.close();
    await sightline.stop();
  });

  it('[CLOSE-1] [CLOSE-6] closes a school with twelve runs by one command: all cancelled, one service alert, no alert of the control room; reopened, all are as they were', async () => {
    const runs = Array.from({ length: 12 }, (_, i) => scheduledRun(`closing-${i}`, noon, { schoolRef: 'S12', serviceDate: today, routeRef: `${i}` }));
    assert.deepEqual((await send(sightline, [school('S12'), ...runs])).body.rejected, []);
    const client = new LiveClient(sightline.url, control.cookie);
    clients.push(client);
    await client.connect();
    const { state } = await client.follow('alerts');

    const effect = await control.get<ClosureEffectView>(`/api/transport/schools/S12/closure-effect?date=${today}&cause=No%20heating`);
    assert.deepEqual([effect.schoolName, effect.closed, effect.items.length], ['School S12', false, 12]);
    assert.deepEqual(new Set(effect.items.map((item) => item.effect)), new Set(['cancelled']));
    assert.match(effect.messages.find(({ audience }) => audience === 'families')?.words ?? '', /School S12 is closed today: no heating/);
    assert.deepEqual(new Set(await statesOf('S12')), new Set(['scheduled']), 'looking changes nothing');

    assert.equal((await command('school.closed', { schoolRef: 'S12', date: today, cause: 'No heating' })).status, 200);
    assert.deepEqual(await statesOf('S12'), Array(12).fill('cancelled'));
    const [alert, ...others] = await alertsNow();
    assert.deepEqual([alert?.header, alert?.effect, alert?.affected.runRefs?.length, others.length], ['School S12 is closed: No heating', 'no-service', 12, 0]);
    assert.match((await detailOf('closing-3')).sentence, /The school is closed: No heating/);
    assert.equal([...state.items.values()].filter((each) => (each as Alert).runRef.startsWith('closing-')).length, 0);

    assert.equal((await command('school.reopened', { schoolRef: 'S12', date: today })).status, 200);
    assert.deepEqual(await statesOf('S12'), Array(12).fill('scheduled'));
    assert.deepEqual(await alertsNow(), []);
  });

  it('[CLOSE-4] ends a school day early: previewed, then moved, and still so after a crash', async () => {
    await send(sightline, [school('S2'), scheduledRun('home', noon + 200 * 60_000, { schoolRef: 'S2', direction: 'from-school', serviceDate: today })]);
    const before = await detailOf('home');
    const { items } = await control.get<ClosureEffectView>(`/api/transport/schools/S2/closure-effect?date=${today}&at=14:20`);
    assert.deepEqual(items.map(({ effect, startsAtAfter }) => [effect, startsAtAfter]), [['retimed', minutesFrom(Date.parse(before.startsAt), -60)]]);
    assert.deepEqual(await command('school.closing-early', { schoolRef: 'S2', date: today, at: '16:00', cause: 'snow' }), { status: 409, problems: [{ path: 'data.at', message: 'is not before the bell at 15:20' }] });
    assert.equal((await command('school.closing-early', { schoolRef: 'S2', date: today, at: '14:20', cause: 'snow' })).status, 200);
    assert.equal((await detailOf('home')).startsAt, minutesFrom(Date.parse(before.startsAt), -60));
    await sightline.kill9();
    sightline = await sightline.restart();
    control = await signIn(sightline, 'control');
    const after = await detailOf('home');
    assert.deepEqual([after.startsAt, after.closure?.effect], [minutesFrom(Date.parse(before.startsAt), -60), 'retimed']);
    assert.deepEqual((await alertsNow()).map(({ header }) => header), ['School S2 closes at 14:20: snow']);
    assert.equal((await command('school.reopened', { schoolRef: 'S2', date: today })).status, 200);
    assert.deepEqual((await detailOf('home')).stopCalls.map(({ scheduledAt }) => scheduledAt), before.stopCalls.map(({ scheduledAt }) => scheduledAt));
  });

  it('[SERVICE-1] [SERVICE-2] tells of delays and cancellations as service alerts, by page and as CSV', async () => {
    await send(sightline, ['late', 'gone'].map((name) => scheduledRun(name, Date.now() + 600_000, { serviceDate: today })));
    await command('run.delayed', { runRef: 'late', minutes: 20, cause: 'Roadworks', message: 'Diverted by the bridge' });
    await command('run.cancelled', { runRef: 'gone', cause: 'Vehicle fault' });
    const standing = await alertsNow();
    assert.deepEqual(standing.map(({ alertRef, cause, effect }) => [alertRef, cause, effect]).sort(), [['run:gone', 'technical-problem', 'no-service'], ['run:late', 'construction', 'significant-delays']]);
    const csv = await (await control.request('/api/transport/service-alerts?active=true', { headers: { accept: 'text/csv' } })).text();
    assert.match(csv, /alertRef,/);
    assert.match(csv, /run:late,.*construction,significant-delays/);
    const one = await control.get<{ items: ServiceAlertView[]; nextCursor?: string }>('/api/transport/service-alerts?limit=1');
    const two = await control.get<{ items: ServiceAlertView[] }>(`/api/transport/service-alerts?limit=1&cursor=${encodeURIComponent(one.nextCursor ?? '')}`);
    assert.deepEqual([one.items[0]?.alertRef, two.items[0]?.alertRef], ['run:gone', 'run:late']);
    await command('run.reinstated', { runRef: 'gone' });
    assert.deepEqual((await alertsNow()).map(({ alertRef }) => alertRef), ['run:late']);
    for (const path of ['service-alerts', 'schools/S2/closure-effect', 'runs/late/drafts']) assert.equal((await (await signIn(sightline, 'board')).request(`/api/transport/${path}`)).status, 403, path);
  });

  it('[CREW-1] [CREW-5] finds a stand-in for an absence, assigns them, and refuses one who is on another run', async () => {
    const soon = Date.now() + 30 * 60_000;
    const guide = (assistantRef: string, longitude: number, training: string[]) => event('assistant.upserted', { assistantRef, name: `Guide ${assistantRef}`, training, latitude: 52.48, longitude });
    await send(sightline, [
      scheduledRun('guided', soon, { routeRef: 'G', serviceDate: today }),
      scheduledRun('guided-next', soon + 3_600_000, { routeRef: 'G2', serviceDate: today }),
      scheduledRun('elsewhere', soon, { serviceDate: today }),
      event('passenger.upserted', { passengerRef: 'held', schoolRef: 'S2', routeRef: 'G', needs: ['harness', 'wheelchair'], assistantRequired: true }),
      event('passenger.upserted', { passengerRef: 'held-too', schoolRef: 'S2', routeRef: 'G2', needs: [], assistantRequired: true }),
      ...[guide('usual', -1.9, ['harness']), guide('near', -1.91, ['harness', 'wheelchair clamps']), guide('far', -1.99, ['harness', 'wheelchair clamps']), guide('busy', -1.9, ['harness', 'wheelchair clamps'])],
      event('run.assigned', { runRef: 'guided', assistantRef: 'usual' }),
      event('run.assigned', { runRef: 'guided-next', assistantRef: 'usual' }),
      event('run.assigned', { runRef: 'elsewhere', assistantRef: 'busy' }),
      event('assistant.unavailable', { assistantRef: 'usual', from: new Date().toISOString() }),
    ]);
    const found = await control.get<StandInsView>('/api/transport/runs/guided/stand-ins');
    assert.deepEqual(found.items.map(({ assistantRef, fits }) => [assistantRef, fits]), [['near', true], ['far', true]]);
    assert.match(found.items[0]?.reasons.join(', ') ?? '', /^700 m away, harness and wheelchair trained, no run after it/);
    assert.deepEqual(found.absence?.runs.map(({ runRef }) => runRef), ['guided', 'guided-next']);
    assert.deepEqual(found.items[0]?.freeFor, ['guided', 'guided-next']);
    assert.deepEqual(await command('run.assigned', { runRef: 'guided', assistantRef: 'busy', substitute: true }), { status: 409, problems: [{ path: 'data.assistantRef', message: 'is on route route of elsewhere at that time' }] });
    assert.equal((await command('run.assigned', { runRef: 'guided', assistantRef: 'near', substitute: true })).status, 200);
    assert.deepEqual((await detailOf('guided')).guide, { assistantRef: 'near', name: 'Guide near', training: ['harness', 'wheelchair clamps'], substitute: true, away: false });
    const calls = await signIn(sightline, 'calls');
    assert.equal('guide' in (await detailOf('guided', calls)), false);
    assert.equal((await calls.request('/api/transport/runs/guided/stand-ins')).status, 403);
  });

  it('[CREW-8] finds a substitute vehicle, and warns of one that is too small', async () => {
    const vehicle = (vehicleRef: string, seats: number, wheelchairPlaces: number) => event('vehicle.upserted', { vehicleRef, seats, wheelchairPlaces });
    await send(sightline, [vehicle('tiny', 1, 0), vehicle('fits', 8, 1)]);
    const { load, items } = await control.get<SubstitutesView>('/api/transport/runs/guided/substitutes');
    assert.deepEqual(load, { seats: 1, wheelchairPlaces: 1 });
    assert.deepEqual(items.map(({ vehicleRef, fits }) => [vehicleRef, fits]), [['fits', true], ['tiny', false]]);
    await command('run.assigned', { runRef: 'guided', vehicleRef: 'tiny', substitute: true });
    assert.deepEqual((await detailOf('guided')).vehicle, { vehicleRef: 'tiny', seats: 1, wheelchairPlaces: 0, substitute: true, warnings: ['1 wheelchair place too few'] });
  });

  it('[TOLD-1] keeps what was told and noted, by whom, through a crash; the words wait for nobody', async () => {
    const { kind, items } = await control.get<MessageDraftsView>('/api/transport/runs/late/drafts');
    const words = items.find((draft) => draft.kind === kind && draft.audience === 'families')?.words ?? '';
    assert.match(words, /^Route route of late, to school, is about 20 minutes late because of roadworks/);
    await command('message.sent', { messageRef: 'm1', runRef: 'late', audience: 'families', words });
    await command('note.added', { noteRef: 'n1', runRef: 'late', words: 'Clear after the bridge' });
    const before = await detailOf('late');
    assert.deepEqual(before.messages?.map(({ by, audience }) => [by, audience]), [['control', 'families']]);
    assert.deepEqual(before.notes?.map(({ by, words: noted }) => [by, noted]), [['control', 'Clear after the bridge']]);
    assert.deepEqual(before.messages.map(({ at }) => at), [before.toldAt]);
    await sightline.kill9();
    sightline = await sightline.restart();
    control = await signIn(sightline, 'control');
    const after = await detailOf('late');
    assert.deepEqual([after.messages, after.notes, after.toldAt], [before.messages, before.notes, before.toldAt]);
  });
});
