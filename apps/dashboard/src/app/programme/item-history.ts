import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import type { Travel } from '@sightline/contracts';
import { BragTag } from '../ui/brag-tag';
import { Icon } from '../ui/icon';
import type { IconName } from '../ui/icon';
import { StatePanel } from '../ui/state-panel';
import { ItemHistoryStore } from './item-history.store';
import { ProgrammeTables } from './programme-tables.store';
import { dateName, periodName } from './words';

const travelIcons: Record<Travel, IconName> = { up: 'up', level: 'level', down: 'down-arrow', new: 'plus' };

/** Every rating that an item was given, newest first: which one counts, who gave it, what was corrected, and its due dates. */
@Component({
  selector: 'sl-item-history',
  imports: [BragTag, Icon, StatePanel],
  template: `
    <div class="head"><h3 id="history">History</h3><button type="button" class="btn small" (click)="tables.save('items/' + itemRef() + '/history')" [attr.aria-label]="'History of ' + itemRef() + ', download as CSV'">CSV</button></div>
    @switch (loaded().state) {
      @case ('loading') {<sl-state kind="loading" heading="Loading the history" />}
      @case ('error') {<sl-state kind="error" heading="The history could not be read" [text]="problem()" action="Try again" (act)="read()" />}
      @default {
        <ol aria-labelledby="history">
          @for (row of rows(); track row.id) {
            <li [class.past]="!row.counts">
              <p class="b">{{ row.name }}@if (row.frozen) {<span class="q t12"><sl-icon name="lock" [size]="12" /> taken</span>}</p>
              <div>
                <p class="row"><sl-brag [rating]="row.rating" />@if (row.travel; as travel) {<span class="t13"><sl-icon [name]="icons[travel]" [size]="13" /> {{ travel }}</span>}@if (row.note) {<span class="mark">{{ row.note }}</span>}@if (row.overruled) {<span class="mark">overruled</span>}</p>
                <p>{{ row.commentary ?? 'No words were given.' }}</p>
                @if (row.pathToGreen; as path) {<p class="q">Path to green: {{ path.words }} Green by {{ date(path.date) }}.</p>}
                @if (row.evidence) {<p class="q">Evidence: {{ row.evidence }}</p>}
                @if (row.overruled; as overruled) {<p class="q">Overruled by the {{ overruled.byRole }}: {{ overruled.reason }}</p>}
                <p class="q t13">{{ row.assessedByRole }}, {{ date(row.assessedOn) }}</p>
              </div>
            </li>
          } @empty {<li><p class="q">It was never rated.</p></li>}
        </ol>
        @if (dueDates().length > 1) {
          <p class="dues"><b>Due date</b> {{ duesInWords() }}</p>
        }
      }
    }
  `,
  styles: `
    :host { display: block; padding: 0 20px 12px; font-size: var(--t-14); }
    .head { display: flex; justify-content: space-between; align-items: center; padding: 10px 0 4px; border-bottom: 1px solid var(--line); }
    li { display: grid; grid-template-columns: 112px 1fr; gap: 12px; padding: 9px 0; border-bottom: 1px solid var(--line); }
    li > div { display: grid; gap: 3px; }
    li > p { display: grid; align-content: start; }
    .row { flex-wrap: wrap; }
    .past sl-brag { opacity: 0.75; }
    .past p { color: var(--ink-2); }
    .mark { padding: 0 6px; border: 1px solid var(--line-strong); border-radius: 3px; font-size: var(--t-12); font-weight: var(--w-semi); line-height: 18px; }
    .dues { padding: 9px 0; }
    b { font-weight: var(--w-semi); }
    @media (max-width: 480px) { li { grid-template-columns: 1fr; gap: 4px; } }
  `,
  providers: [ItemHistoryStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ItemHistoryView {
  private readonly store = inject(ItemHistoryStore);
  readonly tables = inject(ProgrammeTables);
  readonly itemRef = input.required<string>();
  /** Changes whenever something was said of the item: then it is asked for anew. */
  readonly latest = input('');

  readonly icons = travelIcons;
  readonly date = dateName;
  readonly loaded = this.store.loaded;
  readonly problem = computed(() => {
    const loaded = this.loaded();
    return loaded.state === 'error' ? loaded.problem : '';
  });
  private readonly value = computed(() => {
    const loaded = this.loaded();
    return loaded.state === 'ready' ? loaded.value : null;
  });
  readonly rows = computed(() =>
    (this.value()?.items ?? [])
      .map((row) => ({ ...row, name: periodName(row.period), note: row.correctedBy !== undefined ? 'corrected later' : row.counts ? (row.corrects === undefined ? '' : 'correction') : row.frozen ? 'after the period was taken' : 'said before, counts no more' }))
      .reverse(),
  );
  readonly dueDates = computed(() => this.value()?.dueDates ?? []);
  readonly duesInWords = computed(() => this.dueDates().map(({ on, dueDate }, i) => (i === 0 ? `first ${dateName(dueDate)}` : `moved to ${dateName(dueDate)} on ${dateName(on)}`)).join('; '));

  constructor() {
    effect(() => {
      this.latest();
      this.read();
    });
  }

  read(): void {
    void this.store.read(this.itemRef());
  }
}
