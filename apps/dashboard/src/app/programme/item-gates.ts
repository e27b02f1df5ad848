import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { sentenceCase } from '../ui/words';
import { ItemGatesStore } from './item-gates.store';
import { dateName } from './words';

/** What an item still needs before it could be Blue, and from which day that is. */
@Component({
  selector: 'sl-item-gates',
  template: `
    <h3>Blue</h3>
    @switch (store.state()) {
      @case ('loading') {<p class="q" role="status">Asking what Blue needs…</p>}
      @case ('error') {<p class="warn">What Blue needs could not be read: {{ store.problem() }} <button type="button" class="btn small" (click)="store.read(itemRef())">Try again</button></p>}
      @default {
        <p><b>{{ sentence() }}</b></p>
        @if (missing().length > 0) {<ul>@for (lack of missing(); track lack) {<li>{{ lack }}</li>}</ul>}
      }
    }
  `,
  styles: `
    :host { display: grid; gap: 4px; padding: 6px 0 8px; font-size: var(--t-14); }
    b { font-weight: var(--w-semi); }
    li { padding-left: 12px; color: var(--ink-2); }
    li::before { content: '– '; margin-left: -12px; }
  `,
  providers: [ItemGatesStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ItemGatesView {
  readonly store = inject(ItemGatesStore);
  readonly itemRef = input.required<string>();
  /** Changes whenever something was said of the item or one of its measures crossed its target: then it is asked for anew. */
  readonly latest = input('');

  readonly missing = computed(() => (this.store.blue()?.missing ?? []).map((lack) => `${sentenceCase(lack)}.`));
  readonly sentence = computed(() => {
    const blue = this.store.blue();
    if (blue === null) return '';
    if (blue.earliestDate === null) return 'It has to be Green first: Blue needs more than three months of unbroken Green.';
    if (blue.reached) return `It has what Blue needs: Green without a break since ${dateName(blue.greenSince ?? '')}.`;
    return `Could be reached from ${dateName(blue.earliestDate)}, if Green and its measures hold until then.`;
  });

  constructor() {
    effect(() => {
      this.latest();
      void this.store.read(this.itemRef());
    });
  }
}
