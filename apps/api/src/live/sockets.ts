import type { ClientToServer, LiveProblem, ServerToClient } from '@sightline/contracts';
import type { Server, Socket } from 'socket.io';
import type { Session, SessionEnd } from '../identity/principal.js';
import type { Sessions } from '../identity/sessions.service.js';
import type { Allowance } from './allowance.js';
import { socketsPerAccount } from './limits.js';
import type { Queue } from './queue.js';
import type { Viewer } from './viewer.js';

/** What the server remembers of a socket from its handshake. */
export interface SocketData {
  session: Session;
}
type Nothing = Record<string, never>;
export type LiveServer = Server<ClientToServer, ServerToClient, Nothing, SocketData>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, Nothing, SocketData>;

/** A socket with everything that belongs to it. */
export interface Connected {
  readonly socket: LiveSocket;
  readonly session: Session;
  readonly viewer: Viewer;
  readonly queue: Queue;
  readonly allowance: Allowance;
}

export const tooMany: { ok: false; problem: LiveProblem } = {
  ok: false,
  problem: { code: 'too-many', message: 'Too many messages at once. Wait a second.' },
};

/** Every connected socket, and when its session is over. */
export class Connections {
  readonly #all = new Set<Connected>();
  #isChecking = false;

  get all(): ReadonlySet<Connected> {
    return this.#all;
  }

  /** Whether the account has room for one more [LIVE-14]. */
  hasRoomFor({ principal }: Session): boolean {
    let count = 0;
    for (const { session } of this.#all) if (session.principal.accountId === principal.accountId) count += 1;
    return count < socketsPerAccount;
  }

  add(connected: Connected): void {
    this.#all.add(connected);
  }

  remove(connected: Connected): void {
    this.#all.delete(connected);
  }

  /** Whether any socket of the session is left. */
  has({ sessionId }: Session): boolean {
    return [...this.#all].some(({ session }) => session.sessionId === sessionId);
  }

  /** Ends every socket whose session is over [LIVE-12]. While the database is away only the clock can tell. */
  async endFinished(sessions: Sessions, now: number): Promise<void> {
    for (const connected of this.#all) if (now >= connected.session.expiresAt) this.#end(connected, 'expired');
    if (this.#isChecking || this.#all.size === 0) return;
    this.#isChecking = true;
    try {
      const over = await sessions.ended([...new Set([...this.#all].map(({ session }) => session.sessionId))]);
      for (const connected of this.#all) {
        const reason = over.get(connected.session.sessionId);
        if (reason) this.#end(connected, reason);
      }
    } finally {
      this.#isChecking = false;
    }
  }

  #end(connected: Connected, reason: SessionEnd): void {
    connected.viewer.close();
    connected.socket.emit('goodbye', { reason });
    connected.socket.disconnect(true);
  }
}
