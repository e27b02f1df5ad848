import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { needWords } from './crew-words';

/** Strokes on a 20 × 20 grid. */
const marks = {
  wheelchair: 'M8 5.5a1.500 1.500 0 1 1 .01 0M8 7v5h4.500l2.500 4M8 9.500h4M6.500 9.800a4 4 0 1 0 5 5.400',
  harness: 'M6 3v5l4 3 4-3V3M10 11v6M6 17h8M8.500 9.900h3',
  booster: 'M6 3v9h7.500a1.500 1.500 0 0 1 1.500 1.500V17M6 12v5M6 14.500h9',
  medication: 'M5.600 10.200l4.600-4.600a3 3 0 0 1 4.200 4.200l-4.600 4.600a3 3 0 0 1-4.200-4.200zM7.900 7.900l4.200 4.200',
  guide: 'M10 6.500a2 2 0 1 1 .01 0M6.500 17v-5a3.500 3.500 0 0 1 7 0v5M3 10.500l3.500 2M17 10.500l-3.500 2',
} as const;

/** What a child needs: a sign and its words, never the sign alone. */
@Component({
  selector: 'sl-need-mark',
  template: `<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false"><path [attr.d]="path()" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" stroke-linecap="round" /></svg>{{ words() }}`,
  styles: `:host { display: inline-flex; align-items: center; gap: 4px; padding: 2px 8px 2px 5px; border: 1px solid var(--line-strong); border-radius: var(--r-1); font-size: var(--t-14); font-weight: var(--w-med); color: var(--ink); white-space: nowrap; }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NeedMark {
  readonly need = input.required<keyof typeof marks>();
  readonly path = computed(() => marks[this.need()]);
  readonly words = computed(() => {
    const need = this.need();
    return need === 'guide' ? 'Needs a guide' : needWords[need];
  });
}
