import { Injectable } from '@nestjs/common';
import { roles } from '@sightline/contracts';
import type { AccountChange, AccountView, NewAccount, Role } from '@sightline/contracts';
import { Config } from '../config/config.js';
import { AccountsRepository } from './accounts.repository.js';
import type { Account } from './accounts.repository.js';
import { Audit } from './audit/audit.repository.js';
import { checkPassword } from './account/password-policy.js';
import { hashPassword, isOutdated, verifyNobody, verifyPassword } from './password.js';
import { sameSecret } from './secrets.js';

/** Accounts and their passwords: behind the pages of the administrator and behind the command line alike. */
@Injectable()
export class Accounts {
  readonly #repository: AccountsRepository;
  readonly #audit: Audit;
  readonly #config: Config;

  constructor(repository: AccountsRepository, audit: Audit, config: Config) {
    this.#repository = repository;
    this.#audit = audit;
    this.#config = config;
  }

  /** Makes the demonstration's accounts, one a role, named like it. */
  async addDemonstration(): Promise<void> {
    for (const role of roles) {
      await this.#repository.add({ username: role, role, passwordHash: '', demonstration: true });
    }
  }

  /** The account that name and password open. Takes as long for a name that nobody has. */
  async verify(username: string, password: string): Promise<Account | undefined> {
    const account = await this.#repository.byUsername(username.trim().toLowerCase());
    if (account?.demonstration) {
      const isRight = sameSecret(password, this.#config.demoPassword);
      return isRight && !account.disabled && this.#config.demo !== 'off' ? account : undefined;
    }
    const isRight = account && !account.singleSignOn ? await verifyPassword(password, account.passwordHash) : await verifyNobody(password);
    if (!account || !isRight || account.disabled) return undefined;
    if (!isOutdated(account.passwordHash)) return account;
    const passwordHash = await hashPassword(password);
    // Where another was quicker: with the same password, or with a change of it.
    return (await this.#repository.rehash(account.id, account.passwordHash, passwordHash)) ? { ...account, passwordHash } : this.verify(username, password);
  }

  /** The demonstration account of a role. */
  async demonstration(role: Role): Promise<Account | undefined> {
    const account = await this.#repository.byUsername(role);
    return account?.demonstration && !account.disabled ? account : undefined;
  }

  /** Adds an account; `taken` when the name is not free. Throws `WeakPassword`. `by` is the account that asks, null for the command line. */
  async add(account: NewAccount, by: string | null): Promise<{ id: string } | 'taken'> {
    checkPassword(account.password, account.username, this.#config.councilName);
    const passwordHash = await hashPassword(account.password);
    const id = await this.#repository.add({ ...account, passwordHash, demonstration: false });
    if (id === undefined) return 'taken';
    await this.#audit.append('account-added', by, { account: id, role: account.role });
    return { id };
  }

  /** Changes an account and ends its sessions. The last administrator cannot be locked out. */
  async change(username: string, change: AccountChange, by: string | null): Promise<'changed' | 'unknown' | 'last-administrator' | 'demonstration' | 'single-sign-on'> {
    const account = await this.#repository.byUsername(username);
    if (!account) return 'unknown';
    if (account.demonstration && (change.password !== undefined || change.role !== undefined)) return 'demonstration';
    if (account.singleSignOn && (change.password !== undefined || change.role !== undefined)) return 'single-sign-on';
    if (change.password !== undefined) checkPassword(change.password, account.username, this.#config.councilName);
    const passwordHash = change.password === undefined ? undefined : await hashPassword(change.password);
    const { role, disabled } = change;
    const changed = await this.#repository.change(account.id, {
      ...(role !== undefined && { role }),
      ...(disabled !== undefined && { disabled }),
      ...(passwordHash !== undefined && { passwordHash }),
    });
    if (!changed) return 'last-administrator';
    await this.#audit.append('account-changed', by, { account: account.id, changed: Object.keys(change), role, disabled });
    return 'changed';
  }

  /** Changes one's own password; undefined where it was changed meanwhile. Throws `WeakPassword`. Ends every session: the caller opens the next. */
  async changeOwnPassword(account: Account, sessionId: string, password: string): Promise<Account | undefined> {
    checkPassword(password, account.username, this.#config.councilName);
    const passwordHash = await hashPassword(password);
    if (!(await this.#repository.changeOwnPassword(account.id, sessionId, account.passwordHash, passwordHash))) return undefined;
    await this.#audit.append('password-changed', account.id);
    return { ...account, passwordHash };
  }

  async byUsername(username: string): Promise<Account | undefined> {
    return this.#repository.byUsername(username);
  }

  async list(limit: number, after: string): Promise<AccountView[]> {
    return this.#repository.list(limit, after);
  }

  async hasAny(): Promise<boolean> {
    return this.#repository.hasAny();
  }
}
