import type { IncomingMessage } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import type { Socket } from 'socket.io';
import { Config } from '../config/config.js';
import { isOwnOrigin } from '../identity/origin.js';
import type { Session } from '../identity/principal.js';
import { Sessions } from '../identity/sessions.service.js';

/** Why a handshake ended: the message of the client's `connect_error`. */
export type HandshakeProblem = 'unauthorised' | 'unavailable' | 'too-many';

/** Lets in whoever has our own origin and a good session [LIVE-1]. */
@Injectable()
export class Handshake {
  readonly #sessions: Sessions;
  readonly #config: Config;
  readonly #log = new Logger('Live');

  constructor(sessions: Sessions, config: Config) {
    this.#sessions = sessions;
    this.#config = config;
  }

  /** Before the upgrade: another site's page gets no websocket at all, whatever cookie comes along. */
  isOwn(request: IncomingMessage): boolean {
    return isOwnOrigin(request.headers, this.#config.origins);
  }

  /** The session of a socket that connects, from its cookie. */
  async session(socket: Socket): Promise<Session | HandshakeProblem> {
    try {
      return (await this.#sessions.of(socket.request.headers.cookie)) ?? 'unauthorised';
    } catch (error) {
      this.#log.warn(`A session could not be looked up: ${String(error)}`);
      return 'unavailable';
    }
  }
}
