import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Rating } from '@sightline/contracts';
import { sentenceCase } from './words';

const marks: Record<Rating, { d: string; fill: boolean }> = {
  blue: { d: 'M6 .8l1.55 3.4 3.700.4-2.760 2.500.770 3.650L6 8.900l-3.260 1.850.770-3.650L.75 4.600l3.700-.4z', fill: true },
  green: { d: 'M1.800 6.400l2.900 2.900 5.500-6.400', fill: false },
  amber: { d: 'M6 1.400l5.200 9.200H.8z', fill: true },
  red: { d: 'M2.200 2.200l7.600 7.600M9.800 2.200L2.200 9.800', fill: false },
  grey: { d: 'M2 6h8', fill: false },
};

/** A rating: fill, mark and word, always all three. */
@Component({
  selector: 'sl-brag',
  template: `<svg viewBox="0 0 12 12" aria-hidden="true">
      <path [attr.d]="mark().d" [attr.fill]="mark().fill ? 'currentColor' : 'none'" [attr.stroke]="mark().fill ? 'none' : 'currentColor'" stroke-width="2" />
    </svg>{{ word() }}`,
  host: { '[class]': 'rating()' },
  styles: `
    :host { display: inline-flex; align-items: center; gap: 0.42em; height: 1.667em; padding: 0 0.58em 0 0.5em; border: 1px solid; border-radius: var(--r-1); font-size: var(--brag-size, var(--t-12)); font-weight: var(--w-semi); line-height: 1; white-space: nowrap; print-color-adjust: exact; }
    svg { width: 0.84em; height: 0.84em; }
    :host(.blue) { background: var(--brag-blue); color: var(--brag-blue-on); border-color: var(--brag-edge-strong); }
    :host(.red) { background: var(--brag-red); color: var(--brag-red-on); border-color: var(--brag-edge-strong); }
    :host(.green) { background: var(--brag-green); color: var(--brag-green-on); border-color: var(--brag-edge-pale); }
    :host(.amber) { background: var(--brag-amber); color: var(--brag-amber-on); border-color: var(--brag-edge-pale); }
    :host(.grey) { background: var(--brag-grey); color: var(--brag-grey-on); border-color: var(--brag-edge-pale); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BragTag {
  readonly rating = input.required<Rating>();
  /** The board set a gate aside: the word says so wherever the rating is shown. */
  readonly overruled = input(false);
  readonly mark = computed(() => marks[this.rating()]);
  readonly word = computed(() => `${sentenceCase(this.rating())}${this.overruled() ? ', overruled' : ''}`);
}
