import { Injectable, computed, inject } from '@angular/core';
import type { AccountChange, AccountView, Role } from '@sightline/contracts';
import { roles } from '@sightline/contracts';
import { Api } from '../shell/api';
import { roleNames } from '../shell/pages';
import { Session } from '../shell/session';
import { PagedList, problemWords } from './paged-store';

/** Who may sign in, and as what. */
@Injectable()
export class AccountsStore {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly accounts = new PagedList<AccountView>(this.api, '/api/accounts');
  readonly list = this.accounts.list;
  readonly own = computed(() => this.session.user()?.username ?? '');
  readonly roles = roles.map((role) => ({ role, name: roleNames[role] }));

  load = (): Promise<void> => this.accounts.load();
  more = (): Promise<void> => this.accounts.more();

  /** What is wrong; an empty text when it is done. */
  async add(username: string, role: Role, password: string): Promise<string> {
    return this.done(() => this.api.post('/api/accounts', { username, role, password }));
  }

  async change(username: string, change: AccountChange): Promise<string> {
    return this.done(() => this.api.patch(`/api/accounts/${encodeURIComponent(username)}`, change));
  }

  async resetFactor(username: string): Promise<string> {
    return this.done(() => this.api.delete(`/api/accounts/${encodeURIComponent(username)}/second-factor`));
  }

  async endSessions(username: string): Promise<string> {
    return this.done(() => this.api.delete(`/api/accounts/${encodeURIComponent(username)}/sessions`));
  }

  private async done(work: () => Promise<unknown>): Promise<string> {
    try {
      await work();
      return '';
    } catch (error) {
      return problemWords(error);
    } finally {
      await this.accounts.load();
    }
  }
}
