import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, afterNextRender, input, output, viewChild } from '@angular/core';
import { Icon } from '../../ui/icon';

/** The caller could not be verified: the words to say, and the call-back to the number that is held as the only way on. */
@Component({
  selector: 'sl-refused',
  imports: [Icon],
  template: `
    <section aria-labelledby="refused-title">
      <h1 #title id="refused-title" tabindex="-1"><sl-icon name="lock" [size]="20" /> {{ caseRef() === null ? 'Not verified: nothing may be said about a child' : 'A call-back is promised' }}</h1>
      @if (caseRef(); as ref) {
        <p role="status" class="said"><sl-icon name="check" /> <span>Case <strong>{{ ref }}</strong> asks for a call to the number that we hold. Tell the caller that someone will ring it.</span></p>
        <p class="q">The number that they are calling from is not used.</p>
      } @else {
        <p class="t13 b">Read aloud:</p>
        <blockquote>{{ script() }}</blockquote>
        @if (canCallBack()) {
          <button #act type="button" class="btn large primary" [disabled]="busy()" (click)="callBack.emit()">Have the number we hold rung <kbd aria-hidden="true">Enter</kbd></button>
          <p class="q t13">Opens a call-back case. The number that they are calling from is not used, and none is shown here.</p>
        } @else {
          <p class="b">No number is held for this family. Tell the transport team that the record has none.</p>
        }
      }
      @if (problem(); as words) {<p role="alert" class="crit">{{ words }}</p>}
    </section>
  `,
  styles: `
    section { padding: 24px; border: 1px solid var(--warn-line); border-left-width: 6px; border-radius: var(--r-2); background: var(--warn-soft); }
    h1 { display: flex; gap: 10px; align-items: center; font-size: var(--t-20); color: var(--warn); outline: none; }
    blockquote { margin: 8px 0 18px; font-size: var(--t-20); line-height: 1.5; max-width: 62ch; }
    p { margin: 12px 0 0; max-width: 72ch; }
    .said { display: flex; gap: 8px; font-size: var(--t-18); }
    @media (max-width: 560px) { section { padding: 16px; } .btn { width: 100%; white-space: normal; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Refused {
  readonly script = input.required<string>();
  readonly canCallBack = input.required<boolean>();
  readonly caseRef = input<string | null>(null);
  readonly problem = input<string | null>(null);
  readonly busy = input(false);
  readonly callBack = output();
  private readonly act = viewChild<ElementRef<HTMLButtonElement>>('act');
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');

  constructor() {
    afterNextRender(() => (this.act() ?? this.title()).nativeElement.focus());
  }
}
