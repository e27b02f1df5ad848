import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { Contradiction, ProgrammeItem } from '@sightline/contracts';
import { BragTag } from '../ui/brag-tag';
import { Icon } from '../ui/icon';
import { StatePanel } from '../ui/state-panel';
import { contradictionName, dateName } from './words';

/** What needs the board: every Red with its words and path to green, and what clashes. */
@Component({
  selector: 'sl-board-needs',
  imports: [BragTag, Icon, StatePanel],
  template: `
    <section class="panel" aria-labelledby="reds">
      <h3 id="reds">Red, with a path to green <span class="q">{{ reds().length }}</span></h3>
      @for (item of reds(); track item.itemRef) {
        <article>
          <p class="row"><sl-brag rating="red" /><b class="title">{{ item.itemRef }} {{ item.title }}</b></p>
          <p>{{ item.commentary ?? 'No words were given with this rating.' }}</p>
          @if (item.pathToGreen; as path) {
            <p class="path"><span class="q">Path to green</span><span>{{ path.words }} <b>Green by {{ date(path.date) }}.</b></span></p>
          } @else {
            <p class="path"><span class="q">Path to green</span><span class="warn">none was given</span></p>
          }
          <p class="q t13">{{ item.leadRole ?? 'Nobody leads it' }}{{ item.dueDate ? '. Due ' + date(item.dueDate) : '' }}.</p>
        </article>
      } @empty {<sl-state kind="empty" heading="Nothing is Red" text="Every project and action rated here is Amber or better." />}
    </section>
    <section class="panel" aria-labelledby="contradictions">
      <h3 id="contradictions">Contradictions found by the system <span class="q">{{ contradictions().length }} open</span></h3>
      @for (clash of listed(); track clash.key) {
        <article>
          <p class="row"><span class="kind"><sl-icon name="flag" [size]="12" /> {{ clash.name }}</span><b class="title">{{ clash.itemRef }} {{ clash.title }}</b></p>
          <p>{{ clash.explanation }}</p>
        </article>
      } @empty {<sl-state kind="empty" heading="Nothing clashes" text="No rating contradicts its evidence, its children or another report." />}
      @if (contradictions().length > listed().length) {<p class="rest q t13">and {{ contradictions().length - listed().length }} more, in the table of contradictions as CSV.</p>}
    </section>
  `,
  styles: `
    :host { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 16px; align-items: start; }
    h3 { display: flex; justify-content: space-between; padding: 10px 16px; border-bottom: 1px solid var(--line); font-weight: var(--w-semi); }
    h3 .q { font-weight: var(--w-reg); }
    article { display: grid; gap: 6px; padding: 13px 16px 12px; border-bottom: 1px solid var(--line); font-size: var(--t-14); break-inside: avoid; }
    article:last-of-type { border-bottom: 0; }
    .title { font-size: var(--t-16); font-weight: var(--w-semi); letter-spacing: -0.006em; }
    .row { flex-wrap: wrap; }
    .path { display: grid; grid-template-columns: 96px 1fr; border-left: 3px solid var(--line-strong); padding: 1px 0 1px 10px; }
    .path b { font-weight: var(--w-semi); }
    .kind { display: inline-flex; align-items: center; gap: 5px; height: 20px; padding: 0 7px; border: 1px solid var(--line-strong); border-radius: 3px; font-size: var(--t-12); font-weight: var(--w-semi); white-space: nowrap; }
    .rest { padding: 10px 16px; }
    @media (max-width: 900px) { :host { grid-template-columns: minmax(0, 1fr); } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BoardNeeds {
  readonly reds = input.required<readonly ProgrammeItem[]>();
  readonly contradictions = input.required<readonly Contradiction[]>();
  readonly titles = input.required<(itemRef: string) => string>();
  readonly date = dateName;
  readonly listed = computed(() =>
    this.contradictions()
      .slice(0, 8)
      .map((clash) => ({ ...clash, key: `${clash.kind}:${clash.itemRef}:${clash.period ?? ''}`, name: contradictionName(clash.kind), title: this.titles()(clash.itemRef) })),
  );
}
