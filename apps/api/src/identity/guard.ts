import { ForbiddenException, HttpException, Injectable, Logger, ServiceUnavailableException, UnauthorizedException } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { enrolAction, mayAccess } from '@sightline/contracts';
import type { LinkKind } from '@sightline/contracts';
import { Config } from '../config/config.js';
import { ALLOWED, BEFORE_ENROLMENT, FEED_ALLOWED, LINKS_ALLOWED } from './allow.js';
import type { Allowed } from './allow.js';
import { recordOfTurnedAway } from './audit/record-of.js';
import { Repeats } from './audit/repeats.js';
import { sessionTokenIn } from './cookie.js';
import type { Request } from './http.js';
import { LinkGate } from './link-gate.js';
import { isOwnOrigin } from './origin.js';
import type { AccountPrincipal, Session } from './principal.js';
import { csrfTokenOf, sameSecret } from './secrets.js';
import { Sessions } from './sessions.service.js';

const readOnlyMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The global guard. Refuses by default: a route without a decorator of `allow.ts` is closed to everyone. */
@Injectable()
export class IdentityGuard implements CanActivate {
  readonly #reflector: Reflector;
  readonly #sessions: Sessions;
  readonly #links: LinkGate;
  readonly #repeats: Repeats;
  readonly #config: Config;
  readonly #log = new Logger('Identity');

  constructor(reflector: Reflector, sessions: Sessions, links: LinkGate, repeats: Repeats, config: Config) {
    this.#reflector = reflector;
    this.#sessions = sessions;
    this.#links = links;
    this.#repeats = repeats;
    this.#config = config;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    try {
      return await this.#admit(context, request);
    } catch (error) {
      const record = error instanceof RoleRefused ? error : error instanceof HttpException ? recordOfTurnedAway(request, error.getStatus()) : undefined;
      if (record !== undefined) await this.#repeats.refused(record.accountId, record.detail);
      throw error;
    }
  }

  async #admit(context: ExecutionContext, request: Request): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const allowed = this.#reflector.getAllAndOverride<Allowed | undefined>(ALLOWED, targets);
    const feedAllowed = this.#reflector.getAllAndOverride<boolean | undefined>(FEED_ALLOWED, targets) ?? false;
    if (feedAllowed && (request.headers.authorization !== undefined || allowed === undefined)) return this.#admitFeed(request);
    const kinds = this.#reflector.getAllAndOverride<readonly LinkKind[] | undefined>(LINKS_ALLOWED, targets);
    if (kinds) return this.#admitLink(request, kinds);
    if (allowed === 'public') return true;
    if (allowed === undefined) throw new ForbiddenException('This is open to nobody.');

    const session = await this.#sessionOf(request);
    if (!readOnlyMethods.has(request.method)) this.#checkForgery(request);
    const { principal } = session;
    if (session.mustEnrol && this.#reflector.getAllAndOverride<boolean | undefined>(BEFORE_ENROLMENT, targets) !== true) {
      throw new ForbiddenException({ message: 'Set up a second factor first: your role needs one here.', action: enrolAction });
    }
    if (allowed !== 'signed-in' && !mayAccess(principal.role, allowed.resource, allowed.grant)) {
      throw new RoleRefused(principal, allowed.resource, allowed.grant);
    }
    request.principal = principal;
    request.sessionId = session.sessionId;
    return true;
  }

  #admitFeed(request: Request): boolean {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined || !sameSecret(token, this.#config.feedToken)) {
      throw new UnauthorizedException('A feed token is needed: Authorization: Bearer <token>.');
    }
    request.principal = { kind: 'feed', name: 'feed' };
    return true;
  }

  /** A cookie that comes along says nothing here: the holder of a link is not the person who signed in [LINK-6]. */
  async #admitLink(request: Request, kinds: readonly LinkKind[]): Promise<boolean> {
    const token = /^Link (\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
    const entry = await this.#links.enter(token, request.ip);
    if (entry === 'unavailable') throw new ServiceUnavailableException('Links cannot be looked up for the moment. Try again shortly.');
    if (entry === 'too-many') throw new HttpException('Too many tries. Wait a while before the next.', 429);
    if (entry === 'unauthorised' || !kinds.includes(entry.principal.linkKind)) throw new UnauthorizedException('This link opens nothing. Ask for a new one.');
    request.principal = entry.principal;
    request.sessionId = entry.sessionId;
    return true;
  }

  async #sessionOf(request: Request): Promise<Session> {
    const { cookie } = request.headers;
    const session = await this.#sessions.of(cookie).catch((error: unknown) => {
      this.#log.warn(`A session could not be looked up: ${String(error)}`);
      throw new ServiceUnavailableException('Sessions cannot be looked up for the moment. Try again shortly.');
    });
    if (!session) throw new UnauthorizedException('Sign in first.');
    const token = sessionTokenIn(cookie);
    if (token !== undefined) request.sessionToken = token;
    return session;
  }

  /** A cookie comes along by itself, so what it may change also needs our own page's word. */
  #checkForgery(request: Request): void {
    if (!isOwnOrigin(request.headers, this.#config.origins)) throw new ForbiddenException('The request comes from another site.');
    const given = request.headers['x-csrf-token'];
    const { sessionToken } = request;
    if (typeof given !== 'string' || sessionToken === undefined || !sameSecret(given, csrfTokenOf(sessionToken))) {
      throw new ForbiddenException('The X-CSRF-Token header is missing or is not the one of GET /api/session.');
    }
  }
}

class RoleRefused extends ForbiddenException {
  readonly accountId: string;
  readonly detail: Record<string, unknown>;

  constructor({ accountId, role }: AccountPrincipal, resource: string, grant: string) {
    super('Your role may not do this.');
    this.accountId = accountId;
    this.detail = { resource, grant, role };
  }
}
