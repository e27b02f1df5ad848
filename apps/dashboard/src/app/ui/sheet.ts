import { ChangeDetectionStrategy, Component, DestroyRef, ElementRef, afterNextRender, inject, input, output, viewChild } from '@angular/core';
import { Icon } from './icon';

/** A side sheet over or beside the content. Render it with `@if`: it takes the focus when it opens, Escape closes it, and the focus goes back. */
@Component({
  selector: 'sl-sheet',
  imports: [Icon],
  template: `
    <div class="top">
      <span class="q t13 grow">{{ kicker() }}</span>
      <ng-content select="[sheetActions]" />
      <button type="button" class="btn quiet small icon" aria-label="Close" (click)="closed.emit()"><sl-icon name="close" /></button>
    </div>
    <h2 #headingElement tabindex="-1">{{ heading() }}</h2>
    <ng-content />
    <div class="foot"><ng-content select="[sheetFoot]" /></div>
  `,
  host: { role: 'complementary', '[attr.aria-label]': 'heading()', '(keydown.escape)': 'closed.emit()' },
  styles: `
    :host { display: flex; flex-direction: column; background: var(--surface); border-left: 1px solid var(--line); overflow: auto; min-width: 0; }
    .top { display: flex; align-items: center; gap: 4px; padding: 10px 12px 0 20px; }
    h2 { padding: 2px 20px 10px; font-size: var(--t-22); outline: none; }
    .foot { margin-top: auto; position: sticky; bottom: 0; }
    .foot:not(:empty) > * { padding: 12px 20px 14px; border-top: 1px solid var(--line); background: var(--sunken); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Sheet {
  readonly heading = input.required<string>();
  readonly kicker = input('');
  /** Whether to take the focus on opening. */
  readonly takesFocus = input(true);
  readonly closed = output<void>();
  private readonly headingElement = viewChild.required<ElementRef<HTMLElement>>('headingElement');

  constructor() {
    const before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    afterNextRender(() => {
      if (this.takesFocus()) this.headingElement().nativeElement.focus();
    });
    inject(DestroyRef).onDestroy(() => {
      if (host.contains(document.activeElement) || document.activeElement === document.body) before?.focus();
    });
  }
}
