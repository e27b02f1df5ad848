import { BadRequestException, Body, Controller, Get, HttpCode, NotFoundException, Post, Query, Req, Res, UnauthorizedException } from '@nestjs/common';
import type { ProviderSignOut, SignInProblem } from '@sightline/contracts';
import * as z from 'zod';
import { Config } from '../../config/config.js';
import { Vault } from '../../config/vault.js';
import { AllowSignedIn, Public } from '../allow.js';
import { sessionCookie } from '../cookie.js';
import { parsed } from '../http.js';
import type { Reply, Request } from '../http.js';
import { Sessions } from '../sessions.service.js';
import { attemptCookie, attemptIn, pageAfter } from './attempt.js';
import { baseOf } from './base.js';
import { SingleSignOn } from './single-sign-on.service.js';

const text = z.string().max(4096).optional().catch(undefined);
const beginning = z.object({ back: text });
const frontChannel = z.object({ iss: text, sid: text });
const backChannel = z.object({ logout_token: z.string().min(1).max(16_384) });

/** The doors between us and the council's provider. A refusal is an address of the sign-in page, which says it in words. */
@Controller('session/oidc')
export class OidcController {
  readonly #singleSignOn: SingleSignOn;
  readonly #sessions: Sessions;
  readonly #config: Config;
  readonly #attempts: Vault;

  constructor(singleSignOn: SingleSignOn, sessions: Sessions, config: Config) {
    this.#singleSignOn = singleSignOn;
    this.#sessions = sessions;
    this.#config = config;
    this.#attempts = new Vault(config.sealingKey, 'sign-in attempt');
  }

  @Public()
  @Get()
  @HttpCode(303)
  async begin(@Query() query: unknown, @Req() request: Request, @Res({ passthrough: true }) reply: Reply): Promise<void> {
    this.#checkConfigured();
    const base = baseOf(request, this.#config);
    if (base === undefined) return goTo(reply, problemPage('address'));
    const begun = await this.#singleSignOn.begin(base, pageAfter(parsed(beginning, query).back));
    if (!begun) return goTo(reply, problemPage('unavailable'));
    reply.header('set-cookie', attemptCookie(begun.attempt, this.#attempts, isHttps(base)));
    goTo(reply, begun.url);
  }

  @Public()
  @Get('callback')
  @HttpCode(303)
  async finish(@Req() request: Request & { readonly url: string }, @Res({ passthrough: true }) reply: Reply): Promise<void> {
    this.#checkConfigured();
    const attempt = attemptIn(request.headers.cookie, this.#attempts, Date.now());
    if (!attempt) return goTo(reply, problemPage('expired'));
    const forgotten = attemptCookie(null, this.#attempts, isHttps(attempt.base));
    const entered = await this.#singleSignOn.finish(attempt, new URL(request.url, attempt.base).searchParams, request.headers['user-agent']);
    if (!entered.ok) {
      reply.header('set-cookie', forgotten);
      return goTo(reply, problemPage(entered.problem));
    }
    // Whoever used this browser before is not whoever uses it now.
    const before = await this.#sessions.of(request.headers.cookie);
    if (before) await this.#sessions.signOut(before.sessionId);
    const maxAgeSeconds = Math.floor((entered.expiresAt - Date.now()) / 1000);
    reply.header('set-cookie', [forgotten, sessionCookie(entered.token, maxAgeSeconds, isHttps(attempt.base))]);
    goTo(reply, attempt.back);
  }

  @AllowSignedIn()
  @Post('sign-out')
  @HttpCode(200)
  async signOut(@Req() request: Request, @Res({ passthrough: true }) reply: Reply): Promise<ProviderSignOut> {
    const session = await this.#sessions.of(request.headers.cookie);
    if (!session) throw new UnauthorizedException('Sign in first.');
    const base = baseOf(request, this.#config);
    const url = await this.#singleSignOn.signOut(session.sessionId, session.principal.accountId, base);
    reply.header('set-cookie', sessionCookie('', 0, isHttps(base ?? '')));
    reply.header('cache-control', 'no-store');
    return { url };
  }

  @Public()
  @Post('back-channel')
  @HttpCode(200)
  async backChannel(@Body() body: unknown, @Res({ passthrough: true }) reply: Reply): Promise<{ ok: true }> {
    this.#checkConfigured();
    reply.header('cache-control', 'no-store');
    if (!(await this.#singleSignOn.signedOutAtProvider(parsed(backChannel, body).logout_token))) throw new BadRequestException('This logout token ends nothing.');
    return { ok: true };
  }

  @Public()
  @Get('front-channel')
  async frontChannel(@Query() query: unknown, @Res({ passthrough: true }) reply: Reply): Promise<{ ok: true }> {
    this.#checkConfigured();
    reply.header('cache-control', 'no-store');
    const { iss, sid } = parsed(frontChannel, query);
    await this.#singleSignOn.signedOutInBrowser(iss, sid);
    return { ok: true };
  }

  #checkConfigured(): void {
    if (!this.#config.singleSignOn) throw new NotFoundException('There is no single sign-on here.');
  }
}

const problemPage = (problem: SignInProblem): string => `/sign-in?refusal=${problem}`;
const isHttps = (base: string): boolean => base.startsWith('https:');

function goTo(reply: Reply, url: string): void {
  reply.header('location', url);
  reply.header('cache-control', 'no-store');
}
