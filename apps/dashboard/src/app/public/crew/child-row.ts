import { ChangeDetectionStrategy, Component, ElementRef, Injector, afterNextRender, computed, inject, input, output, signal } from '@angular/core';
import type { CrewChild } from '@sightline/contracts';
import { Icon } from '../../ui/icon';
import { statusWords } from './crew-words';
import { NeedMark } from './need-mark';

type Ticked = 'aboard' | 'alighted' | 'absent';

/**
 * One child at a stop. A tick counts at once and can be undone; only what a slip of the thumb must not do is asked
 * twice: that a child is absent, and that one who may not be given to just anybody was handed over.
 */
@Component({
  selector: 'sl-child-row',
  imports: [Icon, NeedMark],
  templateUrl: './child-row.html',
  styleUrl: './child-row.scss',
  host: { role: 'listitem', '[class]': 'shown()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChildRow {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);
  readonly child = input.required<CrewChild>();
  /** What is ticked here; `read`: nothing yet. */
  readonly mode = input.required<'board' | 'alight' | 'read'>();
  /** When the tick was made, in words. */
  readonly time = input('');
  readonly telephone = input<string>();
  readonly ticked = output<Ticked>();
  readonly undone = output();

  private readonly asked = signal<'absent' | 'hand-over' | null>(null);
  readonly asking = this.asked.asReadonly();
  readonly shown = computed(() => this.child().status);
  readonly words = computed(() => statusWords[this.child().status]);
  /** Whether there is something to tick here. */
  readonly isOpen = computed(() => this.child().status === (this.mode() === 'board' ? 'to-board' : 'aboard') && this.mode() !== 'read');

  primary(): void {
    if (this.mode() === 'board') this.say('aboard');
    else if (this.child().handOver !== undefined) this.ask('hand-over');
    else this.say('alighted');
  }

  ask(about: 'absent' | 'hand-over' | null): void {
    this.asked.set(about);
    this.focus();
  }

  say(status: Ticked): void {
    this.asked.set(null);
    this.ticked.emit(status);
    this.focus();
  }

  undo(): void {
    this.undone.emit();
    this.focus();
  }

  /** The button that was pressed is gone: the focus stays with its child. */
  private focus(): void {
    afterNextRender(() => this.host.nativeElement.querySelector('button')?.focus({ preventScroll: true }), { injector: this.injector });
  }
}
