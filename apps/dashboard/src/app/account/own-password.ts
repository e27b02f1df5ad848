import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { written } from '../ui/form';
import { PasswordField } from '../ui/password-field';
import { AccountStore } from './account-store';

/** Changing one's own password. */
@Component({
  selector: 'sl-own-password',
  imports: [PasswordField],
  template: `
    <form aria-label="Change your password" (submit)="submit($event)" novalidate>
      <sl-password-field field="current-password" name="current" label="Current password" />
      <sl-password-field field="new-password" name="password" label="New password" autocomplete="new-password" hint="At least 12 characters. A few words that do not belong together are good; nothing that others would guess first, and not your name." />
      <p class="problem" role="alert">{{ problem() }}</p>
      <p class="done" role="status">{{ done() }}</p>
      <div class="row"><button type="submit" class="btn" [disabled]="busy()">Change the password</button></div>
    </form>
  `,
  styleUrl: './account-page.scss',
  host: { class: 'inside' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OwnPassword {
  private readonly store = inject(AccountStore);
  readonly problem = signal('');
  readonly done = signal('');
  readonly busy = signal(false);

  async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    this.busy.set(true);
    this.done.set('');
    this.problem.set(await this.store.changePassword(written(data, 'current'), written(data, 'password')));
    this.busy.set(false);
    if (this.problem() !== '') return;
    form.reset();
    this.done.set('The password is changed. Your other sessions have ended.');
  }
}
