import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { CrewChild } from '@sightline/contracts';
import { Icon } from '../../ui/icon';
import { children } from '../../ui/words';

/** The last thing of a run: somebody walks through the bus to its last row, so that no sleeping child stays behind. */
@Component({
  selector: 'sl-walk-check',
  imports: [Icon],
  template: `
    <section aria-labelledby="walk-title">
      <h2 id="walk-title">Is everyone off?</h2>
      @if (aboard().length > 0) {
        <p class="still"><sl-icon name="warn" [size]="20" /><span>{{ count() }} still ticked as aboard: {{ names() }}</span></p>
        <p>Tick each of them off above when they have left.</p>
      } @else {
        <p>Walk to the last row. Look on every seat and under it. Then say so here.</p>
      }
      <button type="button" class="btn large" [class.primary]="aboard().length === 0" [attr.aria-disabled]="aboard().length > 0" (click)="say()">I walked the bus: nobody is left</button>
      <p class="q">This finishes the run and stops sharing your position.</p>
    </section>
  `,
  styles: `
    section { display: grid; gap: 12px; padding: 16px; border: 2px solid var(--ink); border-radius: var(--r-3); background: var(--surface); font-size: var(--t-16); }
    h2 { font-size: var(--t-22); }
    .btn { min-height: 60px; white-space: normal; font-weight: var(--w-semi); }
    .still { display: flex; gap: 8px; font-weight: var(--w-semi); sl-icon { color: var(--crit); margin-top: 2px; } }
    .q { font-size: var(--t-14); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WalkCheck {
  readonly aboard = input.required<readonly CrewChild[]>();
  readonly walked = output();
  readonly count = computed(() => children(this.aboard().length));
  readonly names = computed(() => this.aboard().map(({ name }) => name).join(', '));

  say(): void {
    if (this.aboard().length === 0) this.walked.emit();
  }
}
