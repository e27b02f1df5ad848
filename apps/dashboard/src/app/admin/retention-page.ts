import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { holdKinds, retentionCategories } from '@sightline/contracts';
import type { HoldKind } from '@sightline/contracts';
import { Age } from '../ui/age';
import { Clock } from '../ui/clock';
import { download } from '../ui/csv';
import { written } from '../ui/form';
import { StatePanel } from '../ui/state-panel';
import { plainAges } from './ages';
import { attempt } from './paged-store';
import { RetentionStore } from './retention-store';

/** Thousands of open cases hold something: so many are listed, all of them are in the file. */
const mostListed = 200;

const kindWords: Record<string, string> = { passenger: 'Child', case: 'Case', run: 'Run', contact: 'Logged call', call: 'Call', guardian: 'Guardian' };

/** What is kept of people, how long, what goes next, and what is held back and why. */
@Component({
  selector: 'sl-retention',
  imports: [Age, StatePanel],
  templateUrl: './retention-page.html',
  styleUrls: ['./section.scss', './retention-page.scss'],
  providers: [RetentionStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RetentionPage {
  readonly store = inject(RetentionStore);
  readonly clock = inject(Clock);
  readonly ages = plainAges;
  readonly kinds = holdKinds;
  readonly most = mostListed;
  readonly problem = signal('');
  /** What is wrong with a hold, said where it is filled in. */
  readonly unheld = signal('');
  readonly done = signal('');
  readonly adding = signal(false);
  readonly busy = signal(false);
  /** The hold that would be ended by one more press. */
  readonly leaving = signal<string | null>(null);

  private readonly held = computed(() => {
    const holds = this.store.holds();
    return holds.state === 'ready' ? holds.value : [];
  });
  readonly byHand = computed(() => this.held().filter(({ cause }) => cause === 'by-hand'));
  readonly byItself = computed(() => this.held().filter(({ cause }) => cause !== 'by-hand'));
  readonly groups = computed(() => {
    const schedule = this.store.schedule();
    const rows = schedule.state === 'ready' ? schedule.value.items : [];
    return Object.entries(retentionCategories).map(([category, heading]) => ({ category, heading, rows: rows.filter((row) => row.category === category) })).filter((group) => group.rows.length > 0);
  });

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
    if (hold.ref === '') return this.unheld.set('The reference is missing.');
    if (hold.reason.length < 5) return this.unheld.set('Say why, in a few words.');
    this.unheld.set(await this.store.place(hold));
    if (this.unheld() !== '') return;
    this.tell('', 'It is held from now on.');
    this.adding.set(false);
  }

  async end(holdId: string): Promise<void> {
    if (this.leaving() !== holdId) return this.leaving.set(holdId);
    this.leaving.set(null);
    this.tell(await this.store.end(holdId), 'The hold has ended. What is over goes with the next sweep.');
  }

  async csv(): Promise<void> {
    this.tell(await attempt(async () => download('retention.csv', await this.store.csv())), '');
  }

  async holdsCsv(): Promise<void> {
    this.tell(await attempt(async () => download('holds.csv', await this.store.holdsCsv())), '');
  }

  private tell(problem: string, done: string): void {
    this.problem.set(problem);
    this.done.set(problem === '' ? done : '');
  }
}
