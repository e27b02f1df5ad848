import { TestBed } from '@angular/core/testing';
import type { SubscribeReply, SubscribeRequest, TopicValue } from '@sightline/contracts';
import type { LiveSocket } from './connection';
import { OPEN_SOCKET } from './connection';
import { LiveClient, absenceMilliseconds, silenceMilliseconds } from './live-client';

type Handler = (...args: unknown[]) => void;

/** The other end of the wire, in the hand of the spec. */
class FakeSocket {
  connected = false;
  active = true;
  connects = 0;
  readonly requests: { event: string; request: SubscribeRequest; reply: (reply: SubscribeReply) => void }[] = [];
  private readonly handlers = new Map<string, Handler>();

  on(event: string, handler: Handler): this {
    this.handlers.set(event, handler);
    return this;
  }
  off(): this {
    return this;
  }
  emit(event: string, request: SubscribeRequest, acknowledge: (...args: unknown[]) => void): this {
    this.requests.push({ event, request, reply: (reply) => acknowledge(null, reply) });
    return this;
  }
  timeout(): this {
    return this;
  }
  connect(): this {
    this.connects += 1;
    return this;
  }
  disconnect(): this {
    this.drop();
    return this;
  }
  open(): void {
    this.connected = true;
    this.receive('connect');
  }
  drop(): void {
    if (!this.connected) return;
    this.connected = false;
    this.receive('disconnect');
  }
  receive(event: string, ...args: unknown[]): void {
    this.handlers.get(event)?.(...args);
  }
  subscriptions(topic: string): typeof this.requests {
    return this.requests.filter((each) => each.event === 'subscribe' && each.request.topic === topic);
  }
}

const feed = (accepted: number): TopicValue<'feeds'> => ({ source: 'a', lastReceivedAt: null, acceptedPerMinute: 0, accepted, duplicates: 0, rejected: 0, kind: 'pushed', state: 'live', newestFixAt: null, everySeconds: null, staleSeconds: 900, lastError: null, polledAt: null, pollMilliseconds: null });
const at = '2026-11-10T08:24:00Z';

describe('LiveClient', () => {
  let socket: FakeSocket;
  let client: LiveClient;

  beforeEach(async () => {
    jest.useFakeTimers({ now: Date.parse(at) });
    socket = new FakeSocket();
    TestBed.configureTestingModule({ providers: [{ provide: OPEN_SOCKET, useValue: () => Promise.resolve(socket as unknown as LiveSocket) }] });
    client = TestBed.inject(LiveClient);
    await client.connect();
    socket.open();
  });
  afterEach(() => {
    client.disconnect();
    jest.useRealTimers();
  });

  const openFeeds = () => {
    const attached = client.attach('feeds');
    socket.subscriptions('feeds').at(-1)?.reply({ ok: true, epoch: 'e', seq: 1, snapshot: { items: { a: feed(1) } } });
    return attached;
  };
  const delta = (seq: number, accepted: number) => socket.receive('delta', { topic: 'feeds', epoch: 'e', seq, at, changes: [{ key: 'a', value: feed(accepted) }] });

  it('shows a snapshot and then what changes', () => {
    const { handle } = openFeeds();
    expect(handle.status()).toBe('live');
    delta(2, 9);
    expect(handle.items().get('a')?.accepted).toBe(9);
    expect(client.newestAt()).toBe(at);
  });

  it('[LIVE-C3] subscribes again from its place at a gap', () => {
    const { handle } = openFeeds();
    delta(4, 9);
    const again = socket.subscriptions('feeds').at(-1);
    expect(again?.request.since).toEqual({ epoch: 'e', seq: 1 });
    again?.reply({ ok: true, epoch: 'e', seq: 4, snapshot: { items: { a: feed(9) } } });
    expect(handle.items().get('a')?.accepted).toBe(9);
  });

  it('[LIVE-C4] applies after the answer what came before it', () => {
    const { handle } = client.attach('feeds');
    delta(2, 5);
    expect(handle.status()).toBe('loading');
    socket.subscriptions('feeds')[0]?.reply({ ok: true, epoch: 'e', seq: 1, snapshot: { items: { a: feed(1) } } });
    expect(handle.items().get('a')?.accepted).toBe(5);
  });

  it('[LIVE-C5] takes a heartbeat that is ahead for a gap', () => {
    openFeeds();
    socket.receive('heartbeat', { at, topics: [{ topic: 'feeds', epoch: 'e', seq: 3 }] });
    expect(socket.subscriptions('feeds')).toHaveLength(2);
  });

  it('[LIVE-C6] reopens a silent socket and says since when it is gone', () => {
    openFeeds();
    jest.advanceTimersByTime(silenceMilliseconds + 1500);
    expect(client.connection().kind).toBe('reconnecting');
    expect(socket.connects).toBe(2);
    jest.advanceTimersByTime(absenceMilliseconds + 1500);
    expect(client.connection()).toEqual({ kind: 'disconnected', since: Date.parse(at) });
  });

  it('[LIVE-C7] resumes every topic from its place and keeps what was shown', () => {
    const { handle } = openFeeds();
    socket.drop();
    expect(handle.status()).toBe('interrupted');
    expect(handle.items().get('a')?.accepted).toBe(1);
    socket.open();
    const again = socket.subscriptions('feeds').at(-1);
    expect(again?.request.since).toEqual({ epoch: 'e', seq: 1 });
    again?.reply({ ok: true, epoch: 'e', seq: 1, resumed: true });
    expect(handle.status()).toBe('live');
    expect(client.connection().kind).toBe('live');
  });

  it('[LIVE-C8] turns a refusal into a state', () => {
    const { handle } = client.attach('fleet');
    socket.subscriptions('fleet')[0]?.reply({ ok: false, problem: { code: 'forbidden', message: 'Not for your role.' } });
    expect(handle.status()).toBe('forbidden');
    expect(handle.problem()?.message).toBe('Not for your role.');
  });

  it('[LIVE-C9] subscribes once for two users and unsubscribes after the last', () => {
    const first = openFeeds();
    const second = client.attach('feeds');
    expect(second.handle).toBe(first.handle);
    expect(socket.subscriptions('feeds')).toHaveLength(1);
    first.close();
    expect(socket.requests.some((each) => each.event === 'unsubscribe')).toBe(false);
    second.close();
    expect(socket.requests.at(-1)?.event).toBe('unsubscribe');
  });

  it('[LIVE-C10] holds the fleet while the reader pauses, and shows the present afterwards', () => {
    const { handle } = client.attach('fleet');
    socket.subscriptions('fleet')[0]?.reply({ ok: true, epoch: 'e', seq: 1, snapshot: { items: {} } });
    const heard: boolean[] = [];
    handle.listen((_changes, reset) => heard.push(reset));
    client.pause(true);
    socket.receive('delta', { topic: 'fleet', epoch: 'e', seq: 2, at, changes: [{ key: 'r', value: null }] });
    expect(heard).toEqual([true]);
    client.pause(false);
    expect(heard).toEqual([true, true]);
  });

  it('[LIVE-C11] gives credit for what asks for it', () => {
    openFeeds();
    const credit = jest.fn();
    socket.receive('delta', { topic: 'feeds', epoch: 'e', seq: 2, at, changes: [] }, credit);
    expect(credit).toHaveBeenCalledTimes(1);
  });

  it('passes on why the server ended the session, but not that it restarts', () => {
    socket.receive('goodbye', { reason: 'shutting-down' });
    expect(client.goodbye()).toBeNull();
    socket.receive('goodbye', { reason: 'expired' });
    expect(client.goodbye()).toBe('expired');
  });
});
