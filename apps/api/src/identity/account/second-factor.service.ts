import { Injectable } from '@nestjs/common';
import type { FactorOffer } from '@sightline/contracts';
import { Config } from '../../config/config.js';
import { Vault } from '../../config/vault.js';
import type { Account } from '../accounts.repository.js';
import { Audit } from '../audit/audit.repository.js';
import { personRule, Throttle } from '../throttle.js';
import { hashOfRecoveryCode, newRecoveryCodes } from './recovery-codes.js';
import { SecondFactorRepository } from './second-factor.repository.js';
import { newTotpSecret, offerOf, stepOf } from './totp.js';

/** What came of a guess. Milliseconds where the next has to wait. */
export type Guess = 'right' | 'wrong' | { readonly waitMilliseconds: number };

const hashesOf = (codes: readonly string[]): Buffer[] => codes.map(hashOfRecoveryCode).filter((hash) => hash !== undefined);

/** Second factors of local accounts: a code of an authenticator (RFC 6238), or one of ten recovery codes [ID-40]. */
@Injectable()
export class SecondFactor {
  readonly #repository: SecondFactorRepository;
  readonly #audit: Audit;
  readonly #vault: Vault;
  readonly #guesses = new Throttle(personRule);

  constructor(repository: SecondFactorRepository, audit: Audit, config: Config) {
    this.#repository = repository;
    this.#audit = audit;
    this.#vault = new Vault(config.secondFactorKey, 'second factor');
  }

  async standing(accountId: string): Promise<{ on: boolean; since: Date | null; codesLeft: number }> {
    const factor = await this.#repository.of(accountId);
    const since = factor?.confirmedAt ?? null;
    return { on: since !== null, since, codesLeft: since === null ? 0 : (factor?.codesLeft ?? 0) };
  }

  /** A new secret for an authenticator; `on` where there is a factor already. */
  async offer({ id, username }: Pick<Account, 'id' | 'username'>): Promise<FactorOffer | 'on'> {
    const secret = newTotpSecret();
    return (await this.#repository.offer(id, this.#vault.close(secret, id))) ? offerOf(secret, username) : 'on';
  }

  /** Turns the offered factor on with a code of it. Ends every session of the account; the caller opens the next. */
  async confirm(accountId: string, sessionId: string, code: string): Promise<{ recoveryCodes: string[] } | Exclude<Guess, 'right'>> {
    const guess = this.#begin(accountId);
    if (guess !== undefined) return guess;
    const factor = await this.#repository.of(accountId);
    const secret = factor?.confirmedAt === null ? this.#vault.open(factor.secret, accountId) : undefined;
    const step = secret === undefined ? undefined : stepOf(secret, digits(code), Date.now());
    if (factor === undefined || step === undefined) return 'wrong';
    const recoveryCodes = newRecoveryCodes();
    if (!(await this.#repository.confirm(accountId, sessionId, factor.secret, step, hashesOf(recoveryCodes)))) return 'wrong';
    this.#guesses.succeeded(accountId);
    await this.#audit.append('second-factor-on', accountId);
    return { recoveryCodes };
  }

  /** Whether a code is right, which spends it. Guesses are counted by account, wherever they come from [ID-42]. */
  async spend(accountId: string, code: string): Promise<Guess> {
    const guess = this.#begin(accountId);
    if (guess !== undefined) return guess;
    if (!(await this.#isRight(accountId, code))) return 'wrong';
    this.#guesses.succeeded(accountId);
    return 'right';
  }

  async renewRecoveryCodes(accountId: string): Promise<string[]> {
    const codes = newRecoveryCodes();
    await this.#repository.replaceRecoveryCodes(accountId, hashesOf(codes));
    await this.#audit.append('recovery-codes-made', accountId);
    return codes;
  }

  /** Turned off by the person themselves, whose session goes on as a new one. */
  async turnOff(accountId: string, sessionId: string): Promise<void> {
    await this.#repository.remove(accountId, sessionId);
    await this.#audit.append('second-factor-off', accountId);
  }

  /** Taken off a person who has lost it, by an administrator (null: by the command line); false where none was on. */
  async reset(accountId: string, by: string | null): Promise<boolean> {
    const was = await this.#repository.remove(accountId, null);
    if (was) await this.#audit.append('second-factor-reset', by, { account: accountId });
    this.#guesses.succeeded(accountId);
    return was;
  }

  /** Counted before anything is looked up: guesses sent all at once find each other here. */
  #begin(accountId: string): { waitMilliseconds: number } | undefined {
    const now = Date.now();
    const waitMilliseconds = this.#guesses.waitFor(accountId, now);
    if (waitMilliseconds > 0) return { waitMilliseconds };
    this.#guesses.failed(accountId, now);
    return undefined;
  }

  async #isRight(accountId: string, code: string): Promise<boolean> {
    const recovery = hashOfRecoveryCode(code);
    if (recovery !== undefined) {
      const isRight = await this.#repository.spendRecoveryCode(accountId, recovery);
      if (isRight) await this.#audit.append('recovery-code-used', accountId);
      return isRight;
    }
    const factor = await this.#repository.of(accountId);
    const secret = factor && this.#vault.open(factor.secret, accountId);
    const step = secret === undefined ? undefined : stepOf(secret, digits(code), Date.now());
    return step !== undefined && (await this.#repository.spendStep(accountId, step));
  }
}

/** Authenticators show `123 456`. */
const digits = (code: string): string => code.replaceAll(/[\s-]/g, '');
