import { Injectable, computed, inject, signal } from '@angular/core';
import type { AccountChange, AccountView, FamilyView, NewFamily, Role } from '@sightline/contracts';
import { roles } from '@sightline/contracts';
import { Api } from '../shell/api';
import { roleNames } from '../shell/pages';
import { Session } from '../shell/session';
import type { Read } from './paged-store';
import { PagedList, attempt, readInto } from './paged-store';

/** Who may sign in, as what, and whose family they declared. */
@Injectable()
export class AccountsStore {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly accounts = new PagedList<AccountView>(this.api, '/api/accounts');
  readonly list = this.accounts.list;
  readonly own = computed(() => this.session.user()?.username ?? '');
  readonly roleNames = roleNames;
  readonly roles = roles.map((role) => ({ role, name: roleNames[role] }));
  readonly family = signal<Read<readonly FamilyView[]>>({ state: 'loading' });
  readonly usernames = computed(() => {
    const list = this.list();
    return list.state === 'ready' ? list.items.map(({ username }) => username) : [];
  });

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

  loadFamily = (): Promise<void> => readInto(this.family, async () => (await this.api.get<{ items: FamilyView[] }>('/api/audit/family')).items);

  declare(family: NewFamily): Promise<string> {
    return attempt(async () => {
      const { items } = await this.api.post<{ items: FamilyView[] }>('/api/audit/family', family);
      this.family.set({ state: 'ready', value: items });
    });
  }

  withdraw(familyId: string): Promise<string> {
    return attempt(async () => {
      await this.api.delete(`/api/audit/family/${familyId}`);
      await this.loadFamily();
    });
  }

  private async done(work: () => Promise<unknown>): Promise<string> {
    const problem = await attempt(work);
    await this.accounts.load();
    return problem;
  }
}
