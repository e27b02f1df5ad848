import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { holdKinds } from '@sightline/contracts';
import type { HoldKind } from '@sightline/contracts';
import { Age } from '../ui/age';
import { Clock } from '../ui/clock';
import { download } from '../ui/csv';
import { written } from '../ui/form';
import { StatePanel } from '../ui/state-panel';
import { plainAges } from './ages';
import { RetentionStore } from './retention-store';

const kindWords: Record<string, string> = { passenger: 'Child', case: 'Case', run: 'Run', contact: 'Logged call', call: 'Call', guardian: 'Guardian' };

/** What is kept of people, how long, what goes next, and what is held back and why. */
@Component({
  selector: 'sl-retention',
  imports: [Age, StatePanel],
  templateUrl: './retention-page.html',
  styleUrl: './section.scss',
  providers: [RetentionStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RetentionPage {
  readonly store = inject(RetentionStore);
  readonly clock = inject(Clock);
  readonly ages = plainAges;
  readonly kinds = holdKinds;
  readonly problem = signal('');
  readonly done = signal('');
  readonly adding = signal(false);
  readonly busy = signal(false);
  /** The hold that would be ended by one more press. */
  readonly leaving = signal<string | null>(null);

  constructor() {
    void this.store.load();
  }

  words = (kind: string): string => kindWords[kind] ?? kind;

  async sweep(): Promise<void> {
    this.busy.set(true);
    this.tell(await this.store.sweep(), 'Swept.');
    this.busy.set(false);
  }

  async place(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const hold = { kind: written(data, 'kind') as HoldKind, ref: written(data, 'ref').trim(), reason: written(data, 'reason').trim() };
    if (hold.ref === '') return this.problem.set('The reference is missing.');
    if (hold.reason.length < 5) return this.problem.set('Say why, in a few words.');
    if (this.tell(await this.store.place(hold), 'It is held from now on.')) this.adding.set(false);
  }

  async end(holdId: string): Promise<void> {
    if (this.leaving() !== holdId) return this.leaving.set(holdId);
    this.leaving.set(null);
    this.tell(await this.store.end(holdId), 'The hold has ended. What is over goes with the next sweep.');
  }

  async csv(): Promise<void> {
    download('retention.csv', await this.store.csv());
  }

  async holdsCsv(): Promise<void> {
    download('holds.csv', await this.store.holdsCsv());
  }

  private tell(problem: string, done: string): boolean {
    this.problem.set(problem);
    this.done.set(problem === '' ? done : '');
    return problem === '';
  }
}
