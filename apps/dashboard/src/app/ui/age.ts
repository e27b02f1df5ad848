import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { AgeThresholds } from './age-state';
import { ageState, vehicleAges } from './age-state';
import { Clock } from './clock';
import { duration } from './words';

/** How old a figure is, in words: plain while fresh, orange while ageing, hatched once stale. */
@Component({
  selector: 'sl-age',
  template: `@if (isOld()) {<span class="over">{{ text() }}</span>} @else {{{ text() }}}`,
  host: { '[class]': 'state()' },
  styles: `
    :host { font-size: var(--t-12); color: var(--ink-2); white-space: nowrap; }
    :host(.ageing) { color: var(--warn); }
    :host(.stale), :host(.lost) {
      color: var(--stale);
      background: repeating-linear-gradient(135deg, var(--hatch) 0 1.5px, transparent 1.5px 6px);
      padding: 1px 6px;
      border-radius: var(--r-1);
    }
    .over { background: var(--surface); padding: 0 4px; border-radius: 2px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Age {
  private readonly clock = inject(Clock);
  readonly at = input.required<string | null | undefined>();
  readonly thresholds = input<AgeThresholds>(vehicleAges);
  /** Words for a thing that has never been seen. */
  readonly never = input('never seen');

  private readonly seconds = computed(() => this.clock.ageSeconds(this.at()));
  readonly state = computed(() => ageState(this.seconds(), this.thresholds()));
  readonly isOld = computed(() => this.state() === 'stale' || this.state() === 'lost');
  readonly text = computed(() => {
    const seconds = this.seconds();
    if (seconds === null) return this.never();
    if (this.state() === 'lost') return `last seen ${this.clock.time(this.at())}`;
    return this.state() === 'stale' ? `last seen ${duration(seconds)} ago` : `${duration(seconds)} ago`;
  });
}
