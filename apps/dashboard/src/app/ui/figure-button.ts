import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';

/** A figure that lists what stands behind it, for those who may see that; for others it is only a figure. */
@Component({
  selector: 'sl-figure',
  template: `<ng-template #figure><ng-content /></ng-template>
    @if (opens()) {<button type="button" [attr.aria-label]="says()" [attr.data-cases]="of()" (click)="list.emit()"><ng-container [ngTemplateOutlet]="figure" /></button>} @else {<ng-container [ngTemplateOutlet]="figure" />}`,
  imports: [NgTemplateOutlet],
  styles: `
    button { min-width: 24px; min-height: 24px; padding: 0 3px; margin: 0 -3px; border: 0; background: none; color: inherit; font: inherit; text-align: right; text-decoration: underline; text-decoration-color: var(--line-strong); text-underline-offset: 3px; cursor: pointer; }
    button:hover { text-decoration-color: currentColor; background: var(--hover); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FigureButton {
  readonly opens = input(false);
  /** The figure and what it lists, for those who hear it. */
  readonly says = input.required<string>();
  /** How many cases the figure stands on: its list has as many, a rate's too. `null`: not known. */
  readonly of = input<number | null>(null);
  readonly list = output();
}
