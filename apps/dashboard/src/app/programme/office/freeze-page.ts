import { ChangeDetectionStrategy, Component, ElementRef, Injector, afterNextRender, computed, effect, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Clock } from '../../ui/clock';
import { Icon } from '../../ui/icon';
import { StatePanel } from '../../ui/state-panel';
import { counted } from '../../ui/words';
import { contradictionName, periodEnd, periodName } from '../words';
import { FreezeStore } from './freeze.store';
import { WorksheetStore } from './worksheet.store';

/** So many of a list are named; the rest is counted. */
const named = 12;

interface Check {
  readonly heading: string;
  readonly well: string;
  readonly lines: readonly { readonly ref: string; readonly words: string }[];
  /** How the worksheet is narrowed to mend it. */
  readonly show: string;
}

/** A period before it is taken, looked at once more; and afterwards, when it was taken and by whom [PROG-50]. */
@Component({
  selector: 'sl-freeze-page',
  imports: [Icon, RouterLink, StatePanel],
  templateUrl: './freeze-page.html',
  styleUrl: './freeze-page.scss',
  providers: [WorksheetStore, FreezeStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FreezePage {
  private readonly injector = inject(Injector);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly clock = inject(Clock);
  readonly store = inject(FreezeStore);
  readonly sheet = this.store.sheet;
  /** From the URL. */
  readonly period = input<string>();

  readonly named = named;
  readonly sure = signal(false);
  readonly checks = computed<readonly Check[]>(() => [
    { heading: 'Not rated yet', well: 'Everything that is rated here has its rating.', lines: this.store.unrated().map(({ itemRef, title }) => ({ ref: itemRef, words: title })), show: 'todo' },
    { heading: 'Red without words', well: 'Every Red has its words, an owner and a path to green.', lines: this.store.wordless().map(({ itemRef, title }) => ({ ref: itemRef, words: title })), show: 'worry' },
    { heading: 'Contradictions open', well: 'Nothing contradicts anything else.', lines: this.store.clashes().map(({ kind, itemRef, explanation }) => ({ ref: itemRef, words: `${contradictionName(kind)}. ${explanation}` })), show: 'flagged' },
  ]);
  readonly open = computed(() => this.checks().reduce((sum, { lines }) => sum + lines.length, 0));
  readonly headline = computed(() => {
    const name = periodName(this.sheet.period());
    if (this.sheet.frozen()) return `${name} is taken`;
    if (this.store.isEmpty()) return `Nothing was said of ${name} yet`;
    return this.open() === 0 ? `${name} can be taken` : `${name}: ${counted(this.open(), 'thing', 'things')} to look at before it is taken`;
  });
  readonly taken = computed(() => {
    const taken = this.sheet.taken();
    return taken === null ? 'It reads as it stood then.' : `Taken on ${this.clock.day(taken.at)} at ${this.clock.time(taken.at)} by the ${taken.by}. It reads as it stood then, for ever.`;
  });
  readonly periodEnd = periodEnd;
  readonly periodName = periodName;

  constructor() {
    effect(() => this.sheet.asked.set(this.period() ?? ''));
  }

  ask(sure: boolean): void {
    this.sure.set(sure);
    this.focus(sure ? '.sure' : '.ask');
  }

  async freeze(): Promise<void> {
    await this.store.freeze();
    this.sure.set(false);
    this.focus('h1');
  }

  private focus(selector: string): void {
    afterNextRender(() => this.element.querySelector<HTMLElement>(selector)?.focus(), { injector: this.injector });
  }
}
