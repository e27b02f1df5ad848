import type { ElementRef} from '@angular/core';
import { ChangeDetectionStrategy, Component, afterNextRender, inject, output, viewChild } from '@angular/core';
import { Shortcuts, otherKeys, shortcuts } from './shortcuts';

/** The keys of the page, and the switch that turns the single ones off. A dialog of the browser's own: it keeps the focus and gives it back. */
@Component({
  selector: 'sl-shortcuts',
  template: `
    <dialog #dialog aria-labelledby="shortcuts-heading" (close)="closed.emit()">
      <h2 id="shortcuts-heading">Keyboard shortcuts</h2>
      <dl>
        @for (each of all; track each.shown) {
          <div [class.off]="!each.always && !keys.on()"><dt><kbd>{{ each.shown }}</kbd></dt><dd>{{ each.words }}</dd></div>
        }
      </dl>
      <label class="switch"><input type="checkbox" [checked]="keys.on()" (change)="keys.turn(box.checked)" #box /> Single keys are on</label>
      <p class="q t13">Turn them off if you dictate, or if keys are pressed by accident. Everything can be done without them.</p>
      <form method="dialog"><button class="btn primary">Close</button></form>
    </dialog>
  `,
  styles: `
    dialog { margin: auto; width: min(480px, calc(100vw - 32px)); max-height: calc(100dvh - 32px); overflow: auto; padding: 20px 24px; border: 1px solid var(--line); border-radius: var(--r-3, 8px); background: var(--surface); color: var(--ink); box-shadow: var(--e-3); }
    dialog::backdrop { background: rgb(0 0 0 / 0.4); }
    h2 { font-size: var(--t-18); }
    dl { display: grid; gap: 2px; margin: 12px 0; }
    dl > div { display: grid; grid-template-columns: 150px 1fr; gap: 12px; align-items: baseline; min-height: 28px; }
    .off { color: var(--ink-3); }
    .switch { display: flex; align-items: center; gap: 8px; min-height: 32px; font-weight: var(--w-med); }
    .switch input { width: 18px; height: 18px; accent-color: var(--accent); }
    form { margin-top: 14px; text-align: right; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ShortcutsDialog {
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  readonly keys = inject(Shortcuts);
  readonly closed = output<void>();
  readonly all = [...shortcuts.map(({ shown, words, action }) => ({ shown, words, always: action === 'close' })), ...otherKeys.map((each) => ({ ...each, always: true }))];

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }
}
