import { Body, ConflictException, Controller, Delete, ForbiddenException, Get, HttpCode, NotFoundException, Param, Patch, Post, Query, Req } from '@nestjs/common';
import { accountChange, firstAccount, newAccount } from '@sightline/contracts';
import type { AccountView } from '@sightline/contracts';
import * as z from 'zod';
import { Config } from '../config/config.js';
import { SecondFactor } from './account/second-factor.service.js';
import type { Account } from './accounts.repository.js';
import { Accounts } from './accounts.service.js';
import { Allow, CurrentPrincipal, Public } from './allow.js';
import { Audit } from './audit/audit.repository.js';
import { FirstAdministrator } from './first-administrator.js';
import { parsed } from './http.js';
import type { Request } from './http.js';
import { isOwnOrigin } from './origin.js';
import type { AccountPrincipal } from './principal.js';
import { Sessions } from './sessions.service.js';

const page = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100), cursor: z.string().max(100).default('') });

@Controller('accounts')
export class AccountsController {
  readonly #accounts: Accounts;
  readonly #first: FirstAdministrator;
  readonly #factors: SecondFactor;
  readonly #sessions: Sessions;
  readonly #audit: Audit;
  readonly #config: Config;

  constructor(accounts: Accounts, first: FirstAdministrator, factors: SecondFactor, sessions: Sessions, audit: Audit, config: Config) {
    this.#accounts = accounts;
    this.#first = first;
    this.#factors = factors;
    this.#sessions = sessions;
    this.#audit = audit;
    this.#config = config;
  }

  @Allow('accounts')
  @Get()
  async list(@Query() query: unknown): Promise<{ items: AccountView[]; nextCursor?: string }> {
    const { limit, cursor } = parsed(page, query);
    const items = await this.#accounts.list(limit + 1, cursor);
    const last = items.length > limit ? items[limit - 1] : undefined;
    return last ? { items: items.slice(0, limit), nextCursor: last.username } : { items };
  }

  @Allow('accounts', 'act')
  @Post()
  async add(@Body() body: unknown, @CurrentPrincipal() by: AccountPrincipal): Promise<{ ok: true }> {
    const added = await this.#accounts.add(parsed(newAccount, body), by.accountId);
    if (added === 'taken') throw new ConflictException('Another account has this name.');
    return { ok: true };
  }

  @Allow('accounts', 'act')
  @Patch(':username')
  async change(@Param('username') username: string, @Body() body: unknown, @CurrentPrincipal() by: AccountPrincipal): Promise<{ ok: true }> {
    const result = await this.#accounts.change(username, parsed(accountChange, body), by.accountId);
    if (result === 'unknown') throw new NotFoundException('There is no account of this name.');
    if (result === 'last-administrator') throw new ConflictException('This is the last administrator. Make another one first.');
    if (result === 'demonstration') throw new ConflictException('A demonstration account keeps its role and the password of the settings.');
    if (result === 'single-sign-on') throw new ConflictException('This account enters by single sign-on: its role follows the groups of the council’s directory, and it has no password here.');
    return { ok: true };
  }

  @Allow('accounts', 'act')
  @Delete(':username/second-factor')
  @HttpCode(204)
  async resetSecondFactor(@Param('username') username: string, @CurrentPrincipal() by: AccountPrincipal): Promise<void> {
    const { id } = await this.#known(username);
    if (!(await this.#factors.reset(id, by.accountId))) throw new NotFoundException('This account has no second factor.');
  }

  @Allow('accounts', 'act')
  @Delete(':username/sessions')
  @HttpCode(204)
  async endSessions(@Param('username') username: string, @CurrentPrincipal() by: AccountPrincipal): Promise<void> {
    const { id } = await this.#known(username);
    const ended = await this.#sessions.endOf(id);
    await this.#audit.append('sessions-ended', by.accountId, { account: id, ended });
  }

  async #known(username: string): Promise<Account> {
    const account = await this.#accounts.byUsername(username);
    if (!account) throw new NotFoundException('There is no account of this name.');
    return account;
  }

  @Public()
  @Post('first')
  @HttpCode(200)
  async makeFirst(@Body() body: unknown, @Req() request: Request): Promise<{ ok: true }> {
    if (!isOwnOrigin(request.headers, this.#config.origins)) throw new ForbiddenException('The request comes from another site.');
    const { token, username, password } = parsed(firstAccount, body);
    const result = await this.#first.make(token, username, password);
    if (result === 'refused') throw new ForbiddenException('The link is spent. Start Sightline again for a new one.');
    if (result === 'taken') throw new ConflictException('Another account has this name.');
    return { ok: true };
  }
}
