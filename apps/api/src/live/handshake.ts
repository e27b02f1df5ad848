import type { IncomingMessage } from 'node:http';
import proxyAddress from '@fastify/proxy-addr';
import { Injectable, Logger } from '@nestjs/common';
import type { Socket } from 'socket.io';
import { Config } from '../config/config.js';
import { isOwnOrigin } from '../identity/origin.js';
import { LinkGate } from '../identity/link-gate.js';
import { Links } from '../identity/links.service.js';
import type { Session, SessionEnd, ViewerPrincipal } from '../identity/principal.js';
import { Sessions } from '../identity/sessions.service.js';

/** A session of a person or of a public link. */
export type Visit = Session<ViewerPrincipal>;

/** Why a handshake ended: the message of the client's `connect_error`. */
export type HandshakeProblem = 'unauthorised' | 'unavailable' | 'too-many';

/** Lets in whoever has our own origin and a good session [LIVE-1]. */
@Injectable()
export class Handshake {
  readonly #sessions: Sessions;
  readonly #links: Links;
  readonly #gate: LinkGate;
  readonly #config: Config;
  readonly #trusts: ReturnType<typeof proxyAddress.compile>;
  readonly #log = new Logger('Live');

  constructor(sessions: Sessions, links: Links, gate: LinkGate, config: Config) {
    this.#sessions = sessions;
    this.#links = links;
    this.#gate = gate;
    this.#config = config;
    this.#trusts = proxyAddress.compile([...config.proxies]);
  }

  /** Before the upgrade: another site's page gets no websocket at all, whatever cookie comes along, nor does a protocol of the past. */
  isOwn(request: IncomingMessage): boolean {
    return isOwnOrigin(request.headers, this.#config.origins) && URL.parse(request.url ?? '', 'ws://host')?.searchParams.get('EIO') === '4';
  }

  /** Where a connection comes from: the address that a trusted proxy says, else its own. */
  addressOf(request: IncomingMessage): string {
    return proxyAddress(request, this.#trusts);
  }

  /** The session of a socket that connects: of the link that it names, else of its cookie. A link is never both [LINK-6]. */
  async session(socket: Socket): Promise<Visit | HandshakeProblem> {
    const { link } = socket.handshake.auth;
    if (link !== undefined) return this.#gate.enter(typeof link === 'string' ? link : undefined, this.addressOf(socket.request));
    try {
      const session = await this.#sessions.of(socket.request.headers.cookie);
      // A role that needs a second factor sees nothing until it has one [ID-44].
      return session === undefined || session.mustEnrol ? 'unauthorised' : session;
    } catch (error) {
      this.#log.warn(`A session could not be looked up: ${String(error)}`);
      return 'unavailable';
    }
  }

  /** Which of these are over, by their session ids. */
  async ended(visits: readonly Visit[]): Promise<Map<string, SessionEnd>> {
    const people = new Set<string>();
    const links = new Set<string>();
    for (const { sessionId, principal } of visits) {
      if (principal.kind === 'account') people.add(sessionId);
      else links.add(principal.linkRef);
    }
    const over = await Promise.all([people.size > 0 && this.#sessions.ended([...people]), links.size > 0 && this.#links.ended([...links])]);
    return new Map(over.flatMap((each) => (each ? [...each] : [])));
  }
}
