import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, computed, input, linkedSignal, output, viewChild } from '@angular/core';
import type { SearchItem } from '@sightline/contracts';
import { Icon } from '../ui/icon';
import { sentenceCase } from '../ui/words';
import type { SearchState } from './calls.store';
import { leastCharacters } from './calls.store';

/** One box for everything a caller can say: `/` comes here, arrows and Enter choose, Escape begins anew. */
@Component({
  selector: 'sl-one-box',
  imports: [Icon],
  template: `
    <div class="box">
      <sl-icon name="search" [size]="20" />
      <input
        #field
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        aria-autocomplete="list"
        aria-controls="found"
        [attr.aria-expanded]="items().length > 0"
        [attr.aria-activedescendant]="items().length > 0 ? 'found-' + active() : null"
        aria-label="Search by route, vehicle, school or case"
        placeholder="Route, vehicle, school or case"
        [value]="words()"
        (input)="typed.emit(field.value)"
        (keydown)="key($event)"
      />
      <kbd aria-hidden="true">/</kbd>
    </div>
    <ul id="found" role="listbox" aria-label="Found" [hidden]="items().length === 0">
      @for (item of items(); track item.kind + item.ref; let index = $index) {
        <li role="option" [id]="'found-' + index" [attr.aria-selected]="index === active()" tabindex="-1" (pointerup)="chosen.emit(item)" (pointerenter)="active.set(index)">
          <span class="kind t12">{{ name(item.kind) }}</span><span class="b">{{ item.label }}</span><span class="q t13">{{ item.detail ?? '' }}</span>
        </li>
      }
    </ul>
    <p class="hint t13 q" role="status">{{ hint() }}</p>
  `,
  host: { '(document:keydown)': 'anywhere($event)' },
  styleUrl: './one-box.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OneBox {
  readonly words = input.required<string>();
  readonly search = input.required<SearchState>();
  readonly typed = output<string>();
  readonly chosen = output<SearchItem>();
  readonly cleared = output();
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  readonly items = computed(() => {
    const search = this.search();
    return search.state === 'found' ? search.items : [];
  });
  readonly active = linkedSignal({ source: this.items, computation: () => 0 });
  readonly hint = computed(() => {
    const search = this.search();
    const typed = this.words().trim().length;
    if (search.state === 'error') return `The search could not be made: ${search.problem.message}`;
    if (search.state === 'searching') return 'Searching';
    if (search.state === 'found') return search.items.length === 0 ? 'Nothing found. Try the route number, the school or part of a name.' : `${search.items.length} found. Arrows and Enter choose.`;
    return typed > 0 ? `Type at least ${leastCharacters} characters.` : '';
  });
  readonly name = sentenceCase;

  focus(): void {
    this.field().nativeElement.focus();
    this.field().nativeElement.select();
  }

  key(event: KeyboardEvent): void {
    const last = this.items().length - 1;
    if (event.key === 'ArrowDown') this.active.update((index) => Math.min(last, index + 1));
    else if (event.key === 'ArrowUp') this.active.update((index) => Math.max(0, index - 1));
    else if (event.key === 'Enter') {
      const item = this.items()[this.active()];
      if (item !== undefined) this.chosen.emit(item);
    } else if (event.key === 'Escape') this.cleared.emit();
    else return;
    event.preventDefault();
  }

  anywhere(event: KeyboardEvent): void {
    const target = event.target;
    const typing = target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.focus();
  }
}
