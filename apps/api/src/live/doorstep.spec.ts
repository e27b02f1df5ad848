import { EventEmitter } from 'node:events';
import type { Server, Socket } from 'socket.io';
import { Doorstep } from './doorstep.js';
import { messageBurst, messagesTooMany, waitingPerAddress } from './limits.js';

class FakeConnection extends EventEmitter {
  isClosed = false;
  readonly websocket = Object.assign(new EventEmitter(), { terminate: () => undefined });
  readonly transport = { socket: this.websocket };
  constructor(readonly address: string) {
    super();
  }
  close(): void {
    this.isClosed = true;
    this.emit('close');
  }
}

function stage() {
  const engine = new EventEmitter();
  const doorstep = new Doorstep();
  doorstep.watch(engine as unknown as Server['engine'], (connection) => (connection as unknown as FakeConnection).address);
  const arrive = (address = 'a'): FakeConnection => {
    const connection = new FakeConnection(address);
    engine.emit('connection', connection);
    return connection;
  };
  const connectionOf = (fake: FakeConnection) => fake as unknown as Socket['conn'];
  return { doorstep, arrive, connectionOf };
}

describe('the doorstep of the gateway', () => {
  it('[LIVE-17] a connection asks once to come in', () => {
    const { doorstep, arrive, connectionOf } = stage();
    const first = arrive();
    expect(doorstep.asks(connectionOf(first))).toBe(true);
    expect(doorstep.asks(connectionOf(first))).toBe(false);
    expect(doorstep.asks(connectionOf(arrive()))).toBe(true);
  });

  it.each([
    ['packets', (connection: FakeConnection) => connection.emit('packet', {})],
    ['pings', (connection: FakeConnection) => connection.websocket.emit('ping')],
    ['pongs', (connection: FakeConnection) => connection.websocket.emit('pong')],
  ])('[LIVE-17] hangs up on a flood of %s, also of one that is not let in', (_, send) => {
    const { arrive } = stage();
    const loud = arrive();
    const quiet = arrive();
    for (let sent = 0; sent < messageBurst + messagesTooMany + 100; sent += 1) send(loud);
    expect([loud.isClosed, quiet.isClosed]).toEqual([true, false]);
  });

  it('[LIVE-17] bounds how many of an address wait, and forgets those that were let in or went', () => {
    const { doorstep, arrive, connectionOf } = stage();
    const waiting = Array.from({ length: waitingPerAddress }, () => arrive('a'));
    expect(arrive('a').isClosed).toBe(true);
    expect(arrive('b').isClosed).toBe(false);
    waiting[0]?.close();
    expect(arrive('a').isClosed).toBe(false);
    expect(arrive('a').isClosed).toBe(true);
    if (waiting[1]) doorstep.entered(connectionOf(waiting[1]));
    expect(arrive('a').isClosed).toBe(false);
  });
});
