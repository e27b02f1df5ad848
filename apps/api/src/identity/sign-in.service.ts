import { Injectable } from '@nestjs/common';
import type { Role } from '@sightline/contracts';
import { Config } from '../config/config.js';
import { SecondFactor } from './account/second-factor.service.js';
import type { Account } from './accounts.repository.js';
import { Accounts } from './accounts.service.js';
import { Audit } from './audit/audit.repository.js';
import { nameKeyOf } from './audit/name-key.js';
import { Repeats } from './audit/repeats.js';
import { Sessions } from './sessions.service.js';
import { accountRule, personRule, Throttle } from './throttle.js';

export type SignInResult =
  | { readonly ok: true; readonly account: Account; readonly token: string; readonly expiresAt: number }
  | { readonly ok: false; readonly reason: 'wrong' }
  /** The password is right; the code of the second factor is missing, or is wrong. */
  | { readonly ok: false; readonly reason: 'code-needed' | 'code-wrong' }
  | { readonly ok: false; readonly reason: 'wait'; readonly waitMilliseconds: number };

/** Where a request comes from. */
interface Way {
  readonly address: string;
  readonly userAgent: string | undefined;
}

/** The way in: checks a password, slows down guessing, opens the session, and writes the audit. */
@Injectable()
export class SignIn {
  readonly #accounts: Accounts;
  readonly #sessions: Sessions;
  readonly #factors: SecondFactor;
  readonly #audit: Audit;
  readonly #repeats: Repeats;
  readonly #config: Config;
  readonly #byPerson = new Throttle(personRule);
  readonly #byAccount = new Throttle(accountRule);

  constructor(accounts: Accounts, sessions: Sessions, factors: SecondFactor, audit: Audit, repeats: Repeats, config: Config) {
    this.#accounts = accounts;
    this.#sessions = sessions;
    this.#factors = factors;
    this.#audit = audit;
    this.#repeats = repeats;
    this.#config = config;
  }

  async withPassword(username: string, password: string, { code, address, userAgent }: Way & { readonly code?: string | undefined }): Promise<SignInResult> {
    const name = username.trim().toLowerCase();
    const person = `${name}\n${address}`;
    const now = Date.now();
    const waitMilliseconds = Math.max(this.#byPerson.waitFor(person, now), this.#byAccount.waitFor(name, now));
    if (waitMilliseconds > 0) {
      await this.#repeats.refused(null, { name: nameKeyOf(this.#config.auditKey, name), how: 'wait' }, 'sign-in-refused');
      return { ok: false, reason: 'wait', waitMilliseconds };
    }
    // Counted before the check, which takes a while: guesses sent all at once find each other here.
    this.#byPerson.failed(person, now);
    this.#byAccount.failed(name, now);
    const account = await this.#accounts.verify(name, password);
    if (!account) {
      await this.#audit.append('sign-in-refused', null, { name: nameKeyOf(this.#config.auditKey, name) });
      return { ok: false, reason: 'wrong' };
    }
    this.#byPerson.succeeded(person);
    if (!(await this.#factors.standing(account.id)).on) return this.#open(account, 'password', userAgent);
    if (code === undefined || code === '') return { ok: false, reason: 'code-needed' };
    const guess = await this.#factors.spend(account.id, code);
    if (guess === 'right') return this.#open(account, 'second-factor', userAgent);
    await this.#audit.append('sign-in-refused', account.id, { cause: 'second-factor' });
    return guess === 'wrong' ? { ok: false, reason: 'code-wrong' } : { ok: false, reason: 'wait', ...guess };
  }

  /** One click: only the demonstration's accounts; whether it is on is the caller's to check. */
  async asDemonstration(role: Role, userAgent?: string): Promise<SignInResult> {
    const account = await this.#accounts.demonstration(role);
    return account ? this.#open(account, 'one-click', userAgent) : { ok: false, reason: 'wrong' };
  }

  async #open(account: Account, how: string, userAgent: string | undefined): Promise<SignInResult> {
    const opened = await this.#sessions.open(account, userAgent);
    await this.#audit.append(opened ? 'signed-in' : 'sign-in-refused', account.id, opened ? { how } : { cause: 'changed' });
    return opened ? { ok: true, account, ...opened } : { ok: false, reason: 'wrong' };
  }
}
