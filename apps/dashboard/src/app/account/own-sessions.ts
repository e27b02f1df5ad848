import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import type { OwnAccount, OwnSession } from '@sightline/contracts';
import { plainAges } from '../admin/ages';
import { Age } from '../ui/age';
import { Clock } from '../ui/clock';
import { download, toCsv } from '../ui/csv';
import { written } from '../ui/form';
import { PasswordField } from '../ui/password-field';
import { AccountStore } from './account-store';

/** Where one is signed in, and ending it there. */
@Component({
  selector: 'sl-own-sessions',
  imports: [Age, PasswordField],
  template: `
    <div class="scroll-x" tabindex="0" role="region" aria-label="Your sessions">
      <table class="table">
        <thead><tr><th scope="col">Device</th><th scope="col">Since</th><th scope="col">Last seen</th><th scope="col"><span class="visually-hidden">Actions</span></th></tr></thead>
        <tbody>
          @for (each of sessions(); track each.sessionRef) {
            <tr>
              <th scope="row">{{ each.device }}@if (each.current) {<span class="q t12"> this one</span>}</th>
              <td>{{ clock.day(each.since) }} {{ clock.time(each.since) }}</td>
              <td><sl-age [at]="each.lastSeenAt" [thresholds]="ages" /></td>
              <td class="r">@if (!each.current && account().external !== 'demonstration') {<button type="button" class="btn small" [attr.aria-label]="'End the session on ' + each.device + ' since ' + clock.time(each.since)" (click)="choose(each.sessionRef)">End</button>}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
    <p class="done" role="status">{{ done() }}</p>
    @if (ending() !== null) {
      <form aria-label="End sessions" (submit)="submit($event)" novalidate>
        <p>{{ ending() === 'others' ? 'Every other session ends.' : 'That session ends.' }} Its pages go to the sign-in page at once.</p>
        @if (account().external === null) {<sl-password-field field="sessions-password" name="password" label="Your password" />}
        <p class="problem" role="alert">{{ problem() }}</p>
        <div class="row"><button type="submit" class="btn primary">End {{ ending() === 'others' ? 'the others' : 'it' }}</button><button type="button" class="btn quiet" (click)="ending.set(null)">Back</button></div>
      </form>
    } @else {
      <div class="row">
        @if (sessions().length > 1 && account().external !== 'demonstration') {<button type="button" class="btn" (click)="choose('others')">End all others</button>}
        <button type="button" class="btn quiet" (click)="save()">Save as CSV</button>
      </div>
    }
  `,
  styleUrl: './account-page.scss',
  host: { class: 'inside' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OwnSessions {
  private readonly store = inject(AccountStore);
  readonly clock = inject(Clock);
  readonly ages = plainAges;
  readonly account = input.required<OwnAccount>();
  readonly sessions = input.required<readonly OwnSession[]>();
  /** What is to end: one session, or all but this one. */
  readonly ending = signal<string | null>(null);
  readonly problem = signal('');
  readonly done = signal('');

  choose(which: string): void {
    this.problem.set('');
    this.done.set('');
    this.ending.set(which);
  }

  async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const which = this.ending();
    const password = written(new FormData(event.target as HTMLFormElement), 'password');
    const problem = await this.store.endSessions(password, which === 'others' || which === null ? undefined : which);
    this.problem.set(problem);
    if (problem !== '') return;
    this.ending.set(null);
    this.done.set('Ended.');
  }

  save(): void {
    const columns = [{ key: 'device', label: 'Device' }, { key: 'since', label: 'Since' }, { key: 'lastSeenAt', label: 'Last seen' }];
    download('sessions.csv', toCsv(columns, this.sessions().map(({ device, since, lastSeenAt }) => ({ device, since, lastSeenAt }))));
  }
}
