import { Body, Controller, Delete, ForbiddenException, Get, HttpCode, HttpException, NotFoundException, Post, Req, Res, UnauthorizedException } from '@nestjs/common';
import { demonstrationSignIn, signIn } from '@sightline/contracts';
import type { SessionInfo } from '@sightline/contracts';
import { Config } from '../config/config.js';
import { AllowSignedIn, Public } from './allow.js';
import { Audit } from './audit/audit.repository.js';
import { sessionCookie } from './cookie.js';
import { parsed } from './http.js';
import type { Reply, Request } from './http.js';
import { isOwnOrigin, isSecure } from './origin.js';
import { csrfTokenOf } from './secrets.js';
import { Sessions } from './sessions.service.js';
import { SignIn } from './sign-in.service.js';
import type { SignInResult } from './sign-in.service.js';

@Controller('session')
export class SessionController {
  readonly #signIn: SignIn;
  readonly #sessions: Sessions;
  readonly #audit: Audit;
  readonly #config: Config;

  constructor(signInService: SignIn, sessions: Sessions, audit: Audit, config: Config) {
    this.#signIn = signInService;
    this.#sessions = sessions;
    this.#audit = audit;
    this.#config = config;
  }

  @Public()
  @Post()
  @HttpCode(200)
  async signIn(@Body() body: unknown, @Req() request: Request, @Res({ passthrough: true }) reply: Reply): Promise<SessionInfo> {
    this.#checkOrigin(request);
    const { username, password } = parsed(signIn, body);
    return this.#enter(await this.#signIn.withPassword(username, password, request.ip), request, reply);
  }

  @Public()
  @Post('demo')
  @HttpCode(200)
  async signInByOneClick(@Body() body: unknown, @Req() request: Request, @Res({ passthrough: true }) reply: Reply): Promise<SessionInfo> {
    this.#checkOrigin(request);
    if (this.#config.demo !== 'on') throw new NotFoundException('There is no demonstration here.');
    const { role } = parsed(demonstrationSignIn, body);
    return this.#enter(await this.#signIn.asDemonstration(role), request, reply);
  }

  @AllowSignedIn()
  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) reply: Reply): Promise<SessionInfo> {
    const session = await this.#sessions.of(request.headers.cookie);
    if (!session || request.sessionToken === undefined) throw new UnauthorizedException('Sign in first.');
    reply.header('cache-control', 'no-store');
    const { username, role } = session.principal;
    return { username, role, csrfToken: csrfTokenOf(request.sessionToken), expiresAt: new Date(session.expiresAt).toISOString() };
  }

  @AllowSignedIn()
  @Delete()
  @HttpCode(204)
  async signOut(@Req() request: Request, @Res({ passthrough: true }) reply: Reply): Promise<void> {
    const session = await this.#sessions.of(request.headers.cookie);
    if (session) {
      await this.#sessions.signOut(session.sessionId);
      await this.#audit.append('signed-out', session.principal.accountId);
    }
    reply.header('set-cookie', sessionCookie('', 0, isSecure(request.headers, request.protocol)));
  }

  #checkOrigin(request: Request): void {
    if (!isOwnOrigin(request.headers, this.#config.origins)) throw new ForbiddenException('Sign in from our own pages only.');
  }

  #enter(result: SignInResult, request: Request, reply: Reply): SessionInfo {
    if (!result.ok && result.reason === 'wait') {
      const seconds = Math.ceil(result.waitMilliseconds / 1000);
      reply.header('retry-after', seconds);
      throw new HttpException(`Too many tries. Wait ${seconds} s before the next.`, 429);
    }
    if (!result.ok) throw new UnauthorizedException('The name or the password is not right.');
    const { account, token, expiresAt } = result;
    const maxAgeSeconds = Math.floor((expiresAt - Date.now()) / 1000);
    reply.header('set-cookie', sessionCookie(token, maxAgeSeconds, isSecure(request.headers, request.protocol)));
    reply.header('cache-control', 'no-store');
    return { username: account.username, role: account.role, csrfToken: csrfTokenOf(token), expiresAt: new Date(expiresAt).toISOString() };
  }
}
