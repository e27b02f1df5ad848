import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { MeasureView } from '@sightline/contracts';
import { Icon } from '../../ui/icon';
import { verdict } from './measure-words';

/** Whether a measure is at target: a mark and a word. No BRAG colour: a measure is evidence, not a rating. */
@Component({
  selector: 'sl-measure-verdict',
  imports: [Icon],
  template: `<sl-icon [name]="verdict().icon" [size]="13" /> {{ verdict().word }}`,
  host: { '[class.missed]': 'measure().met === false', '[class.unknown]': 'measure().met === null' },
  styles: `
    :host { display: inline-flex; align-items: center; gap: 4px; white-space: nowrap; }
    :host(.missed) { color: var(--warn); font-weight: var(--w-semi); }
    :host(.unknown) { color: var(--ink-3); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MeasureVerdict {
  readonly measure = input.required<MeasureView>();
  readonly verdict = computed(() => verdict(this.measure()));
}
