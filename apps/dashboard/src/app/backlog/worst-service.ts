import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Age } from '../ui/age';
import { WorstStore } from './worst.store';
import { worstWords } from './worst-words';

/** Which service is worst, and why, in two sentences above the tables that prove it. */
@Component({
  selector: 'sl-worst-service',
  imports: [Age],
  template: `@if (words(); as said) {<p><b>{{ said.what }}</b> {{ said.why }} <sl-age [at]="store.figures()?.overdue?.asOf" /></p>}`,
  styles: `
    p { max-width: 110ch; font-size: var(--t-16); }
    b { font-weight: var(--w-semi); }
  `,
  providers: [WorstStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WorstService {
  readonly store = inject(WorstStore);
  readonly words = computed(() => {
    const figures = this.store.figures();
    return figures === null ? null : worstWords(figures);
  });
}
