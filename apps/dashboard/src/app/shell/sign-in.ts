import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { isOwnPage, secondFactorAction, signInProblems } from '@sightline/contracts';
import type { Role } from '@sightline/contracts';
import { CodeField } from '../ui/code-field';
import { written } from '../ui/form';
import { Icon } from '../ui/icon';
import { ApiProblem } from './api';
import { Logo } from '../ui/logo';
import { landing, pages, roleNames } from './pages';
import { Session } from './session';

const reasons: Record<string, string> = {
  'signed-out': 'You are signed out.',
  expired: 'Your session has ended. Sign in to go on where you were.',
  revoked: 'An administrator has ended your session.',
};

/** The way in: the council's own sign-in, a name and a password, in the demonstration also one click for each role. */
@Component({
  selector: 'sl-sign-in',
  imports: [CodeField, Icon, Logo],
  templateUrl: './sign-in.html',
  styleUrl: './sign-in.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInPage {
  private readonly router = inject(Router);
  readonly session = inject(Session);

  /** From the URL: why the last session ended, and where to go afterwards. */
  readonly reason = input<string>();
  readonly back = input<string>();
  /** Why single sign-on let nobody in. */
  readonly refusal = input<string>();
  /** What the provider sends back after a sign-out there. */
  readonly state = input<string>();

  readonly said = computed(() => reasons[this.reason() ?? this.state() ?? ''] ?? '');
  readonly refused = computed(() => Object.entries(signInProblems).find(([problem]) => problem === this.refusal())?.[1] ?? '');
  readonly local = computed(() => this.session.about()?.localSignIn ?? true);
  readonly singleSignOn = computed(() => {
    const provider = this.session.about()?.singleSignOn ?? null;
    const back = this.back();
    return provider && { ...provider, url: `/api/session/oidc${back === undefined ? '' : `?${new URLSearchParams({ back })}`}` };
  });
  readonly busy = signal(false);
  readonly problem = signal('');
  /** The password was right, and this account has a second factor. */
  readonly codeAsked = signal(false);
  readonly oneClick = computed(() => (this.session.about()?.oneClickRoles ?? []).map((role) => ({ role, name: roleNames[role], page: pages.find((page) => page.path === landing(role))?.label ?? '' })));

  constructor() {
    this.session.ready().catch((error: unknown) => this.problem.set(wordsOf(error)));
  }

  submit(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const username = written(data, 'username').trim();
    const password = written(data, 'password');
    if (username === '' || password === '') {
      this.problem.set('Give both your name and your password.');
      return;
    }
    void this.enter(() => this.session.signIn(username, password, written(data, 'code').trim()));
  }

  enterAs(role: Role): void {
    void this.enter(() => this.session.signInAs(role));
  }

  private async enter(signIn: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await signIn();
      await this.router.navigateByUrl(this.destination());
    } catch (error) {
      const asked = error instanceof ApiProblem && error.problem.action === secondFactorAction;
      // What is asked for the first time is no problem: the field that appears says it.
      this.problem.set(asked && !this.codeAsked() ? '' : wordsOf(error));
      this.codeAsked.set(asked);
    } finally {
      this.busy.set(false);
    }
  }

  /** Back to where they were, if it is a page of ours; else their own. */
  private destination(): string {
    const back = this.back();
    return back !== undefined && isOwnPage(back) ? back : this.session.home();
  }
}

const wordsOf = (error: unknown): string => (error instanceof ApiProblem ? error.message : 'Something went wrong. Try again.');
