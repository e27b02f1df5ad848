import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { ReportWords } from '@sightline/contracts';
import { BragTag } from '../../ui/brag-tag';

/** A stretch of a paper's words: plain, strong, a worry, or a rating's tag. */
@Component({
  selector: 'sl-report-words',
  imports: [BragTag],
  template: `@for (span of words(); track $index) {@if (isText(span)) {{{ span }}} @else if ('rating' in span) {<sl-brag [rating]="span.rating" [overruled]="span.overruled === true" />} @else if ('warn' in span) {<b class="warn">{{ span.warn }}</b>} @else {<b>{{ span.strong }}</b>}}`,
  styles: `:host { display: inline; } b { font-weight: var(--w-semi); }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReportWordsView {
  readonly words = input.required<ReportWords>();
  readonly isText = (span: ReportWords[number]): span is string => typeof span === 'string';
}
