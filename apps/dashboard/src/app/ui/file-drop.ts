import { ChangeDetectionStrategy, Component, input, output, signal } from '@angular/core';

/** A field for one file: chosen, or dropped upon it. */
@Component({
  selector: 'sl-file-drop',
  template: `
    <label [attr.for]="fieldId()">File</label>
    <input [id]="fieldId()" class="input" type="file" [accept]="accept()" [disabled]="disabled()" (change)="chosen($event)" />
    <span class="hint">{{ hint() }}</span>
  `,
  host: { class: 'field', '[class.over]': 'isOver()', '(dragover)': 'over($event, true)', '(dragleave)': 'over($event, false)', '(drop)': 'dropped($event)' },
  styles: `:host(.over) .input { outline: 2px dashed var(--line-strong); }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FileDrop {
  readonly fieldId = input.required<string>();
  readonly accept = input('');
  readonly hint = input('');
  readonly disabled = input(false);
  readonly take = output<File | null>();
  readonly isOver = signal(false);

  chosen(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.take.emit(event.target.files?.[0] ?? null);
  }

  dropped(event: DragEvent): void {
    event.preventDefault();
    this.isOver.set(false);
    const file = event.dataTransfer?.files[0];
    if (file && !this.disabled()) this.take.emit(file);
  }

  over(event: DragEvent, isOver: boolean): void {
    event.preventDefault();
    this.isOver.set(isOver);
  }
}
