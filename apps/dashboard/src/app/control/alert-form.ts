import { ChangeDetectionStrategy, Component, ElementRef, afterNextRender, computed, inject, input, output } from '@angular/core';
import { written } from '../ui/form';
import type { AlertForm as Kind } from './alert-desk.store';

/** Who takes an alert, or a note on it. What was written stays until it is stored. */
@Component({
  selector: 'sl-alert-form',
  template: `
    <form (submit)="submit($event)" (keydown)="$event.stopPropagation()" (keydown.escape)="closed.emit()" novalidate>
      @if (kind() === 'assign') {
        <label [attr.for]="id()">Assign to a person or desk</label>
        <div class="line">
          <input class="input" [id]="id()" name="to" maxlength="100" autocomplete="off" [attr.list]="id() + '-known'" [value]="me()" />
          <datalist [id]="id() + '-known'">
            @for (name of known(); track name) {<option [value]="name"></option>}
          </datalist>
          <button type="submit" class="btn primary small" [disabled]="disabled()">Assign</button>
          <button type="button" class="btn quiet small" (click)="closed.emit()">Back</button>
        </div>
      } @else {
        <label [attr.for]="id()">Note, for whoever takes over</label>
        <textarea class="input" [id]="id()" name="words" maxlength="2000" rows="2"></textarea>
        <div class="line">
          <button type="submit" class="btn primary small" [disabled]="disabled()">Keep note</button>
          <button type="button" class="btn quiet small" (click)="closed.emit()">Back</button>
        </div>
      }
    </form>
  `,
  styles: `
    form { display: grid; gap: 4px; padding: 6px 0 2px; position: relative; z-index: 1; }
    label { font-size: var(--t-12); color: var(--ink-2); }
    .line { display: flex; gap: 6px; align-items: center; }
    .input { min-width: 0; width: 100%; }
    textarea.input { height: auto; min-height: 44px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AlertForm {
  readonly kind = input.required<Kind>();
  readonly key = input.required<string>();
  readonly me = input('');
  /** Names that others have been given alerts under. */
  readonly known = input<readonly string[]>([]);
  readonly disabled = input(false);
  readonly assign = output<string>();
  readonly note = output<string>();
  readonly closed = output<void>();
  readonly id = computed(() => `about-${this.key()}`);

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => host.querySelector<HTMLInputElement>('input, textarea')?.focus());
  }

  submit(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const words = written(data, this.kind() === 'assign' ? 'to' : 'words').trim();
    if (words === '') return;
    if (this.kind() === 'assign') this.assign.emit(words);
    else this.note.emit(words);
  }
}
