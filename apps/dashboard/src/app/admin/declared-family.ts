import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import type { FamilyView } from '@sightline/contracts';
import { Clock } from '../ui/clock';
import { written } from '../ui/form';
import { StatePanel } from '../ui/state-panel';
import { AccountsStore } from './accounts-store';

type Kind = FamilyView['kind'];
const kindWords: Readonly<Record<Kind, string>> = { child: 'A child', guardian: 'A guardian', household: 'A household' };

/** Whose family is among those that Sightline knows, as they said themselves: who looks at their own stands out [AUD-11]. */
@Component({
  selector: 'sl-declared-family',
  imports: [StatePanel],
  templateUrl: './declared-family.html',
  styleUrl: './section.scss',
  host: { class: 'beside' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeclaredFamily {
  readonly store = inject(AccountsStore);
  readonly clock = inject(Clock);
  readonly kinds = Object.keys(kindWords) as Kind[];
  readonly words = kindWords;
  readonly kind = signal<Kind>('child');
  readonly adding = signal(false);
  readonly problem = signal('');
  /** What is wrong with a declaration, said where it is filled in. */
  readonly undeclared = signal('');
  readonly done = signal('');
  /** The declaration that would be withdrawn by one more press. */
  readonly leaving = signal<string | null>(null);

  constructor() {
    void this.store.loadFamily();
  }

  async declare(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const [username, ref, surname, postcode] = ['username', 'ref', 'surname', 'postcode'].map((name) => written(data, name).trim()) as [string, string, string, string];
    if (username === '') return this.undeclared.set('The name of the account is missing.');
    if (this.kind() === 'household' ? surname === '' || postcode === '' : ref === '') return this.undeclared.set(this.kind() === 'household' ? 'Give both the surname and the postcode.' : 'The reference is missing.');
    const whom = { child: { passengerRef: ref }, guardian: { guardianRef: ref }, household: { surname, postcode } }[this.kind()];
    this.undeclared.set(await this.store.declare({ username, ...whom }));
    if (this.undeclared() !== '') return;
    this.tell('', `It is declared for ${username}.`);
    this.adding.set(false);
  }

  async withdraw({ familyId, username }: FamilyView): Promise<void> {
    if (this.leaving() !== familyId) return this.leaving.set(familyId);
    this.leaving.set(null);
    this.tell(await this.store.withdraw(familyId), `It is no longer declared for ${username}.`);
  }

  private tell(problem: string, done: string): void {
    this.problem.set(problem);
    this.done.set(problem === '' ? done : '');
  }
}
