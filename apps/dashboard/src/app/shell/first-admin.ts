import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { written } from '../ui/form';
import { Api, ApiProblem } from './api';
import { Logo } from '../ui/logo';
import { Session } from './session';

/** Opened by the one-time link that start-up prints where there is no account yet: makes the first administrator. */
@Component({
  selector: 'sl-first-admin',
  imports: [Logo],
  template: `
    <main>
      <div class="brand"><sl-logo />Sightline</div>
      <p class="lead">There is no account yet. This link makes the first administrator, once.</p>
      <form class="panel" (submit)="submit($event)" novalidate>
        <h1>First administrator</h1>
        <div class="field"><label for="username">Name</label><input class="input" id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" /></div>
        <div class="field">
          <label for="password">Password</label>
          <input class="input" id="password" name="password" type="password" autocomplete="new-password" aria-describedby="long" />
          <span class="hint" id="long">Long beats complicated: a few words that do not belong together.</span>
        </div>
        <p class="problem" role="alert">{{ problem() }}</p>
        <button type="submit" class="btn primary large" [disabled]="busy()">Make the account</button>
      </form>
    </main>
  `,
  styleUrl: './sign-in.scss',
  styles: `form { max-width: 420px; }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FirstAdminPage {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  readonly token = input('');
  readonly busy = signal(false);
  readonly problem = signal('');

  submit(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    void this.make(written(data, 'username').trim(), written(data, 'password'));
  }

  private async make(username: string, password: string): Promise<void> {
    this.busy.set(true);
    this.problem.set('');
    try {
      await this.api.post<unknown>('/api/accounts/first', { token: this.token(), username, password });
      await this.session.signIn(username, password);
      await this.router.navigateByUrl(this.session.home());
    } catch (error) {
      this.problem.set(error instanceof ApiProblem ? problemWords(error) : 'Something went wrong. Try again.');
    } finally {
      this.busy.set(false);
    }
  }
}

const problemWords = (error: ApiProblem): string => [error.message, ...(error.problem.problems ?? []).map((each) => `${each.path} ${each.message}.`)].join(' ');
