import { Injectable } from '@nestjs/common';
import { AccountsRepository } from '../accounts.repository.js';
import { verifyPassword } from '../password.js';
import { personRule, Throttle } from '../throttle.js';
import type { Guess } from './second-factor.service.js';

/** Asks someone who is signed in for their password again, before something that would help whoever took their place. */
@Injectable()
export class OwnWord {
  readonly #accounts: AccountsRepository;
  readonly #guesses = new Throttle(personRule);

  constructor(accounts: AccountsRepository) {
    this.#accounts = accounts;
  }

  async check(username: string, password: string): Promise<Guess> {
    const now = Date.now();
    const waitMilliseconds = this.#guesses.waitFor(username, now);
    if (waitMilliseconds > 0) return { waitMilliseconds };
    this.#guesses.failed(username, now);
    const account = await this.#accounts.byUsername(username);
    if (!account || !(await verifyPassword(password, account.passwordHash))) return 'wrong';
    this.#guesses.succeeded(username);
    return 'right';
  }
}
