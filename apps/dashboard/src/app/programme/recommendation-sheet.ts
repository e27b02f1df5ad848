import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { ProgrammeItem, RecommendationView } from '@sightline/contracts';
import { BragTag } from '../ui/brag-tag';
import { dateName } from './words';

/** A recommendation opened: what was found, what the service answered, how it got on, and the actions that answer it. */
@Component({
  selector: 'sl-recommendation-sheet',
  imports: [BragTag],
  template: `
    <dl>
      @if (one().finding) {<div><dt>Finding</dt><dd>{{ one().finding }}</dd></div>}
      <div><dt>Assessed as</dt><dd>@if (one().category; as category) {<b>{{ category.code }}</b> {{ category.label }} <span class="q">by the {{ category.scheme }} scheme</span>} @else {not assessed}</dd></div>
      @for (finding of one().findings; track finding.finding) {<div><dt class="warn">Flag</dt><dd class="warn">{{ finding.explanation }}</dd></div>}
      @if (one().obstacle) {<div><dt>Obstacle</dt><dd>{{ one().obstacle }}</dd></div>}
      @if (one().response) {<div><dt>Response</dt><dd>{{ one().response }}</dd></div>}
      <div><dt>Lead</dt><dd>{{ one().leadRole ?? 'nobody' }}</dd></div>
    </dl>
    <h3>Progress over time</h3>
    <ol>
      @for (step of one().progress.toReversed(); track $index) {
        <li>
          <p class="q t13">{{ date(step.on) }}</p>
          <div>@if (step.category) {<p class="b">{{ step.category }}</p>}<p>{{ step.evidence ?? step.response ?? 'No words were given.' }}</p>@if (step.anticipatedDate) {<p class="q t13">Expected {{ date(step.anticipatedDate) }}.</p>}</div>
        </li>
      }
    </ol>
    @if (linked().length > 0) {
      <h3>What answers it</h3>
      <ul>
        @for (item of linked(); track item.itemRef) {
          <li><span>@if (item.rating; as rating) {<sl-brag [rating]="rating" [overruled]="item.overruled !== undefined" />}</span><button type="button" class="link" (click)="choose.emit(item.itemRef)"><b>{{ item.itemRef }}</b> {{ item.title }}</button></li>
        }
      </ul>
    }
  `,
  styles: `
    :host { display: block; padding: 0 20px 16px; font-size: var(--t-14); }
    dl { display: grid; gap: 8px; }
    dl > div { display: grid; grid-template-columns: 96px 1fr; gap: 12px; }
    dt { color: var(--ink-2); }
    dt.warn { color: var(--warn); }
    dd, b { margin: 0; }
    b { font-weight: var(--w-semi); }
    h3 { margin-top: 16px; padding-bottom: 4px; border-bottom: 1px solid var(--line); }
    li { display: grid; grid-template-columns: 96px 1fr; gap: 12px; padding: 8px 0; border-bottom: 1px solid var(--line); }
    .link { min-height: 24px; padding: 0; border: 0; background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; }
    .link:hover { text-decoration: underline; }
    @media (max-width: 480px) { dl > div, li { grid-template-columns: 1fr; gap: 2px; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecommendationSheet {
  readonly one = input.required<RecommendationView>();
  readonly linked = input.required<readonly ProgrammeItem[]>();
  readonly choose = output<string>();
  readonly date = dateName;
}
