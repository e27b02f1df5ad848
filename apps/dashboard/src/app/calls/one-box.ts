import { NgTemplateOutlet } from '@angular/common';
import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, computed, effect, inject, linkedSignal, output, signal, untracked, viewChild } from '@angular/core';
import type { SearchItem } from '@sightline/contracts';
import { Icon } from '../ui/icon';
import { counted, sentenceCase } from '../ui/words';
import { emphasised } from './one-box-match';
import { leastCharacters, OneBoxStore } from './one-box.store';

const advices = {
  'ask-birth-date': 'More children answer to that: ask for the date of birth.',
  'ask-name': 'More children answer to that: ask for the name.',
} as const;

/**
 * One box for everything a caller can say: `/` comes here, arrows, Home and End go through what was found, Enter chooses, Escape
 * begins anew. A combobox with a list, as the ARIA Authoring Practices describe it.
 */
@Component({
  selector: 'sl-one-box',
  imports: [Icon, NgTemplateOutlet],
  templateUrl: './one-box.html',
  host: { '(document:keydown)': 'anywhere($event)' },
  styleUrl: './one-box.scss',
  providers: [OneBoxStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OneBox {
  readonly store = inject(OneBoxStore);
  readonly chosen = output<SearchItem>();
  readonly cleared = output();
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list');

  /** Whom or what the call is about, once chosen. */
  readonly about = signal<SearchItem | null>(null);
  /** The list is there while somebody is at the box. */
  readonly isOpen = signal(true);
  readonly items = computed(() => (this.isOpen() ? this.store.items() : []));
  readonly active = linkedSignal({ source: this.items, computation: () => 0 });
  readonly rows = computed(() =>
    this.items().map((item) => {
      // Of a child nothing that was typed is in what is shown; that an initial is a letter of it says nothing.
      const typed = item.kind === 'child' ? '' : this.store.words();
      return { item, kind: sentenceCase(item.kind), label: emphasised(item.label, typed), detail: emphasised(item.detail ?? '', typed) };
    }),
  );
  readonly hint = computed(() => this.hintFor());

  constructor() {
    effect(() => {
      if (!this.store.hasteful() || !this.store.answered()) return;
      const first = this.items()[0];
      untracked(() => {
        this.store.hasteful.set(false);
        if (first !== undefined) this.choose(first);
      });
    });
  }

  focus(): void {
    this.field().nativeElement.focus();
    this.field().nativeElement.select();
  }

  /** Empties the box: the next caller. */
  clear(): void {
    this.store.type('');
    this.about.set(null);
  }

  choose(item: SearchItem): void {
    const isOfSeveral = item.kind === 'school' && item.runRef === undefined && this.items().some(({ kind, detail }) => kind === 'route' && detail?.includes(item.label) === true);
    if (isOfSeveral) {
      this.store.narrow(item.label);
      this.focus();
      return;
    }
    this.store.type('');
    this.about.set(item);
    this.chosen.emit(item);
  }

  key(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const count = this.items().length;
    const moves: Record<string, (index: number) => number> = { ArrowDown: (index) => (index + 1) % count, ArrowUp: (index) => (index + count - 1) % count, Home: () => 0, End: () => count - 1 };
    const move = moves[event.key];
    if (move !== undefined && count > 0 && !event.shiftKey) this.go(move(this.active()));
    else if (event.key === 'Enter') this.enter();
    else if (event.key === 'Escape') this.cleared.emit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  anywhere(event: KeyboardEvent): void {
    const target = event.target;
    const typing = target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
    if (event.key !== '/' || typing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.focus();
  }

  private go(index: number): void {
    this.active.set(index);
    this.list().nativeElement.children.item(index)?.scrollIntoView({ block: 'nearest' });
  }

  /** Enter chooses what is marked. Pressed before the answer is there, it chooses the first as soon as it is. */
  private enter(): void {
    const item = this.items()[this.active()];
    if (this.store.answered()) {
      if (item !== undefined) this.choose(item);
      return;
    }
    if (this.store.words().trim().length < leastCharacters) return;
    this.store.again();
    this.store.hasteful.set(true);
  }

  private hintFor(): string {
    const typed = this.store.words().trim().length;
    const problem = this.store.problem();
    if (typed === 0) return '';
    if (typed < leastCharacters) return `Type at least ${leastCharacters} characters.`;
    if (problem !== null) return problem.status === 429 ? problem.message : `The search could not be made: ${problem.message} Enter tries again.`;
    if (this.store.waiting()) return 'Searching';
    if (!this.store.answered()) return '';
    const found = this.items().length;
    const school = this.store.school();
    if (school !== null && found > 0) return `${counted(found, 'route', 'routes')} of ${school}: which one?`;
    const advice = this.store.advice();
    if (found > 0) return `${counted(found, 'answer', 'answers')}. ${advice === undefined ? 'Arrows and Enter choose.' : advices[advice]}`;
    return 'Nothing found. A child is found by first and last name, by name and date of birth, by postcode or by the number that the family gave.';
  }
}
