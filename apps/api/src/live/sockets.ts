import type { ClientToServer, LiveProblem, ServerToClient } from '@sightline/contracts';
import type { Server, Socket } from 'socket.io';
import type { SessionEnd } from '../identity/principal.js';
import type { Allowance } from './allowance.js';
import type { Handshake, Visit } from './handshake.js';
import { blindMilliseconds, socketsPerAccount, socketsPerLink } from './limits.js';
import type { Queue } from './queue.js';
import type { Viewer } from './viewer.js';

/** What the server remembers of a socket from its handshake. */
export interface SocketData {
  session: Visit;
}
type Nothing = Record<string, never>;
export type LiveServer = Server<ClientToServer, ServerToClient, Nothing, SocketData>;
export type LiveSocket = Socket<ClientToServer, ServerToClient, Nothing, SocketData>;

/** A socket with everything that belongs to it. */
export interface Connected {
  readonly socket: LiveSocket;
  readonly session: Visit;
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
  /** When the sessions were last looked up, epoch milliseconds; undefined before the first time. */
  #checkedAt: number | undefined;

  get all(): ReadonlySet<Connected> {
    return this.#all;
  }

  /** Whether the account or link has room for one more [LIVE-14]. */
  hasRoomFor({ principal }: Visit): boolean {
    const owner = ownerOf(principal);
    let count = 0;
    for (const { session } of this.#all) if (ownerOf(session.principal) === owner) count += 1;
    return count < (principal.kind === 'account' ? socketsPerAccount : socketsPerLink);
  }

  add(connected: Connected): void {
    this.#all.add(connected);
  }

  remove(connected: Connected): void {
    this.#all.delete(connected);
  }

  /** Whether any socket of the session is left. */
  has({ sessionId }: Visit): boolean {
    return [...this.#all].some(({ session }) => session.sessionId === sessionId);
  }

  /**
   * Ends every socket whose session is over [LIVE-12]. While the database is away only the clock can tell: after a minute of that
   * every socket ends, for among them may be one whose session was ended elsewhere. Its page comes back by itself [LIVE-16].
   */
  async endFinished(handshake: Handshake, now: number): Promise<void> {
    for (const connected of this.#all) if (now >= connected.session.expiresAt) this.#end(connected, 'expired');
    if (this.#all.size === 0) this.#checkedAt = now;
    this.#checkedAt ??= now;
    if (now - this.#checkedAt > blindMilliseconds) for (const connected of this.#all) this.#end(connected, 'unchecked');
    if (this.#isChecking || this.#all.size === 0) return;
    this.#isChecking = true;
    try {
      const over = await handshake.ended([...this.#all].map(({ session }) => session));
      this.#checkedAt = now;
      for (const connected of this.#all) {
        const reason = over.get(connected.session.sessionId);
        if (reason) this.#end(connected, reason);
      }
    } finally {
      this.#isChecking = false;
    }
  }

  #end(connected: Connected, reason: SessionEnd | 'unchecked'): void {
    connected.viewer.close();
    connected.socket.emit('goodbye', { reason });
    connected.socket.disconnect(true);
  }
}

const ownerOf = (principal: Visit['principal']): string => (principal.kind === 'account' ? principal.accountId : principal.linkRef);
