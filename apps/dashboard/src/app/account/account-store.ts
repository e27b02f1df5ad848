import { Injectable, inject, signal } from '@angular/core';
import type { FactorConfirmed, FactorOffer, OwnAccount, OwnSession, SessionInfo } from '@sightline/contracts';
import { Api, ApiProblem } from '../shell/api';
import { Session } from '../shell/session';

type Loaded = { state: 'loading' } | { state: 'ready'; account: OwnAccount; sessions: readonly OwnSession[] } | { state: 'error'; words: string };

const wordsOf = (error: unknown): string => {
  if (!(error instanceof ApiProblem)) return 'Something went wrong. Try again.';
  return [error.message, ...(error.problem.problems ?? []).map(({ path, message }) => `${path}: ${message}.`)].join(' ');
};

/** Whoever is signed in, about themselves. What changes something resolves with what is wrong; an empty text when it is done. */
@Injectable()
export class AccountStore {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  readonly loaded = signal<Loaded>({ state: 'loading' });
  readonly offer = signal<FactorOffer | null>(null);
  /** Shown once, until they are put away. */
  readonly recoveryCodes = signal<readonly string[]>([]);

  async load(): Promise<void> {
    try {
      const account = await this.api.get<OwnAccount>('/api/account');
      const mustEnrol = this.session.user()?.mustEnrol === true;
      const sessions = mustEnrol ? [] : (await this.api.get<{ items: OwnSession[] }>('/api/account/sessions')).items;
      this.loaded.set({ state: 'ready', account, sessions });
    } catch (error) {
      this.loaded.set({ state: 'error', words: wordsOf(error) });
    }
  }

  changePassword(current: string, password: string): Promise<string> {
    return this.done(async () => this.session.renewed(await this.api.post<SessionInfo>('/api/account/password', { current, password })));
  }

  beginFactor(password: string): Promise<string> {
    return this.done(async () => this.offer.set(await this.api.post<FactorOffer>('/api/account/second-factor', { password })));
  }

  confirmFactor(code: string): Promise<string> {
    return this.done(async () => {
      const { recoveryCodes, session } = await this.api.post<FactorConfirmed>('/api/account/second-factor/confirm', { code });
      this.session.renewed(session);
      this.offer.set(null);
      this.recoveryCodes.set(recoveryCodes);
    });
  }

  turnFactorOff(password: string, code: string): Promise<string> {
    return this.done(async () => this.session.renewed(await this.api.post<SessionInfo>('/api/account/second-factor/off', { password, code })));
  }

  renewRecoveryCodes(password: string, code: string): Promise<string> {
    return this.done(async () => this.recoveryCodes.set((await this.api.post<{ recoveryCodes: string[] }>('/api/account/second-factor/recovery-codes', { password, code })).recoveryCodes));
  }

  /** Ends one session, or without `sessionRef` every other one. */
  endSessions(password: string, sessionRef?: string): Promise<string> {
    return this.done(() => this.api.post('/api/account/sessions/end', { ...(password !== '' && { password }), ...(sessionRef !== undefined && { sessionRef }) }));
  }

  private async done(work: () => Promise<unknown>): Promise<string> {
    try {
      await work();
      await this.load();
      return '';
    } catch (error) {
      return wordsOf(error);
    }
  }
}
