import { ChangeDetectionStrategy, Component, computed, effect, signal, untracked } from '@angular/core';
import type { SubstitutesView } from '@sightline/contracts';
import { counted } from '../../ui/words';
import { ActionForm } from './action-form';
import { RunAction } from './run-action';

type Substitute = SubstitutesView['items'][number];

/** Vehicles that are free and large enough, best first; one press puts one on the run. */
@Component({
  selector: 'sl-vehicle-action',
  imports: [ActionForm],
  template: `
    <sl-action-form heading="Assign a vehicle" verb="" [busy]="busy()" [online]="online()" [trouble]="trouble()" (back)="back.emit()">
      @if (found(); as found) {
        <p class="q t13">{{ asks() }}</p>
        @if (found.items.length === 0) {
          <p class="t13" role="status">No vehicle is free at that time. Ask the operator for one, or cancel the run.</p>
        } @else {
          <ul class="choices" aria-label="Substitute vehicles, best first">
            @for (each of found.items; track each.vehicleRef) {
              <li>
                <div>
                  <b>{{ each.registration ?? each.vehicleRef }}</b><span class="who q t12">{{ each.operatorName }}</span>@if (!each.fits) {<span class="lack t12">not a full match</span>}
                  <div class="why">{{ each.reasons.join(', ') }}</div>
                </div>
                <button type="button" class="btn small" [disabled]="busy() || !online()" [attr.aria-label]="'Assign ' + (each.registration ?? each.vehicleRef)" (click)="assign(each)">Assign</button>
              </li>
            }
          </ul>
        }
      } @else if (!trouble()) {
        <p class="q t13" role="status">Looking for vehicles that are free…</p>
      }
    </sl-action-form>
  `,
  styleUrl: './actions.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class VehicleAction extends RunAction {
  readonly found = signal<SubstitutesView | null>(null);
  readonly asks = computed(() => {
    const load = this.found()?.load;
    if (load === undefined) return '';
    return `The run needs ${counted(load.seats, 'seat', 'seats')}${load.wheelchairPlaces > 0 ? ` and ${counted(load.wheelchairPlaces, 'wheelchair place', 'wheelchair places')}` : ''}. It follows the new vehicle from its first position.`;
  });

  constructor() {
    super();
    effect(() => {
      const { runRef } = this.run();
      untracked(() => void (this.found() === null && !this.trouble() && this.read(runRef)));
    });
  }

  assign({ vehicleRef, registration }: Substitute): void {
    const { runRef, vehicleRef: before } = this.run();
    void this.submit(() => this.store.tell('run.assigned', { runRef, vehicleRef, substitute: true }), {
      words: `${registration ?? vehicleRef} assigned.`,
      ...(before !== undefined && { undo: () => this.store.tell('run.assigned', { runRef, vehicleRef: before }) }),
    });
  }

  private async read(runRef: string): Promise<void> {
    const asked = await this.store.substitutes(runRef);
    if ('value' in asked) this.found.set(asked.value);
    else this.trouble.set(asked.trouble);
  }
}
