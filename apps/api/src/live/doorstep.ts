import type { Server, Socket } from 'socket.io';
import { Allowance } from './allowance.js';
import { waitingAtMost, waitingPerAddress } from './limits.js';

type Connection = Socket['conn'];
/** What the websocket below says; Engine.IO gives it no public name. */
interface Below {
  readonly socket?: { on(event: 'ping' | 'pong', listener: () => void): void; terminate(): void };
}

/**
 * Where connections stand that are not let in yet, and what they may do there [LIVE-17]. Every packet and every ping
 * counts, also those that Socket.IO never tells of: a connection cannot make more work before it is let in than after.
 */
export class Doorstep {
  readonly #waiting = new Map<Connection, string>();
  readonly #allowances = new WeakMap<Connection, Allowance>();
  readonly #asked = new WeakSet<Connection>();

  /** Watches a server's connections from their first byte. */
  watch(engine: Server['engine'], addressOf: (connection: Connection) => string): void {
    engine.on('connection', (connection: Connection) => {
      const address = addressOf(connection);
      if (this.#isFull(address)) {
        connection.close(true);
        return;
      }
      this.#waiting.set(connection, address);
      connection.once('close', () => this.#waiting.delete(connection));
      const allowance = new Allowance(Date.now());
      this.#allowances.set(connection, allowance);
      const { socket } = connection.transport as unknown as Below;
      const count = (): void => {
        if (allowance.spend(Date.now())) return;
        socket?.terminate();
        connection.close(true);
      };
      connection.on('packet', count);
      socket?.on('ping', count);
      socket?.on('pong', count);
    });
  }

  /** A connection asks to come in: once. One that asked over and over would have a session looked up for every few bytes. */
  asks(connection: Connection): boolean {
    if (this.#asked.has(connection)) return false;
    this.#asked.add(connection);
    return true;
  }

  /** It was let in, and waits no more. */
  entered(connection: Connection): Allowance {
    this.#waiting.delete(connection);
    return this.#allowances.get(connection) ?? new Allowance(Date.now());
  }

  #isFull(address: string): boolean {
    if (this.#waiting.size >= waitingAtMost) return true;
    let same = 0;
    if (this.#waiting.size >= waitingPerAddress) for (const each of this.#waiting.values()) if (each === address) same += 1;
    return same >= waitingPerAddress;
  }
}
