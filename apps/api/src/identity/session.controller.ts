import { Body, Controller, Delete, ForbiddenException, Get, HttpCode, HttpException, NotFoundException, Post, Req, Res, UnauthorizedException } from '@nestjs/common';
import { demonstrationSignIn, secondFactorAction, signIn } from '@sightline/contracts';
import type { SessionInfo } from '@sightline/contracts';
import { Config } from '../config/config.js';
import { AllowBeforeEnrolment, AllowSignedIn, Public } from './allow.js';
import { Audit } from './audit/audit.repository.js';
import { sessionCookie } from './cookie.js';
import { parsed } from './http.js';
import type { Reply, Request } from './http.js';
import { isOwnOrigin, isSecure } from './origin.js';
import { enter, infoOf } from './session-reply.js';
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
    this.#checkLocal();
    const { username, password, code } = parsed(signIn, body);
    const way = { code, address: request.ip, userAgent: request.headers['user-agent'] };
    return this.#enter(await this.#signIn.withPassword(username, password, way), request, reply);
  }

  @Public()
  @Post('demo')
  @HttpCode(200)
  async signInByOneClick(@Body() body: unknown, @Req() request: Request, @Res({ passthrough: true }) reply: Reply): Promise<SessionInfo> {
    this.#checkOrigin(request);
    if (this.#config.demo !== 'on') throw new NotFoundException('There is no demonstration here.');
    this.#checkLocal();
    const { role } = parsed(demonstrationSignIn, body);
    return this.#enter(await this.#signIn.asDemonstration(role, request.headers['user-agent']), request, reply);
  }

  @AllowSignedIn()
  @AllowBeforeEnrolment()
  @Get()
  async show(@Req() request: Request, @Res({ passthrough: true }) reply: Reply): Promise<SessionInfo> {
    const session = await this.#sessions.of(request.headers.cookie);
    if (!session || request.sessionToken === undefined) throw new UnauthorizedException('Sign in first.');
    reply.header('cache-control', 'no-store');
    return infoOf(session, request.sessionToken);
  }

  @AllowSignedIn()
  @AllowBeforeEnrolment()
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

  #checkLocal(): void {
    if (!this.#config.localSignIn) throw new ForbiddenException('Names and passwords of Sightline open nothing here. Use single sign-on.');
  }

  async #enter(result: SignInResult, request: Request, reply: Reply): Promise<SessionInfo> {
    if (!result.ok && result.reason === 'wait') {
      const seconds = Math.ceil(result.waitMilliseconds / 1000);
      reply.header('retry-after', seconds);
      throw new HttpException(`Too many tries. Wait ${seconds} s before the next.`, 429);
    }
    if (!result.ok && result.reason !== 'wrong') {
      const message = result.reason === 'code-needed' ? 'The code of your second factor is needed.' : 'The code is not right, or was used before.';
      throw new UnauthorizedException({ message, action: secondFactorAction });
    }
    if (!result.ok) throw new UnauthorizedException('The name or the password is not right.');
    // Whoever signs in leaves the session that this browser had: its token opens nothing any more (OWASP ASVS 5.0 § 7.2.4).
    const before = await this.#sessions.of(request.headers.cookie);
    if (before) await this.#sessions.signOut(before.sessionId);
    const session = await this.#sessions.ofToken(result.token);
    if (!session) throw new UnauthorizedException('The account was changed meanwhile. Sign in again.');
    return enter(session, result.token, request, reply);
  }
}
