import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { ProgrammeItem } from '@sightline/contracts';
import { BragTag } from '../../ui/brag-tag';
import { Icon } from '../../ui/icon';
import { MeasureSource } from './measure-source';
import { MeasureVerdict } from './measure-verdict';
import { lastMetWords, targetWords, trendIcon, trendWords, valueWords } from './measure-words';

/** The measures of one item, under its rating: the tag and the evidence side by side. */
@Component({
  selector: 'sl-measure-lines',
  imports: [BragTag, Icon, MeasureSource, MeasureVerdict],
  template: `
    @if (rows().length > 0) {<h3>Measured</h3>}
    @for (row of rows(); track row.measure.measureRef) {
      <article [class.clash]="row.clashes">
        <p class="top"><button type="button" class="link" (click)="choose.emit(row.measure.measureRef)">{{ row.measure.title }}</button> <sl-measure-verdict [measure]="row.measure" /></p>
        @if (row.clashes && item().rating; as rating) {<p class="row"><sl-brag [rating]="rating" [overruled]="item().overruled !== undefined" /> <span>rated so, while this is off target</span></p>}
        <p><b class="now" [class.missed]="row.measure.met === false">{{ row.value }}</b> against {{ row.target }}. @if (row.icon; as icon) {<sl-icon class="way" [name]="icon" [size]="13" />}{{ row.trend }}. {{ row.lastMet }}.</p>
        <sl-measure-source [measure]="row.measure" [connected]="connected()" [at]="at()" />
      </article>
    }
  `,
  styles: `
    .way { margin-right: 4px; }
    :host { display: grid; gap: 8px; }
    h3 { font-size: var(--t-14); }
    article { display: grid; gap: 3px; padding: 8px 10px; border: 1px solid var(--line); border-radius: var(--r-2); font-size: var(--t-13); }
    .top { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 4px 12px; }
    .link { min-height: 24px; padding: 0; border: 0; background: none; font-weight: var(--w-semi); text-align: left; text-decoration: underline; text-underline-offset: 2px; cursor: pointer; }
    .link:hover { color: var(--accent); }
    .now { font-weight: var(--w-semi); font-size: var(--t-16); }
    .missed { color: var(--warn); }
    .clash { background: var(--warn-soft); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MeasureLines {
  readonly item = input.required<ProgrammeItem>();
  readonly connected = input(true);
  readonly at = input<string | null>(null);
  readonly choose = output<string>();

  readonly rows = computed(() => {
    const { measures, rating } = this.item();
    return measures.map((measure) => ({
      measure,
      clashes: measure.met === false && (rating === 'green' || rating === 'blue'),
      value: valueWords(measure),
      target: targetWords(measure),
      trend: trendWords(measure),
      icon: trendIcon(measure),
      lastMet: lastMetWords(measure),
    }));
  });
}
