import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { ProgrammeItem } from '@sightline/contracts';
import { BragTag } from '../ui/brag-tag';
import { StatePanel } from '../ui/state-panel';
import { dateName } from './words';

/** What needs the board: every Red with its words and path to green; beside it what is put into it, which is what clashes. */
@Component({
  selector: 'sl-board-needs',
  imports: [BragTag, StatePanel],
  template: `
    <section class="panel" aria-labelledby="reds">
      <h3 id="reds">Red, with a path to green <span class="q">{{ reds().length }}</span></h3>
      @for (item of reds(); track item.itemRef) {
        <article>
          <p class="row"><sl-brag rating="red" [overruled]="item.overruled !== undefined" /><button type="button" class="link title" (click)="choose.emit(item.itemRef)">{{ item.itemRef }} {{ item.title }}<span class="visually-hidden">, its history</span></button></p>
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
    <ng-content />
  `,
  styles: `
    :host { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 16px; align-items: start; }
    h3 { display: flex; justify-content: space-between; padding: 10px 16px; border-bottom: 1px solid var(--line); font-weight: var(--w-semi); }
    h3 .q { font-weight: var(--w-reg); }
    article { display: grid; gap: 6px; padding: 13px 16px 12px; border-bottom: 1px solid var(--line); font-size: var(--t-14); break-inside: avoid; }
    article:last-of-type { border-bottom: 0; }
    .title { font-size: var(--t-16); font-weight: var(--w-semi); letter-spacing: -0.006em; }
    .link { min-height: 24px; padding: 0; border: 0; background: none; color: inherit; font: inherit; font-size: var(--t-16); font-weight: var(--w-semi); text-align: left; cursor: pointer; text-decoration: underline; text-decoration-color: var(--line-strong); text-underline-offset: 4px; }
    .link:hover { text-decoration-color: currentColor; }
    .row { flex-wrap: wrap; }
    .path { display: grid; grid-template-columns: auto 1fr; gap: 0 12px; border-left: 3px solid var(--line-strong); padding: 1px 0 1px 10px; }
    .path b { font-weight: var(--w-semi); }
    @media (max-width: 900px) { :host { grid-template-columns: minmax(0, 1fr); } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BoardNeeds {
  readonly reds = input.required<readonly ProgrammeItem[]>();
  /** The Red whose history is to be opened. */
  readonly choose = output<string>();
  readonly date = dateName;
}
