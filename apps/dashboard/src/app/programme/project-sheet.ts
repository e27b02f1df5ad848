import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { ProgrammeItem } from '@sightline/contracts';
import { BragTag } from '../ui/brag-tag';
import { counted } from '../ui/words';
import { daysFrom } from './changes';
import { ItemHistoryView } from './item-history';
import { MeasureLines } from './measures/measure-lines';
import { dateName } from './words';

/** A project or an action opened: what was said of it, its measures, its actions one by one, and its history. */
@Component({
  selector: 'sl-project-sheet',
  imports: [BragTag, ItemHistoryView, MeasureLines],
  template: `
    <div class="body">
      <p class="row">@if (item().rating; as rating) {<sl-brag [rating]="rating" />}<span class="q t13">{{ who() }}</span></p>
      <p>{{ item().commentary ?? 'No words were given with this rating.' }}</p>
      <sl-measure-lines [item]="item()" [connected]="connected()" [at]="at()" (choose)="measure.emit($event)" />
      <p class="t13">{{ due() }}</p>
      @if (actions().length > 0) {<h3>{{ actions().length }} actions</h3>}
    </div>
    <ul>
      @for (action of actions(); track action.itemRef) {
        <li>
          <span class="rating">@if (action.rating; as rating) {<sl-brag [rating]="rating" />} @else {<span class="qq t12">{{ action.ledBy ? 'led elsewhere' : 'not rated' }}</span>}</span>
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
    .words { display: block; margin-top: 2px; }
    b { font-weight: var(--w-semi); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProjectSheet {
  readonly item = input.required<ProgrammeItem>();
  readonly items = input.required<readonly ProgrammeItem[]>();
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
  readonly actions = computed(() => this.items().filter((candidate) => candidate.kind === 'action' && candidate.parentRef === this.item().itemRef));
  readonly who = computed(() => {
    const { assessedByRole, assessedOn, ledBy } = this.item();
    if (ledBy !== undefined) return `Led by ${ledBy}`;
    return assessedByRole === undefined || assessedOn === undefined ? 'Not rated in this period' : `Rated by the ${assessedByRole.toLowerCase()} on ${dateName(assessedOn)}`;
  });
}
