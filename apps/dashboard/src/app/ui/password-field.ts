import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';

/** A password in a form, which its writer can look at. Pasting and password managers are welcome. */
@Component({
  selector: 'sl-password-field',
  template: `
    <label [for]="field()">{{ label() }}</label>
    <div class="both">
      <input class="input" [id]="field()" [name]="name()" [type]="shown() ? 'text' : 'password'" [attr.autocomplete]="autocomplete()" autocapitalize="none" spellcheck="false" maxlength="500" [attr.aria-describedby]="hint() ? field() + '-hint' : null" />
      <button type="button" class="btn" [attr.aria-label]="(shown() ? 'Hide ' : 'Show ') + label().toLowerCase()" (click)="shown.set(!shown())">{{ shown() ? 'Hide' : 'Show' }}</button>
    </div>
    @if (hint()) {<span class="hint" [id]="field() + '-hint'">{{ hint() }}</span>}
  `,
  host: { class: 'field' },
  styles: `
    .both { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: var(--s-2); }
    .btn { min-width: 62px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PasswordField {
  /** Its id in the page. */
  readonly field = input.required<string>();
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly autocomplete = input<'current-password' | 'new-password'>('current-password');
  readonly hint = input('');
  readonly shown = signal(false);
}
