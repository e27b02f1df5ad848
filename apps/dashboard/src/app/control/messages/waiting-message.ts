import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { OutboxMessage } from '@sightline/contracts';
import { Age } from '../../ui/age';
import { Clock } from '../../ui/clock';
import { written } from '../../ui/form';
import { counted } from '../../ui/words';
import { audienceNames, kindWords } from './message-words';

/** One message that waits: to whom, in which words; to be approved, changed or dropped. */
@Component({
  selector: 'sl-waiting-message',
  imports: [Age, RouterLink],
  template: `
    @let one = message();
    <article [attr.aria-label]="one.about + ', ' + kindWords[one.kind]">
      <div class="top">
        <h3><a routerLink="/control" [queryParams]="{ run: one.runRef }">{{ one.about }}</a></h3>
        <p class="t13"><b>{{ kindWords[one.kind] }}</b> · {{ to() }} · <sl-age [at]="one.createdAt" /> · of use until {{ time(one.expiresAt) }}</p>
      </div>
      @if (edits()) {
        <form (submit)="send($event)">
          <label for="edit-{{ one.messageRef }}">The same words to all {{ one.counts.held }}. Each gets the address of its own page after them.</label>
          <textarea class="input" id="edit-{{ one.messageRef }}" name="words" rows="4" maxlength="900" required>{{ one.words[0]?.words }}</textarea>
          <div class="buttons"><button type="submit" class="btn primary small" [disabled]="busy()">Send these words</button><button type="button" class="btn small" (click)="edits.set(false)">Back</button></div>
        </form>
      } @else {
        @for (wording of one.words; track $index) {<blockquote>{{ wording.words }}@if (one.words.length > 1) {<span class="q t12"> — to {{ wording.count }}</span>}</blockquote>}
        @if (mayAct()) {
          <div class="buttons">
            <button type="button" class="btn primary small" [disabled]="busy()" (click)="approve.emit(undefined)">Approve</button>
            <button type="button" class="btn small" [disabled]="busy()" (click)="edits.set(true)">Change words</button>
            <button type="button" class="btn small" [disabled]="busy()" (click)="dropped.emit()">Drop</button>
          </div>
        }
      }
      @if (trouble()) {<p class="problem-line" role="alert">{{ trouble() }}</p>}
    </article>
  `,
  styles: `
    article { display: grid; gap: 8px; padding: 12px 14px; border: 1px solid var(--line); border-left: 3px solid var(--warn); border-radius: var(--r-2); background: var(--surface); }
    h3 { font-size: var(--t-16); }
    .top { display: flex; justify-content: space-between; gap: 4px 16px; flex-wrap: wrap; }
    blockquote { margin: 0; padding-left: 10px; border-left: 2px solid var(--line-strong); max-width: 80ch; }
    .buttons { display: flex; gap: 6px; flex-wrap: wrap; }
    form { display: grid; gap: 6px; }
    label { font-size: var(--t-13); color: var(--ink-2); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WaitingMessage {
  private readonly clock = inject(Clock);
  readonly message = input.required<OutboxMessage>();
  readonly mayAct = input(false);
  readonly busy = input(false);
  readonly trouble = input('');
  readonly approve = output<string | undefined>();
  readonly dropped = output();
  readonly edits = signal(false);
  readonly kindWords = kindWords;
  readonly to = computed(() => {
    const { audience, counts } = this.message();
    return audience === 'families' ? counted(counts.held, 'family', 'families') : audienceNames[audience];
  });
  readonly time = (at: string): string => this.clock.time(at);

  send(event: SubmitEvent): void {
    event.preventDefault();
    const words = written(new FormData(event.target as HTMLFormElement), 'words').trim();
    if (words === '') return;
    this.approve.emit(words === this.message().words[0]?.words && this.message().words.length === 1 ? undefined : words);
    this.edits.set(false);
  }
}
