import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, afterNextRender, input, signal, viewChild } from '@angular/core';

/** The code of a second factor: six digits of an authenticator, or a recovery code in the same field. */
@Component({
  selector: 'sl-code-field',
  template: `
    <label [for]="field()">{{ recovery() ? 'Recovery code' : 'Code' }}</label>
    <input #code class="input" [id]="field()" name="code" [attr.inputmode]="recovery() ? 'text' : 'numeric'" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="60" [attr.aria-describedby]="field() + '-hint'" />
    <span class="hint" [id]="field() + '-hint'">{{ recovery() ? 'One of the ten codes that you kept. It works once.' : 'The six digits that your authenticator shows now.' }}</span>
    @if (recoverable()) {<button type="button" class="btn quiet small" (click)="swap()">{{ recovery() ? 'Use the authenticator' : 'Use a recovery code' }}</button>}
  `,
  host: { class: 'field' },
  styles: `.btn { justify-self: start; } .input { font-variant-numeric: tabular-nums; }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CodeField {
  private readonly code = viewChild.required<ElementRef<HTMLInputElement>>('code');
  /** Its id in the page. */
  readonly field = input.required<string>();
  readonly recoverable = input(true);
  /** Takes the focus when it appears: it is what is asked next. */
  readonly focused = input(false);
  readonly recovery = signal(false);

  constructor() {
    afterNextRender(() => {
      if (this.focused()) this.code().nativeElement.focus();
    });
  }

  swap(): void {
    this.recovery.update((recovery) => !recovery);
    this.code().nativeElement.focus();
  }
}
