import { Body, ConflictException, Controller, ForbiddenException, Get, HttpCode, HttpException, Post, Req, Res } from '@nestjs/common';
import { factorConfirmation, ownWord, ownWordAndCode, passwordChange, sessionsEnd } from '@sightline/contracts';
import type { FactorConfirmed, FactorOffer, OwnAccount, OwnSession, SessionInfo } from '@sightline/contracts';
import { AccountsRepository } from '../accounts.repository.js';
import type { Account } from '../accounts.repository.js';
import { Accounts } from '../accounts.service.js';
import { AllowBeforeEnrolment, AllowSignedIn, CurrentPrincipal } from '../allow.js';
import { Audit } from '../audit/audit.repository.js';
import { parsed } from '../http.js';
import type { Reply, Request } from '../http.js';
import type { AccountPrincipal } from '../principal.js';
import { enter } from '../session-reply.js';
import { Sessions } from '../sessions.service.js';
import { OwnWord } from './own-word.js';
import { SecondFactor } from './second-factor.service.js';
import type { Guess } from './second-factor.service.js';

const externalOf = ({ demonstration, passwordHash }: Account): OwnAccount['external'] =>
  demonstration ? 'demonstration' : passwordHash === '' ? 'single-sign-on' : null;

/** Whoever is signed in, about themselves: password, second factor, sessions. */
@Controller('account')
@AllowSignedIn()
export class OwnAccountController {
  readonly #repository: AccountsRepository;
  readonly #accounts: Accounts;
  readonly #factors: SecondFactor;
  readonly #sessions: Sessions;
  readonly #word: OwnWord;
  readonly #audit: Audit;

  constructor(repository: AccountsRepository, accounts: Accounts, factors: SecondFactor, sessions: Sessions, word: OwnWord, audit: Audit) {
    this.#repository = repository;
    this.#accounts = accounts;
    this.#factors = factors;
    this.#sessions = sessions;
    this.#word = word;
    this.#audit = audit;
  }

  @AllowBeforeEnrolment()
  @Get()
  async show(@CurrentPrincipal() { username, role }: AccountPrincipal, @Res({ passthrough: true }) reply: Reply): Promise<OwnAccount> {
    const account = await this.#account(username);
    const { on, since, codesLeft } = await this.#factors.standing(account.id);
    const external = externalOf(account);
    reply.header('cache-control', 'no-store');
    return {
      username,
      role,
      external,
      secondFactor: { on, since: since?.toISOString() ?? null, recoveryCodesLeft: codesLeft, required: external === null && this.#sessions.needsSecondFactor(role) },
    };
  }

  @Post('password')
  @HttpCode(200)
  async changePassword(@Body() body: unknown, @CurrentPrincipal() { username }: AccountPrincipal, @Req() request: Request, @Res({ passthrough: true }) reply: Reply): Promise<SessionInfo> {
    const account = await this.#local(username);
    const { current, password } = parsed(passwordChange, body);
    right(await this.#word.check(username, current), 'password', reply);
    const changed = await this.#accounts.changeOwnPassword(account, sessionIdOf(request), password);
    if (!changed) throw new ConflictException('The password was changed meanwhile.');
    return this.#renew(changed, request, reply);
  }

  @AllowBeforeEnrolment()
  @Post('second-factor')
  @HttpCode(200)
  async offer(@Body() body: unknown, @CurrentPrincipal() { username }: AccountPrincipal, @Res({ passthrough: true }) reply: Reply): Promise<FactorOffer> {
    const account = await this.#local(username);
    right(await this.#word.check(username, parsed(ownWord, body).password), 'password', reply);
    const offer = await this.#factors.offer(account);
    if (offer === 'on') throw new ConflictException('A second factor is on already. Turn it off first.');
    reply.header('cache-control', 'no-store');
    return offer;
  }

  @AllowBeforeEnrolment()
  @Post('second-factor/confirm')
  @HttpCode(200)
  async confirm(@Body() body: unknown, @CurrentPrincipal() { username }: AccountPrincipal, @Req() request: Request, @Res({ passthrough: true }) reply: Reply): Promise<FactorConfirmed> {
    const account = await this.#local(username);
    const confirmed = await this.#factors.confirm(account.id, sessionIdOf(request), parsed(factorConfirmation, body).code);
    if (confirmed === 'wrong' || 'waitMilliseconds' in confirmed) return right(confirmed, 'code', reply);
    return { ...confirmed, session: await this.#renew(account, request, reply) };
  }

  @Post('second-factor/off')
  @HttpCode(200)
  async turnOff(@Body() body: unknown, @CurrentPrincipal() { username }: AccountPrincipal, @Req() request: Request, @Res({ passthrough: true }) reply: Reply): Promise<SessionInfo> {
    const account = await this.#proved(username, body, reply);
    await this.#factors.turnOff(account.id, sessionIdOf(request));
    return this.#renew(account, request, reply);
  }

  @Post('second-factor/recovery-codes')
  @HttpCode(200)
  async renewCodes(@Body() body: unknown, @CurrentPrincipal() { username }: AccountPrincipal, @Res({ passthrough: true }) reply: Reply): Promise<{ recoveryCodes: string[] }> {
    const { id } = await this.#proved(username, body, reply);
    reply.header('cache-control', 'no-store');
    return { recoveryCodes: await this.#factors.renewRecoveryCodes(id) };
  }

  @Get('sessions')
  async sessions(@CurrentPrincipal() { username }: AccountPrincipal, @Req() request: Request): Promise<{ items: OwnSession[] }> {
    const account = await this.#account(username);
    const open = await this.#sessions.openOf(account.id);
    // A demonstration account is many people: each sees their own session alone.
    const shown = account.demonstration ? open.filter(({ sessionRef }) => sessionRef === request.sessionId) : open;
    return { items: shown.map((each) => ({ ...each, since: each.since.toISOString(), lastSeenAt: each.lastSeenAt.toISOString(), current: each.sessionRef === request.sessionId })) };
  }

  @Post('sessions/end')
  @HttpCode(200)
  async endSessions(@Body() body: unknown, @CurrentPrincipal() { username }: AccountPrincipal, @Req() request: Request, @Res({ passthrough: true }) reply: Reply): Promise<{ ended: number }> {
    const account = await this.#account(username);
    const { password = '', sessionRef } = parsed(sessionsEnd, body);
    if (account.demonstration) throw new ConflictException('A demonstration account is shared: its sessions end by signing out.');
    // Whoever comes by single sign-on has no password here.
    if (externalOf(account) === null) right(await this.#word.check(username, password), 'password', reply);
    const ended = await this.#sessions.endOf(account.id, sessionRef === undefined ? { except: sessionIdOf(request) } : { only: sessionRef });
    await this.#audit.append('sessions-ended', account.id, { account: account.id, ended });
    return { ended };
  }

  async #account(username: string): Promise<Account> {
    const account = await this.#repository.byUsername(username);
    if (!account) throw new ConflictException('The account is no longer there.');
    return account;
  }

  async #local(username: string): Promise<Account> {
    const account = await this.#account(username);
    if (externalOf(account) !== null) throw new ConflictException('This account has no password and no second factor of its own.');
    return account;
  }

  /** The account, once its password and a code were given. */
  async #proved(username: string, body: unknown, reply: Reply): Promise<Account> {
    const account = await this.#local(username);
    const { password, code } = parsed(ownWordAndCode, body);
    right(await this.#word.check(username, password), 'password', reply);
    right(await this.#factors.spend(account.id, code), 'code', reply);
    return account;
  }

  /** A new token for whoever asked, in place of the session that the change has ended. */
  async #renew(account: Account, request: Request, reply: Reply): Promise<SessionInfo> {
    const opened = await this.#sessions.open(account, request.headers['user-agent']);
    const session = opened && (await this.#sessions.ofToken(opened.token));
    if (!opened || !session) throw new ForbiddenException('Sign in again.');
    return enter(session, opened.token, request, reply);
  }
}

const sessionIdOf = ({ sessionId = '' }: Request): string => sessionId;

/** Says what was not right; returns where all was. 403 and not 401: whoever is signed in stays so. */
function right(guess: 'wrong' | { waitMilliseconds: number }, what: 'password' | 'code', reply: Reply): never;
function right(guess: Guess, what: 'password' | 'code', reply: Reply): void;
function right(guess: Guess, what: 'password' | 'code', reply: Reply): void {
  if (guess === 'right') return;
  if (guess === 'wrong') throw new ForbiddenException(`The ${what} is not right.`);
  const seconds = Math.ceil(guess.waitMilliseconds / 1000);
  reply.header('retry-after', seconds);
  throw new HttpException(`Too many tries. Wait ${seconds} s before the next.`, 429);
}
