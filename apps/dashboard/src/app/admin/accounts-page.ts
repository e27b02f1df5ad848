import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import type { AccountView, Role } from '@sightline/contracts';
import { Age } from '../ui/age';
import { written } from '../ui/form';
import { Icon } from '../ui/icon';
import { StatePanel } from '../ui/state-panel';
import { plainAges } from './ages';
import { AccountsStore } from './accounts-store';
import { DeclaredFamily } from './declared-family';

/** Who may sign in and as what. Every change ends the sessions of the account. */
@Component({
  selector: 'sl-accounts',
  imports: [Age, DeclaredFamily, Icon, StatePanel],
  templateUrl: './accounts-page.html',
  styleUrls: ['./section.scss', './accounts-page.scss'],
  providers: [AccountsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountsPage {
  readonly store = inject(AccountsStore);
  readonly ages = plainAges;
  readonly adding = signal(false);
  readonly problem = signal('');
  readonly done = signal('');
  /** A role that was chosen and not yet given: with the keyboard one passes others on the way to it. */
  readonly chosenRole = signal<{ username: string; role: string } | null>(null);

  constructor() {
    void this.store.load();
  }

  async add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const username = written(data, 'username').trim();
    this.said(await this.store.add(username, written(data, 'role') as Role, written(data, 'password')), `${username} may sign in.`);
    if (this.problem() === '') this.adding.set(false);
  }

  /** Where an account comes in. */
  cameBy({ singleSignOn, demonstration }: AccountView): string {
    if (singleSignOn) return 'Single sign-on';
    return demonstration ? 'Demonstration' : 'Name and password';
  }

  /** Why its role is not changed here; an empty text where it can be. */
  fixedRole({ singleSignOn, demonstration, username }: AccountView): string {
    if (singleSignOn) return 'from their group';
    if (demonstration) return 'fixed';
    return username === this.store.own() ? 'another administrator changes it' : '';
  }

  async setRole(event: SubmitEvent, { username }: AccountView): Promise<void> {
    event.preventDefault();
    const role = written(new FormData(event.target as HTMLFormElement), 'role') as Role;
    this.said(await this.store.change(username, { role }), `${username} has another role and signs in again.`);
  }

  async toggle({ username, disabled }: AccountView): Promise<void> {
    this.said(await this.store.change(username, { disabled: !disabled }), disabled ? `${username} may sign in again.` : `${username} is closed.`);
  }

  async resetFactor({ username }: AccountView): Promise<void> {
    this.said(await this.store.resetFactor(username), `${username} has no second factor any more and signs in again.`);
  }

  async endSessions({ username }: AccountView): Promise<void> {
    this.said(await this.store.endSessions(username), `Every session of ${username} has ended.`);
  }

  private said(problem: string, done: string): void {
    this.problem.set(problem);
    this.done.set(problem === '' ? done : '');
  }
}
