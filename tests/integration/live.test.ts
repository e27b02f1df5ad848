import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { mayAccess, roles, topicNames, topics } from '@sightline/contracts';
import type { LiveProblem, SubscribeReply } from '@sightline/contracts';
import { event, fix, openedCase, scheduledRun } from '../fixtures/events.ts';
import { query, startDatabases } from '../support/databases.ts';
import type { TestDatabases } from '../support/databases.ts';
import { LiveClient } from '../support/live-client.ts';
import { signIn } from '../support/person.ts';
import type { Person } from '../support/person.ts';
import { send, startSightline } from '../support/sightline.ts';
import type { Sightline } from '../support/sightline.ts';
import { until } from '../support/until.ts';

const codeOf = (reply: SubscribeReply): LiveProblem['code'] | 'ok' => (reply.ok ? 'ok' : reply.problem.code);

describe('the live gateway', () => {
  let databases: TestDatabases;
  let databaseUrl: string;
  let sightline: Sightline;
  let control: Person;
  const clients: LiveClient[] = [];
  const connect = async ({ cookie }: Pick<Person, 'cookie'>, options = {}): Promise<LiveClient> => {
    const client = new LiveClient(sightline.url, cookie, options);
    clients.push(client);
    assert.equal(await client.connect(), undefined);
    return client;
  };
  /** Moves run `number`'s vehicle; `place` is what tells one position from another. */
  const move = (number: number, place: number) =>
    send(sightline, [fix(`live-vehicle-${number}`, Date.now(), { runRef: `live-run-${number}`, latitude: 52.48 + place / 10_000 })]);

  before(async () => {
    databases = await startDatabases();
    databaseUrl = await databases.fresh();
    sightline = await startSightline({ env: { DATABASE_URL: databaseUrl } });
    control = await signIn(sightline, 'control');
    const runs = Array.from({ length: 5 }, (_, number) => number);
    const { body } = await send(sightline, [
      ...runs.map((number) => scheduledRun(`live-run-${number}`, Date.now())),
      ...runs.map((number) => event('run.assigned', { runRef: `live-run-${number}`, vehicleRef: `live-vehicle-${number}` })),
    ]);
    assert.deepEqual([body.accepted, body.rejected], [10, []]);
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.close();
  });
  after(async () => {
    await sightline.stop();
    await databases.stop();
  });

  it('[LIVE-1] lets nobody in without a session or from another site', async () => {
    const stranger = new LiveClient(sightline.url, undefined);
    assert.equal(await stranger.connect(), 'unauthorised');
    const forged = new LiveClient(sightline.url, `sightline=${'a'.repeat(43)}`);
    assert.equal(await forged.connect(), 'unauthorised');
    const elsewhere = new LiveClient(sightline.url, control.cookie, { origin: 'https://evil.example' });
    assert.equal(await elsewhere.connect(), 'websocket error');
    await connect(control, { origin: sightline.url });
    for (const client of [stranger, forged, elsewhere]) client.close();
  });

  it('[LIVE-2] [LIVE-3] a snapshot with its deltas is the state of a fresh snapshot', async () => {
    const first = await connect(control);
    const { reply, state } = await first.follow('fleet');
    assert.equal(codeOf(reply), 'ok');
    assert.ok(state.items.has('live-run-0'));
    for (let place = 1; place <= 20; place += 1) await Promise.all([0, 1, 2].map((number) => move(number, place)));
    await first.until(() => JSON.stringify(state.items.get('live-run-2')).includes('52.482'), 'the last position');
    const second = await connect(control);
    const fresh = await second.follow('fleet');
    await until('both to agree', () => {
      assert.deepEqual(Object.fromEntries(state.items), Object.fromEntries(fresh.state.items));
      assert.deepEqual(state.place, fresh.state.place);
      return true;
    });
    assert.equal(state.gaps, 0);
    assert.deepEqual(state.seqs, state.seqs.map((_, index) => (state.seqs[0] ?? 0) + index));
  });

  it('[LIVE-6] resumes after a short disconnection without a snapshot', async () => {
    const client = await connect(control);
    const { state } = await client.follow('fleet');
    client.socket.disconnect();
    await move(3, 7);
    const witness = await connect(control);
    const seen = await witness.follow('fleet');
    await witness.until(() => JSON.stringify(seen.state.items.get('live-run-3')).includes('52.4807'), 'the move');
    await client.connect();
    await client.until(() => JSON.stringify(state.items.get('live-run-3')).includes('52.4807'), 'the missed delta');
    assert.equal(codeOf(client.replies.at(-1) ?? { ok: false, problem: { code: 'unavailable', message: 'no reply' } }), 'ok');
    assert.ok('resumed' in (client.replies.at(-1) ?? {}));
    assert.equal(state.gaps, 0);
  });

  it('[LIVE-6] [LIVE-7] a place that is unknown gets a snapshot', async () => {
    const client = await connect(control);
    for (const since of [{ epoch: 'of another life', seq: 3 }, { epoch: '', seq: 0 }]) {
      const reply = (await client.ask('subscribe', { topic: 'fleet', since })) as SubscribeReply;
      assert.ok(reply.ok && 'snapshot' in reply && reply.epoch !== since.epoch);
    }
  });

  it('[LIVE-10] every role gets every topic that the access table gives it, and a refusal for every other', async () => {
    for (const role of roles) {
      const client = await connect(await signIn(sightline, role));
      for (const topic of topicNames) {
        // A look-up is its adviser's alone: nobody has this one.
        const params = topic === 'run' ? { runRef: 'live-run-0' } : topic === 'look-up' ? { lookUpRef: '00000000-0000-4000-8000-000000000000' } : {};
        const code = codeOf((await client.ask('subscribe', { topic, params })) as SubscribeReply);
        const isAllowed = topic !== 'look-up' && mayAccess(role, topics[topic].resource, topics[topic].grant);
        assert.ok(isAllowed ? ['ok', 'unavailable'].includes(code) : code === 'forbidden', `${role} and ${topic}: ${code}`);
      }
    }
  });

  it('[LIVE-10] a board account that asks for the fleet is refused and gets no delta of it', async () => {
    const client = await connect(await signIn(sightline, 'board'));
    const { reply } = await client.follow('fleet');
    assert.equal(codeOf(reply), 'forbidden');
    let deltas = 0;
    client.socket.on('delta', ({ topic }: { topic: string }) => (deltas += topic === 'fleet' ? 1 : 0));
    const witness = await connect(control);
    const { state } = await witness.follow('fleet');
    const { length } = state.deltaTimes;
    await move(1, 21);
    await witness.until(() => state.deltaTimes.length > length, 'the delta that others get');
    await client.ask('unsubscribe', { topic: 'backlog' });
    assert.equal(deltas, 0);
  });

  it('[LIVE-5] two views of a topic get different values: the board does not see numbers that could tell of one child', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const [whole, suppressed] = [await connect(control), await connect(await signIn(sightline, 'board'))];
    const [seen, hidden] = [(await whole.follow('backlog')).state, (await suppressed.follow('backlog')).state];
    const { body } = await send(sightline, [openedCase('live-case-1', today), openedCase('live-case-2', today)]);
    assert.deepEqual(body.rejected, []);
    const openIn = ({ items }: typeof seen) => (items.get('complaint') as { open: number | null } | undefined)?.open;
    await whole.until(() => openIn(seen) === 2, 'both cases');
    await suppressed.until(() => hidden.items.has('complaint'), 'the row');
    assert.equal(openIn(hidden), null);
    const again = await connect(await signIn(sightline, 'board'));
    assert.equal(openIn((await again.follow('backlog')).state), null);
  });

  it('[LIVE-11] answers whatever is sent with a problem and goes on', async () => {
    const client = await connect(control);
    for (const payload of [null, 3, 'fleet', [], {}, { topic: {} }, { topic: '__proto__' }, { topic: 'constructor' }, { topic: 'run' }, { topic: 'run', params: { runRef: 'none' } }, { topic: 'run', params: { __proto__: { runRef: 1 } } }, { topic: 'fleet', since: { epoch: 'x'.repeat(1000), seq: -1 } }]) {
      for (const name of ['subscribe', 'unsubscribe']) {
        const reply = (await client.ask(name, payload)) as SubscribeReply;
        assert.ok(typeof reply.ok === 'boolean', JSON.stringify(payload));
        if (name === 'subscribe') assert.equal(reply.ok, false, JSON.stringify(payload));
      }
    }
    client.socket.emit('subscribe');
    client.socket.emit('subscribe', { topic: 'fleet' }, 'no function');
    client.socket.emit('no such event', { a: 1 });
    assert.equal(codeOf((await client.follow('fleet')).reply), 'ok');
  });

  it('[LIVE-11] ends a socket that sends more than 64 KB, and no other', async () => {
    const [loud, quiet] = [await connect(control), await connect(control)];
    loud.socket.emit('subscribe', { topic: 'fleet', params: { much: 'x'.repeat(70_000) } });
    await loud.until(() => !loud.socket.connected, 'the end of the socket');
    assert.equal(codeOf((await quiet.follow('fleet')).reply), 'ok');
  });

  it('[LIVE-12] sign-out ends the subscriptions within a tick, with a word why', async () => {
    const person = await signIn(sightline, 'manager');
    const client = await connect(person);
    await client.follow('fleet');
    await person.request('/api/session', { method: 'DELETE' });
    const began = performance.now();
    await client.until(() => !client.socket.connected, 'the end of the socket');
    assert.deepEqual(client.goodbyes, [{ reason: 'signed-out' }]);
    assert.ok(performance.now() - began < 3000);
    assert.equal(await client.connect(), 'unauthorised');
  });

  it('[LIVE-12] so does a change of the account, also by another process', async () => {
    const client = await connect(await signIn(sightline, 'calls'));
    await query(databaseUrl, `UPDATE session SET ended_reason = 'revoked' WHERE account_id = (SELECT id FROM account WHERE username = 'calls')`);
    await client.until(() => !client.socket.connected, 'the end of the socket');
    assert.deepEqual(client.goodbyes, [{ reason: 'revoked' }]);
  });

  it('[LIVE-13] a heartbeat tells the place of every subscription at least every 5 s', async () => {
    const client = await connect(control);
    const { state } = await client.follow('alerts');
    await client.until(() => client.heartbeats.length >= 2, 'two heartbeats', 12_000);
    const [first, second] = client.heartbeats.slice(-2);
    assert.ok(Date.parse(second?.at ?? '') - Date.parse(first?.at ?? '') <= 5000);
    assert.deepEqual(second?.topics, [{ topic: 'alerts', ...state.place }]);
  });

  it('[LIVE-14] tells a client that it sends too much', async () => {
    const client = await connect(control);
    const replies = await Promise.all(Array.from({ length: 200 }, () => client.ask('unsubscribe', { topic: 'fleet' }) as Promise<SubscribeReply>));
    assert.ok(replies.some((reply) => codeOf(reply) === 'too-many'));
    assert.equal(client.socket.connected, true);
  });

  it('[LIVE-7] [LIVE-12] a restart says goodbye, and whoever comes back finds a new epoch and the same state', async () => {
    const client = await connect(control, { reconnection: true });
    const { state } = await client.follow('fleet');
    const before = { ...state.place };
    const items = state.items;
    sightline = await sightline.restart();
    await client.until(() => state.place?.epoch !== before.epoch, 'a snapshot of another epoch', 20_000);
    assert.deepEqual(client.goodbyes, [{ reason: 'shutting-down' }]);
    assert.deepEqual([...state.items.keys()].sort(), [...items.keys()].sort());
  });
});
