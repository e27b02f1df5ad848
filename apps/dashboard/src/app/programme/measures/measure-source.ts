import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { MeasureView } from '@sightline/contracts';
import { Clock } from '../../ui/clock';
import { dateName } from '../words';
import { staleWords } from './measure-words';

/** Where a value comes from and how old it is. A live one says so on a screen; on paper it says when it was true. */
@Component({
  selector: 'sl-measure-source',
  template: `
    @if (measure().live) {
      @if (connected()) {<b class="live screen">live</b>} @else {<b class="old screen"><span>was live, true at {{ time() }}</span></b>}
      <span class="paper">true at {{ time() }}</span>
    } @else if (stale(); as words) {
      <b class="old"><span>{{ date() }}{{ words }}</span></b>
    } @else {{{ date() }}}
    <span class="name" [title]="measure().formula ?? ''">{{ name() }}</span>
  `,
  styles: `
    :host { font-size: var(--t-12); color: var(--ink-2); line-height: 1.35; }
    .name { display: block; }
    .live { color: var(--ink); font-weight: var(--w-semi); }
    .old { color: var(--stale); font-weight: var(--w-reg); background: repeating-linear-gradient(135deg, var(--hatch) 0 1.5px, transparent 1.5px 6px); padding: 1px 5px; border-radius: var(--r-1); }
    .old span { background: var(--surface); padding: 0 4px; border-radius: 2px; }
    .paper { display: none; }
    @media print { .screen { display: none; } .paper { display: inline; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MeasureSource {
  private readonly clock = inject(Clock);
  readonly measure = input.required<MeasureView>();
  /** The page is connected: a live value is true now. */
  readonly connected = input(true);
  /** When the page was last known to be true, RFC 3339. */
  readonly at = input<string | null>(null);

  readonly name = computed(() => this.measure().sourceName.replace(/^Sightline: /, ''));
  readonly stale = computed(() => staleWords(this.measure()));
  readonly date = computed(() => {
    const { asOf } = this.measure();
    return asOf === null ? '' : `${dateName(asOf.slice(0, 10))} `;
  });
  readonly time = computed(() => {
    const at = this.at() ?? this.measure().asOf;
    return at === null ? 'an unknown time' : `${this.clock.time(at)} on ${this.clock.day(at)}`;
  });
}
