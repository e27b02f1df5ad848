import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { usualCauses } from '@sightline/contracts';
import type { OperatorEntry, OperatorRun } from '@sightline/contracts';
import { Age } from '../../ui/age';
import { Clock } from '../../ui/clock';
import { written } from '../../ui/form';
import { OperatorStore } from './operator.store';
import { groupOf, headline, loadWords, vehicleWords } from './run-words';

type Vehicle = Extract<OperatorEntry, { entry: 'operator' }>['vehicles'][number];
type Action = 'sign-in' | 'delay' | 'substitute' | 'cancel';
const actions: readonly { readonly action: Action; readonly label: string; readonly last: RunStates }[] = [
  { action: 'sign-in', label: 'Signed in', last: ['scheduled', 'running'] },
  { action: 'delay', label: 'Late', last: ['scheduled', 'running'] },
  { action: 'substitute', label: 'Another vehicle', last: ['scheduled', 'running'] },
  { action: 'cancel', label: 'Cannot run', last: ['scheduled', 'running'] },
];
type RunStates = readonly OperatorRun['state'][];
const minutesToChoose = [5, 10, 15, 20, 30, 45, 60];

/** One run of an operator, and what it can say of it: four things, each a short form. */
@Component({
  selector: 'sl-operator-run-row',
  imports: [Age],
  templateUrl: './operator-run-row.html',
  styleUrl: './operator-run-row.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OperatorRunRow {
  protected readonly store = inject(OperatorStore);
  protected readonly clock = inject(Clock);
  readonly run = input.required<OperatorRun>();
  readonly vehicles = input.required<readonly Vehicle[]>();
  readonly open = input.required<boolean>();
  readonly toggled = output();
  /** What was stored, in words. */
  readonly told = output<string>();

  readonly action = signal<Action | null>(null);
  readonly problem = signal('');
  readonly causes = usualCauses;
  readonly minutes = minutesToChoose;
  readonly headline = computed(() => headline(this.run(), this.clock.now()));
  readonly needsYou = computed(() => groupOf(this.run(), this.clock.now()) === 'needs-you');
  readonly offered = computed(() => actions.filter(({ last }) => last.includes(this.run().state)));
  readonly load = computed(() => loadWords(this.run()));
  readonly vehicle = computed(() => vehicleWords(this.run()));
  readonly where = computed(() => {
    const { direction, schoolName } = this.run();
    if (schoolName === undefined) return direction === 'from-school' ? 'Home from school' : 'To school';
    return direction === 'from-school' ? `Home from ${schoolName}` : `To ${schoolName}`;
  });
  readonly crew = computed(() => {
    const { driverSignedInAt, assistantSignedInAt, assistantRequired } = this.run();
    const said = (who: string, at: string | null): string => (at === null ? `${who} not signed in` : `${who} in at ${this.clock.time(at)}`);
    return assistantRequired ? `${said('Driver', driverSignedInAt)}, ${said('guide', assistantSignedInAt)}` : said('Driver', driverSignedInAt);
  });

  choose(action: Action): void {
    this.problem.set('');
    this.action.update((chosen) => (chosen === action ? null : action));
  }

  async send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const { runRef, routeRef } = this.run();
    const words = written(data, 'message').trim();
    const more = words === '' ? {} : { message: words };
    switch (this.action()) {
      case 'sign-in': {
        const role = written(data, 'role');
        return this.tell('crew.signed-in', { runRef, role, ref: `${role} of ${runRef}`, at: new Date().toISOString() }, `Route ${routeRef}: ${role === 'driver' ? 'the driver' : 'the guide'} is signed in.`);
      }
      case 'delay':
        return this.tell('run.delayed', { runRef, minutes: Number(written(data, 'minutes')), cause: written(data, 'cause'), ...more }, `Route ${routeRef}: the delay is reported.`);
      case 'substitute': {
        const vehicleRef = written(data, 'vehicle');
        if (vehicleRef === '') return this.problem.set('Choose the vehicle that goes instead.');
        return this.tell('run.assigned', { runRef, vehicleRef, substitute: true }, `Route ${routeRef}: the other vehicle is named.`);
      }
      case 'cancel':
        return this.tell('run.cancelled', { runRef, cause: written(data, 'cause'), ...more }, `Route ${routeRef} is cancelled. The control room sees to the children’s transport.`);
      case null:
        return;
    }
  }

  private async tell(type: Parameters<OperatorStore['tell']>[0], data: object, done: string): Promise<void> {
    const problem = await this.store.tell(type, data);
    this.problem.set(problem);
    if (problem !== '') return;
    this.action.set(null);
    this.told.emit(done);
  }
}
