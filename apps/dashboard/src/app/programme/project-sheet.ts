import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { ProgrammeItem, Suggestion } from '@sightline/contracts';
import { BragTag } from '../ui/brag-tag';
import { counted } from '../ui/words';
import { daysFrom } from './changes';
import { reviewName } from './clashes';
import { ItemGatesView } from './item-gates';
import { ItemHistoryView } from './item-history';
import { MeasureLines } from './measures/measure-lines';
import { dateName } from './words';

/** A project or an action opened: what was said of it, its measures, its actions one by one, and its history. */
@Component({
  selector: 'sl-project-sheet',
  imports: [BragTag, ItemGatesView, ItemHistoryView, MeasureLines],
  template: `
    <div class="body">
      <p class="row marks">
        @if (item().rating; as rating) {<sl-brag [rating]="rating" [overruled]="item().overruled !== undefined" />}
        @if (item().unevidenced) {<span class="mark">unevidenced</span>}
        @if (item().withoutWords) {<span class="mark">without words</span>}
        <span class="q t13">{{ who() }}</span>
      </p>
      @if (item().overruled; as overruled) {<p class="said"><b>Overruled by the {{ overruled.byRole }}:</b> {{ overruled.reason }}</p>}
      @if (review(); as review) {<p class="said"><b>{{ reviewName(review) }}</b> {{ review.explanation }} <span class="q">The rating waits for a person.</span></p>}
      <p>{{ item().commentary ?? 'No words were given with this rating.' }}</p>
      <sl-measure-lines [item]="item()" [connected]="connected()" [at]="at()" (choose)="measure.emit($event)" />
      <p class="t13">{{ due() }}</p>
      @if (item().ledBy === undefined) {<sl-item-gates [itemRef]="item().itemRef" [latest]="gatesOf()" />}
      @if (actions().length > 0) {<h3>{{ actions().length }} actions</h3>}
    </div>
    <ul>
      @for (action of actions(); track action.itemRef) {
        <li>
          <span class="rating">@if (action.rating; as rating) {<sl-brag [rating]="rating" [overruled]="action.overruled !== undefined" />} @else {<span class="qq t12">{{ action.ledBy ? 'led elsewhere' : 'not rated' }}</span>}</span>
          <span><button type="button" class="link" (click)="choose.emit(action.itemRef)"><b>{{ action.itemRef }}</b> {{ action.title }}</button>@if (action.commentary) {<span class="q t12 words">{{ action.commentary }}</span>}</span>
          <span class="q t12 nw">{{ action.dueDate ? 'due ' + date(action.dueDate) : 'no date' }}</span>
        </li>
      }
    </ul>
    <sl-item-history [itemRef]="item().itemRef" [latest]="item().version + (item().assessmentId ?? '')" />
  `,
  styles: `
    .body { display: grid; gap: 8px; padding: 0 20px 10px; font-size: var(--t-14); }
    li { display: grid; grid-template-columns: 92px 1fr auto; gap: 10px; align-items: baseline; padding: 8px 20px; border-top: 1px solid var(--line); font-size: var(--t-13); }
    @media (max-width: 560px) { li { grid-template-columns: 84px 1fr; } li .nw { grid-column: 2; } }
    .link { min-height: 24px; padding: 0; border: 0; background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; }
    .link:hover { text-decoration: underline; }
    .marks { flex-wrap: wrap; }
    .mark { padding: 0 6px; border: 1px solid var(--line-strong); border-radius: 3px; font-size: var(--t-12); font-weight: var(--w-semi); line-height: 18px; white-space: nowrap; }
    .said { border-left: 3px solid var(--line-strong); padding: 1px 0 1px 10px; }
    .words { display: block; margin-top: 2px; }
    b { font-weight: var(--w-semi); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProjectSheet {
  readonly item = input.required<ProgrammeItem>();
  readonly items = input.required<readonly ProgrammeItem[]>();
  readonly suggestions = input<readonly Suggestion[]>([]);
  readonly choose = output<string>();
  readonly connected = input(true);
  readonly at = input<string | null>(null);
  /** A measure that is to be opened. */
  readonly measure = output<string>();
  readonly date = dateName;
  readonly due = computed(() => {
    const { dueDate, firstDueDate } = this.item();
    if (dueDate === undefined) return 'It has no due date.';
    if (firstDueDate === undefined) return `Due ${dateName(dueDate)}.`;
    const days = daysFrom(firstDueDate, dueDate);
    return `Due ${dateName(dueDate)}, ${counted(Math.abs(days), 'day', 'days')} ${days > 0 ? 'later' : 'sooner'} than first given (${dateName(firstDueDate)}).`;
  });
  readonly reviewName = reviewName;
  readonly review = computed(() => this.suggestions().find(({ itemRef }) => itemRef === this.item().itemRef) ?? null);
  /** Changes when something was said of the item, or one of its measures crossed its target. */
  readonly gatesOf = computed(() => `${this.item().assessmentId ?? ''}${this.item().measures.map(({ met }) => String(met)).join()}`);
  readonly actions = computed(() => this.items().filter((candidate) => candidate.kind === 'action' && candidate.parentRef === this.item().itemRef));
  readonly who = computed(() => {
    const { assessedByRole, assessedOn, ledBy } = this.item();
    if (ledBy !== undefined) return `Led by ${ledBy}`;
    return assessedByRole === undefined || assessedOn === undefined ? 'Not rated in this period' : `Rated by the ${assessedByRole.toLowerCase()} on ${dateName(assessedOn)}`;
  });
}
