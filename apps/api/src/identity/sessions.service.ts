import { Injectable } from '@nestjs/common';
import type { Role } from '@sightline/contracts';
import { Config } from '../config/config.js';
import type { SecondFactorRule } from '../config/settings.js';
import { deviceWords } from './account/device-words.js';
import { sessionTokenIn } from './cookie.js';
import type { AccountSession, SessionEnd } from './principal.js';
import { hashSecret, newSecret } from './secrets.js';
import { SessionsRepository } from './sessions.repository.js';
import type { Proved, ProviderSession, SessionRow } from './sessions.repository.js';

const minutes = 60_000;
/** How stale "last seen" may be: not every request is worth a write. */
const touchMilliseconds = minutes;

@Injectable()
export class Sessions {
  readonly #repository: SessionsRepository;
  readonly #demonstration: boolean;
  readonly #secondFactor: SecondFactorRule;
  /** A session ends after a working day whatever happens (OWASP ASVS 5.0 § 7.3), and earlier when no page of it is open. */
  readonly #absoluteMilliseconds: number;
  readonly #idleMilliseconds: number;

  constructor(repository: SessionsRepository, config: Config) {
    this.#repository = repository;
    this.#demonstration = config.demo !== 'off';
    this.#secondFactor = config.secondFactor;
    this.#absoluteMilliseconds = config.sessionHours * 60 * minutes;
    this.#idleMilliseconds = config.sessionIdleMinutes * minutes;
  }

  /** Opens a session and gives the cookie's token, which is stored nowhere. `userAgent`: of the browser that gets it. Undefined where the password was changed meanwhile [ID-50]. */
  async open(proved: Proved, userAgent?: string, provider?: ProviderSession): Promise<{ token: string; expiresAt: number } | undefined> {
    const now = Date.now();
    const token = newSecret();
    const expiresAt = now + this.#absoluteMilliseconds;
    const added = await this.#repository.add(proved, hashSecret(token), deviceWords(userAgent), new Date(now), new Date(expiresAt), provider);
    await this.#repository.forgetIdTokens();
    return added ? { token, expiresAt } : undefined;
  }

  /** The good session behind a `Cookie` header, if there is one. */
  async of(cookieHeader: string | undefined): Promise<AccountSession | undefined> {
    const token = sessionTokenIn(cookieHeader);
    return token === undefined ? undefined : this.ofToken(token);
  }

  async ofToken(token: string): Promise<AccountSession | undefined> {
    const row = await this.#repository.byToken(hashSecret(token));
    const now = Date.now();
    if (!row || this.#endOf(row, now) !== undefined) return undefined;
    await this.#touch([row], now);
    const { accountId, username, role, displayName, singleSignOn } = row;
    return {
      sessionId: row.sessionId,
      principal: { kind: 'account', accountId, username, role },
      expiresAt: row.expiresAt.getTime(),
      displayName,
      singleSignOn,
      ...(this.#mustEnrol(row) && { mustEnrol: true as const }),
    };
  }

  /**
   * Which of these sessions are over, and why. An open page is use: those that are not over are marked as seen.
   * Asks the database, so that it also sees what another process (the command line) changed.
   */
  async ended(sessionIds: readonly string[]): Promise<Map<string, SessionEnd>> {
    const now = Date.now();
    const rows = await this.#repository.byIds(sessionIds);
    const over = this.#over(sessionIds, rows, now);
    await this.#touch(rows.filter((row) => !over.has(row.sessionId)), now);
    return over;
  }

  /** Which of these sessions are over, and why. Asking is no use: none is marked as seen. */
  async over(sessionIds: readonly string[]): Promise<Map<string, SessionEnd>> {
    return this.#over(sessionIds, await this.#repository.byIds(sessionIds), Date.now());
  }

  #over(sessionIds: readonly string[], found: readonly SessionRow[], now: number): Map<string, SessionEnd> {
    const rows = new Map(found.map((row) => [row.sessionId, row]));
    const over = new Map<string, SessionEnd>();
    for (const id of sessionIds) {
      const row = rows.get(id);
      const end = row ? this.#endOf(row, now) : 'expired';
      if (end !== undefined) over.set(id, end);
    }
    return over;
  }

  async signOut(sessionId: string): Promise<void> {
    await this.#repository.end(sessionId, 'signed-out');
  }

  /** The open sessions of an account, newest first. */
  async openOf(accountId: string): Promise<Awaited<ReturnType<SessionsRepository['openOf']>>> {
    return this.#repository.openOf(accountId, new Date(Date.now() - this.#idleMilliseconds));
  }

  /** Ends sessions of an account: one of them (`only`), all but `except`, or all. Resolves with how many ended. */
  async endOf(accountId: string, which: { only?: string; except?: string } = {}): Promise<number> {
    return this.#repository.endOf(accountId, which);
  }

  /** Whether the settings ask a local account of this role for a second factor. */
  needsSecondFactor(role: Role): boolean {
    return this.#secondFactor === 'all' || (this.#secondFactor === 'admin' && role === 'admin');
  }

  #mustEnrol({ role, local, hasSecondFactor }: SessionRow): boolean {
    return local && !hasSecondFactor && this.needsSecondFactor(role);
  }

  #endOf(row: SessionRow, now: number): SessionEnd | undefined {
    if (row.endedReason !== null) return row.endedReason;
    if (row.disabled || (row.demonstration && !this.#demonstration)) return 'revoked';
    if (now >= row.expiresAt.getTime() || now - row.lastSeenAt.getTime() > this.#idleMilliseconds) return 'expired';
    return undefined;
  }

  async #touch(rows: readonly SessionRow[], now: number): Promise<void> {
    const stale = rows.filter((row) => now - row.lastSeenAt.getTime() > touchMilliseconds);
    if (stale.length > 0) await this.#repository.touch(stale.map((row) => row.sessionId), new Date(now));
  }
}
