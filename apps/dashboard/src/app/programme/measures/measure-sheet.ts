import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { MeasureView } from '@sightline/contracts';
import { BragTag } from '../../ui/brag-tag';
import { Icon } from '../../ui/icon';
import { MeasureHistory } from './measure-history';
import { MeasureSource } from './measure-source';
import { MeasureVerdict } from './measure-verdict';
import { lastMetWords, targetWords, trendIcon, trendWords, valueWords } from './measure-words';
import type { NamedBy } from './measures-of';

/** A measure opened: what it says now beside the ratings that rest on it, what it is made of, and its days. */
@Component({
  selector: 'sl-measure-sheet',
  imports: [BragTag, Icon, MeasureHistory, MeasureSource, MeasureVerdict],
  template: `
    <div class="body">
      <dl class="facts">
        <div><dt>Now</dt><dd class="figure" [class.missed]="measure().met === false">{{ value() }}</dd></div>
        <div><dt>Target</dt><dd>{{ target() }}</dd></div>
        <div><dt>At target</dt><dd><sl-measure-verdict [measure]="measure()" /></dd></div>
        <div><dt>Trend</dt><dd>@if (icon(); as name) {<sl-icon class="way" [name]="name" [size]="13" />}{{ trend() }}</dd></div>
        <div><dt>Last met</dt><dd>{{ lastMet() }}</dd></div>
        <div><dt>Source</dt><dd><sl-measure-source [measure]="measure()" [connected]="connected()" [at]="at()" /></dd></div>
      </dl>
      @if (measure().suppressed) {<p class="q t13">Fewer than five stand behind this value. It is judged and not shown, so that it tells of nobody.</p>}
      @if (measure().formula; as formula) {<p class="q t13">{{ formula }}.</p>}
      <h3>What rests on it</h3>
      <ul class="beside">
        @for (item of items(); track item.itemRef) {
          <li [class.clash]="clashes(item)">
            @if (item.rating; as rating) {<sl-brag [rating]="rating" [overruled]="item.overruled !== undefined" />} @else {<span class="qq t12">not rated</span>}
            <span><b>{{ item.itemRef }}</b> {{ item.title }}</span>
            @if (clashes(item)) {<span class="t12 flag"><sl-icon name="flag" [size]="12" /> rated {{ item.rating }}, measured off target</span>}
          </li>
        }
      </ul>
      <sl-measure-history [measure]="measure()" />
    </div>
  `,
  styles: `
    .way { margin-right: 4px; }
    .body { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; padding: 0 20px 18px; font-size: var(--t-14); }
    .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 10px 16px; }
    dt { font-size: var(--t-12); color: var(--ink-2); }
    .figure { font-size: var(--t-28); line-height: 1.15; font-weight: var(--w-semi); letter-spacing: -0.02em; }
    .missed { color: var(--warn); }
    h3 { font-size: var(--t-14); }
    .beside li { display: grid; grid-template-columns: auto 1fr; gap: 4px 10px; align-items: baseline; padding: 7px 8px; border-top: 1px solid var(--line); }
    .clash { background: var(--warn-soft); }
    .flag { grid-column: 2; display: flex; align-items: center; gap: 4px; color: var(--warn); }
    b { font-weight: var(--w-semi); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MeasureSheet {
  readonly measure = input.required<MeasureView>();
  readonly items = input.required<readonly NamedBy[]>();
  readonly connected = input(true);
  readonly at = input<string | null>(null);

  readonly value = computed(() => valueWords(this.measure()));
  readonly target = computed(() => targetWords(this.measure()));
  readonly trend = computed(() => trendWords(this.measure()));
  readonly icon = computed(() => trendIcon(this.measure()));
  readonly lastMet = computed(() => lastMetWords(this.measure()));

  clashes({ rating }: NamedBy): boolean {
    return this.measure().met === false && (rating === 'green' || rating === 'blue');
  }
}
