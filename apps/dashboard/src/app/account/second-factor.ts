import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import type { OwnAccount } from '@sightline/contracts';
import { Clock } from '../ui/clock';
import { CodeField } from '../ui/code-field';
import { download } from '../ui/csv';
import { written } from '../ui/form';
import { Icon } from '../ui/icon';
import { PasswordField } from '../ui/password-field';
import { AccountStore } from './account-store';

/** Turning the second factor on and off, and its recovery codes. */
@Component({
  selector: 'sl-second-factor',
  imports: [CodeField, Icon, PasswordField],
  templateUrl: './second-factor.html',
  styleUrl: './account-page.scss',
  host: { class: 'inside' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SecondFactorSection {
  readonly store = inject(AccountStore);
  private readonly clock = inject(Clock);
  readonly account = input.required<OwnAccount>();
  /** The recovery codes were put away, and all is set up. */
  readonly finished = output();
  /** The form that is open. */
  readonly open = signal<'on' | 'off' | 'codes' | null>(null);
  readonly problem = signal('');
  readonly busy = signal(false);
  readonly since = computed(() => this.clock.day(this.account().secondFactor.since ?? 0));
  /** The secret in groups of four, as people read it out. */
  readonly typed = computed(() => this.store.offer()?.secret.replaceAll(/(.{4})(?=.)/g, '$1 ') ?? '');
  readonly canvas = computed(() => `0 0 ${this.store.offer()?.qr.size ?? 0} ${this.store.offer()?.qr.size ?? 0}`);

  show(form: 'on' | 'off' | 'codes' | null): void {
    this.problem.set('');
    this.store.offer.set(null);
    this.open.set(form);
  }

  async submit(event: SubmitEvent, work: 'begin' | 'confirm' | 'off' | 'codes'): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    const data = new FormData(event.target as HTMLFormElement);
    const [password, code] = [written(data, 'password'), written(data, 'code').trim()];
    const { store } = this;
    const works = { begin: () => store.beginFactor(password), confirm: () => store.confirmFactor(code), off: () => store.turnFactorOff(password, code), codes: () => store.renewRecoveryCodes(password, code) };
    this.busy.set(true);
    const problem = await works[work]();
    this.busy.set(false);
    this.problem.set(problem);
    if (problem === '' && work !== 'begin') this.open.set(null);
  }

  save(): void {
    const text = ['Sightline recovery codes', `Name: ${this.account().username}`, `Made: ${this.clock.day(this.clock.now())}`, 'Each works once, in place of a code of the authenticator.', '', ...this.store.recoveryCodes(), ''].join('\r\n');
    download('sightline-recovery-codes.txt', new Blob([text], { type: 'text/plain;charset=utf-8' }));
  }

  putAway(): void {
    this.store.recoveryCodes.set([]);
    this.finished.emit();
  }
}
