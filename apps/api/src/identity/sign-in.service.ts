import { Injectable } from '@nestjs/common';
import type { Role } from '@sightline/contracts';
import type { Account } from './accounts.repository.js';
import { Accounts } from './accounts.service.js';
import { Audit } from './audit/audit.repository.js';
import { Sessions } from './sessions.service.js';
import { accountRule, personRule, Throttle } from './throttle.js';

export type SignInResult =
  | { readonly ok: true; readonly account: Account; readonly token: string; readonly expiresAt: number }
  | { readonly ok: false; readonly reason: 'wrong' }
  | { readonly ok: false; readonly reason: 'wait'; readonly waitMilliseconds: number };

/** The way in: checks a password, slows down guessing, opens the session, and writes the audit. */
@Injectable()
export class SignIn {
  readonly #accounts: Accounts;
  readonly #sessions: Sessions;
  readonly #audit: Audit;
  readonly #byPerson = new Throttle(personRule);
  readonly #byAccount = new Throttle(accountRule);

  constructor(accounts: Accounts, sessions: Sessions, audit: Audit) {
    this.#accounts = accounts;
    this.#sessions = sessions;
    this.#audit = audit;
  }

  async withPassword(username: string, password: string, address: string): Promise<SignInResult> {
    const name = username.trim().toLowerCase();
    const person = `${name}\n${address}`;
    const now = Date.now();
    const waitMilliseconds = Math.max(this.#byPerson.waitFor(person, now), this.#byAccount.waitFor(name, now));
    if (waitMilliseconds > 0) return { ok: false, reason: 'wait', waitMilliseconds };
    // Counted before the check, which takes a while: guesses sent all at once find each other here.
    this.#byPerson.failed(person, now);
    this.#byAccount.failed(name, now);
    const account = await this.#accounts.verify(name, password);
    if (!account) {
      await this.#audit.append('sign-in-refused', null);
      return { ok: false, reason: 'wrong' };
    }
    this.#byPerson.succeeded(person);
    return this.#open(account, 'password');
  }

  /** One click: only the demonstration's accounts; whether it is on is the caller's to check. */
  async asDemonstration(role: Role): Promise<SignInResult> {
    const account = await this.#accounts.demonstration(role);
    return account ? this.#open(account, 'one-click') : { ok: false, reason: 'wrong' };
  }

  async #open(account: Account, how: string): Promise<SignInResult> {
    const { token, expiresAt } = await this.#sessions.open(account.id);
    await this.#audit.append('signed-in', account.id, { how });
    return { ok: true, account, token, expiresAt };
  }
}
