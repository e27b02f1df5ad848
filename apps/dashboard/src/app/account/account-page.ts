import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { roleNames } from '../shell/pages';
import { Session } from '../shell/session';
import { StatePanel } from '../ui/state-panel';
import { AccountStore } from './account-store';
import { OwnPassword } from './own-password';
import { OwnSessions } from './own-sessions';
import { SecondFactorSection } from './second-factor';

/** One's own account: second factor, password and sessions. The only page there is while a second factor is still to be set up. */
@Component({
  selector: 'sl-account',
  imports: [OwnPassword, OwnSessions, SecondFactorSection, StatePanel],
  template: `
    <header>
      <h1>Your account</h1>
      @if (session.user(); as user) {<p class="q">@if (user.displayName) {{{ user.displayName }}, }{{ user.username }}, {{ roleNames[user.role] }}</p>}
    </header>
    @let loaded = store.loaded();
    @switch (loaded.state) {
      @case ('loading') {<section class="panel"><sl-state kind="loading" heading="Loading your account" /></section>}
      @case ('error') {<section class="panel"><sl-state kind="error" heading="Your account could not be read" [text]="loaded.words" action="Try again" (act)="store.load()" /></section>}
      @case ('ready') {
        @switch (loaded.account.external) {
          @case ('demonstration') {<p class="panel">This account belongs to the demonstration and is shared. Its password is in the settings, and it has no second factor. Only an account of your own has both.</p>}
          @case ('single-sign-on') {<p class="panel">You come in by single sign-on. Your password and second factor are kept there, not here.</p>}
          @default {
            @if (mustEnrol()) {<p class="panel said" role="status">Your role needs a second factor here. Set it up, and everything else opens.</p>}
            <section class="panel" aria-labelledby="factor-heading">
              <h2 id="factor-heading">Second factor</h2>
              <sl-second-factor [account]="loaded.account" (finished)="finished()" />
            </section>
            @if (!mustEnrol()) {
              <section class="panel" aria-labelledby="password-heading"><h2 id="password-heading">Password</h2><sl-own-password /></section>
            }
          }
        }
        @if (!mustEnrol()) {
          <section class="panel" aria-labelledby="sessions-heading">
            <h2 id="sessions-heading">Where you are signed in</h2>
            <sl-own-sessions [account]="loaded.account" [sessions]="loaded.sessions" />
          </section>
        }
      }
    }
  `,
  styleUrl: './account-page.scss',
  providers: [AccountStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountPage {
  readonly session = inject(Session);
  readonly store = inject(AccountStore);
  readonly roleNames = roleNames;
  /** As it was when the page opened: the recovery codes still have to be read when it no longer holds. */
  private readonly enrolling = this.session.user()?.mustEnrol === true;
  readonly mustEnrol = (): boolean => this.enrolling;

  constructor() {
    void this.store.load();
  }

  /** Everything else opens now: from its beginning, with a socket. */
  finished(): void {
    if (this.enrolling) location.assign('/');
  }
}
