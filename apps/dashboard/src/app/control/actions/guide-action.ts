import { ChangeDetectionStrategy, Component, computed, effect, signal, untracked } from '@angular/core';
import type { StandInsView } from '@sightline/contracts';
import { counted } from '../../ui/words';
import { ActionForm } from './action-form';
import { RunAction, inTurn } from './run-action';

type StandIn = StandInsView['items'][number];

/** Guides who are free, best first; one press puts one on the run, or on every run that the absence leaves alone. */
@Component({
  selector: 'sl-guide-action',
  imports: [ActionForm],
  template: `
    <sl-action-form heading="Assign a guide" verb="" [busy]="busy()" [online]="online()" [trouble]="trouble()" (back)="back.emit()">
      @if (found(); as found) {
        <p class="q t13">{{ asks() }}</p>
        @if (others() > 0) {
          <label class="check"><input type="checkbox" [checked]="all()" (change)="all.set(!all())" />{{ allWords() }}</label>
        }
        @if (found.items.length === 0) {
          <p class="t13" role="status">Nobody is free at that time. Ask the operator for a guide, or cancel the run.</p>
        } @else {
          <ul class="choices" aria-label="Stand-ins, best first">
            @for (each of found.items; track each.assistantRef) {
              <li>
                <div>
                  <b>{{ each.name ?? each.assistantRef }}</b>@if (!each.fits) {<span class="lack t12">not a full match</span>}
                  <div class="why">{{ each.reasons.join(', ') }}@if (others() > 0) {, free for {{ each.freeFor.length }} of {{ others() + 1 }}}@if (each.telephone; as number) { · <a [href]="'tel:' + number">{{ number }}</a>}</div>
                </div>
                <button type="button" class="btn small" [disabled]="busy() || !online()" [attr.aria-label]="'Assign ' + (each.name ?? each.assistantRef)" (click)="assign(each)">Assign</button>
              </li>
            }
          </ul>
        }
      } @else if (!trouble()) {
        <p class="q t13" role="status">Looking for guides who are free…</p>
      }
    </sl-action-form>
  `,
  styleUrl: './actions.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class GuideAction extends RunAction {
  readonly found = signal<StandInsView | null>(null);
  readonly all = signal(true);
  /** Runs besides this one that the absence leaves without their guide. */
  readonly others = computed(() => (this.found()?.absence?.runs ?? []).filter(({ runRef }) => runRef !== this.run().runRef).length);
  readonly asks = computed(() => {
    const needs = this.found()?.needs.filter((need) => need !== 'booster') ?? [];
    return needs.length === 0 ? 'Free at that time, nearest first.' : `Free at that time, best first. The children need: ${needs.join(', ')}.`;
  });
  readonly allWords = computed(() => {
    const routes = (this.found()?.absence?.runs ?? []).filter(({ runRef }) => runRef !== this.run().runRef).map(({ routeRef }) => routeRef);
    return `Also for the other ${counted(this.others(), 'run', 'runs')} of the absent guide (route ${routes.join(', ')})`;
  });

  constructor() {
    super();
    effect(() => {
      const { runRef } = this.run();
      untracked(() => void (this.found() === null && !this.trouble() && this.read(runRef)));
    });
  }

  assign({ assistantRef, name, freeFor }: StandIn): void {
    const { runRef, assistantRef: before } = this.run();
    const away = this.found()?.absence !== undefined;
    const runs = this.others() > 0 && this.all() ? [runRef, ...freeFor.filter((ref) => ref !== runRef)] : [runRef];
    const left = this.others() > 0 && this.all() ? this.others() + 1 - runs.length : 0;
    void this.submit(() => inTurn(runs.map((ref) => () => this.store.tell('run.assigned', { runRef: ref, assistantRef, substitute: true }))), {
      words: `${name ?? assistantRef} assigned${runs.length > 1 ? ` to ${runs.length} runs` : ''}.${left > 0 ? ` ${counted(left, 'run still has', 'runs still have')} no guide.` : ''}`,
      ...(before !== undefined && !away && runs.length === 1 && { undo: () => this.store.tell('run.assigned', { runRef, assistantRef: before }) }),
    });
  }

  private async read(runRef: string): Promise<void> {
    const asked = await this.store.standIns(runRef);
    if ('value' in asked) this.found.set(asked.value);
    else this.trouble.set(asked.trouble);
  }
}
