import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, afterNextRender, computed, effect, inject, Injector, input, output, signal, untracked, viewChild } from '@angular/core';
import { callOutcomes } from '@sightline/contracts';
import type { CallOutcome } from '@sightline/contracts';
import { Clock } from '../../ui/clock';
import { Icon } from '../../ui/icon';
import { SingleKeys } from '../../ui/single-keys';
import type { Logged } from './log.store';
import { LogStore } from './log.store';
import { doneWords, outcomeOfKey, outcomeWords, withoutRun, withoutTime } from './outcomes';

/** One key or click logs the call: the answer that was read aloud goes with it, and the server keeps the run as it stood. */
@Component({
  selector: 'sl-log-bar',
  imports: [Icon],
  templateUrl: './log-bar.html',
  styleUrl: './log-bar.scss',
  host: { role: 'region', 'aria-label': 'Log this call', '(document:keydown)': 'key($event)' },
  providers: [LogStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LogBar {
  private readonly clock = inject(Clock);
  private readonly injector = inject(Injector);
  readonly keys = inject(SingleKeys);
  readonly store = inject(LogStore);
  readonly runRef = input<string | null>(null);
  readonly sequence = input<number | null>(null);
  readonly lookUpRef = input<string | null>(null);
  readonly callRef = input<string | null>(null);
  /** The answer as it stands on the screen. */
  readonly told = input('');
  /** Whether that answer has a time in it. */
  readonly hasTime = input(false);
  /** Whether keys do anything: not while nobody has asked anything. */
  readonly keyed = input(true);
  readonly logged = output<Logged>();

  readonly outcomes = callOutcomes;
  readonly writing = signal<'words' | 'note' | null>(null);
  readonly words = signal('');
  readonly note = signal('');
  readonly kept = computed(() => (this.runRef() === null ? '' : 'Kept with the position as it stood'));
  readonly done = computed(() => {
    const last = this.store.last();
    return last === null ? '' : `Logged at ${this.clock.time(last.reply.at)}${doneWords(last.outcome, last.reply, (civil) => this.clock.day(`${civil}T12:00:00Z`))}${last.notes.length > 0 ? ' Note added.' : ''}`;
  });
  private readonly field = viewChild<ElementRef<HTMLTextAreaElement>>('field');
  private readonly add = viewChild<ElementRef<HTMLButtonElement>>('add');

  constructor() {
    // Another run, another child: another caller.
    effect(() => {
      this.runRef();
      this.lookUpRef();
      this.callRef();
      untracked(() => this.next());
    });
  }

  /** The next caller: nothing of the last one is kept here. */
  next(): void {
    this.store.clear();
    this.words.set('');
    this.note.set('');
    this.writing.set(null);
  }

  label(outcome: CallOutcome): string {
    if (outcome === 'told' && this.runRef() === null) return withoutRun;
    return outcome === 'told' && !this.hasTime() ? withoutTime : outcomeWords[outcome];
  }

  readonly showsKeys = computed(() => this.keyed() && this.keys.on());

  /** Nobody in the control room can do anything about no run. */
  mayLog(outcome: CallOutcome): boolean {
    return outcome !== 'control-room' || this.runRef() !== null;
  }

  key(event: KeyboardEvent): void {
    if (!this.keyed() || !this.keys.means(event)) return;
    const outcome = outcomeOfKey(event.key);
    if (outcome !== null && this.mayLog(outcome)) {
      event.preventDefault();
      void this.log(outcome);
    } else if (event.key.toLowerCase() === 'w') {
      event.preventDefault();
      this.open(this.store.last() === null ? 'words' : 'note');
    }
  }

  async log(outcome: CallOutcome): Promise<void> {
    const [runRef, sequence, lookUpRef, callRef] = [this.runRef(), this.sequence(), this.lookUpRef(), this.callRef()];
    const about = { ...(runRef === null ? {} : { runRef }), ...(runRef === null || sequence === null ? {} : { sequence }), ...(lookUpRef === null ? {} : { lookUpRef }), ...(callRef === null ? {} : { callRef }) };
    if (!(await this.store.log(outcome, about, { told: this.told(), words: this.words() }))) return;
    this.words.set('');
    this.writing.set(null);
    const last = this.store.last();
    if (last !== null) this.logged.emit(last);
  }

  async keepNote(): Promise<void> {
    if (this.note().trim() === '' || !(await this.store.note(this.note().trim()))) return;
    this.note.set('');
    this.close();
  }

  open(what: 'words' | 'note'): void {
    this.writing.set(what);
    afterNextRender(() => this.field()?.nativeElement.focus(), { injector: this.injector });
  }

  /** The words stay until the call is logged. The field lets go at once: a digit that follows is a key, not a word. */
  close(): void {
    this.field()?.nativeElement.blur();
    this.writing.set(null);
    afterNextRender(() => this.add()?.nativeElement.focus(), { injector: this.injector });
  }

  /** Escape closes the field, not the caller. */
  escape(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }
}
