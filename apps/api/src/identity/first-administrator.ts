import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Accounts } from './accounts.service.js';
import { newSecret, sameSecret } from './secrets.js';

/**
 * The one-time way in where there is no account: start-up prints a link with a token that lives in memory only, so it
 * dies with the process, after its use, and as soon as there is an account by another way.
 */
@Injectable()
export class FirstAdministrator {
  readonly #accounts: Accounts;
  readonly #config: Config;
  #token: string | undefined;

  constructor(accounts: Accounts, config: Config) {
    this.#accounts = accounts;
    this.#config = config;
  }

  /** The path of the link to print, or undefined where nobody needs one. */
  async invite(): Promise<string | undefined> {
    if (this.#config.demo !== 'off' || !this.#config.localSignIn || (await this.#accounts.hasAny())) return undefined;
    this.#token ??= newSecret();
    return `/first-admin?token=${this.#token}`;
  }

  /** Makes the first administrator; `refused` for another token or where there is an account by now. */
  async make(token: string, username: string, password: string): Promise<'made' | 'taken' | 'refused'> {
    const expected = this.#token;
    if (expected === undefined || !sameSecret(token, expected)) return 'refused';
    // Spent before anything is awaited: two clicks at once make one administrator.
    this.#token = undefined;
    if (await this.#accounts.hasAny()) return 'refused';
    const added = await this.#accounts.add({ username, password, role: 'admin' }, null).catch((error: unknown) => {
      this.#token = expected;
      throw error;
    });
    if (added !== 'taken') return 'made';
    this.#token = expected;
    return 'taken';
  }
}
