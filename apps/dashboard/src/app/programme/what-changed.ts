import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ProgrammeItem } from '@sightline/contracts';
import { BragTag } from '../ui/brag-tag';
import { Icon } from '../ui/icon';
import { changesInWords, movedItems } from './changes';

const shown = 6;

/** What changed since the period before, first in a sentence, then what fell and what rose. */
@Component({
  selector: 'sl-what-changed',
  imports: [BragTag, Icon, RouterLink],
  template: `
    <section class="panel" aria-labelledby="what-changed">
      <div class="panel-head">
        <h2 id="what-changed">What changed</h2>
        <span class="grow"></span>
        @if (previousPeriod()) {<a class="btn small" routerLink="/programme/compare" [queryParams]="{ from: previousPeriod(), to: period() }">Compare in full</a>}
      </div>
      <p class="words">{{ words() }}</p>
      @if (columns().length > 0) {
        <div class="columns">
          @for (column of columns(); track column.heading) {
            <div>
              <h3><sl-icon [name]="column.icon" [size]="14" /> {{ column.heading }} <span class="q">{{ column.all }}</span></h3>
              <ul>
                @for (item of column.items; track item.itemRef) {
                  <li>
                    <button type="button" class="link" (click)="choose.emit(item.itemRef)"><b>{{ item.itemRef }}</b> {{ item.title }}</button>
                    <span class="tags">@if (item.previousRating; as was) {<sl-brag [rating]="was" [overruled]="item.previousOverruled === true" />}<span class="q">to</span>@if (item.rating; as is) {<sl-brag [rating]="is" [overruled]="item.overruled !== undefined" />}</span>
                  </li>
                }
              </ul>
              @if (column.all > column.items.length) {<p class="q t13 rest">and {{ column.all - column.items.length }} more, in the comparison.</p>}
            </div>
          }
        </div>
      }
    </section>
  `,
  styles: `
    .words { padding: 0 16px 12px; font-size: var(--t-16); }
    .columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); border-top: 1px solid var(--line); }
    .columns > div { padding: 10px 16px 12px; }
    .columns > div + div { border-left: 1px solid var(--line); }
    h3 { display: flex; align-items: center; gap: 6px; font-size: var(--t-14); font-weight: var(--w-semi); }
    h3 .q, b { font-weight: var(--w-semi); }
    h3 .q { font-weight: var(--w-reg); }
    li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2px 12px; padding: 4px 0; font-size: var(--t-14); }
    .link { flex: 1 1 180px; min-height: 24px; padding: 0; border: 0; background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; }
    .link:hover { text-decoration: underline; }
    .tags { display: inline-flex; align-items: center; gap: 6px; font-size: var(--t-13); }
    .rest { padding-top: 4px; }
    @media (max-width: 700px) { .columns { grid-template-columns: minmax(0, 1fr); } .columns > div + div { border-left: 0; border-top: 1px solid var(--line); } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WhatChanged {
  readonly items = input.required<readonly ProgrammeItem[]>();
  readonly period = input<string | null>(null);
  readonly previousPeriod = input<string | null>(null);
  readonly choose = output<string>();

  readonly words = computed(() => changesInWords(this.items(), this.previousPeriod()));
  readonly columns = computed(() =>
    ([['Fell', 'down-arrow', 'down'], ['Rose', 'up', 'up']] as const)
      .map(([heading, icon, travel]) => {
        const moved = movedItems(this.items(), travel);
        return { heading, icon, all: moved.length, items: moved.slice(0, shown) };
      })
      .filter(({ all }) => all > 0),
  );
}
