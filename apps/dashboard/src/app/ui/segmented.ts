import { ChangeDetectionStrategy, Component, input, model } from '@angular/core';

export interface SegmentOption {
  value: string;
  label: string;
}

/** One of a few: pressed buttons in a row. */
@Component({
  selector: 'sl-segmented',
  template: `@for (option of options(); track option.value) {<button type="button" [attr.aria-pressed]="option.value === value()" (click)="value.set(option.value)">{{ option.label }}</button>}`,
  host: { role: 'group', '[attr.aria-label]': 'label()', '[class.small]': 'small()' },
  styles: `
    :host { display: inline-flex; border: 1px solid var(--line-strong); border-radius: var(--r-2); background: var(--surface); font-size: var(--t-13); }
    button { border: 0; background: transparent; padding: 0 11px; min-height: 28px; color: var(--ink-2); cursor: pointer; white-space: nowrap; }
    button:first-child { border-radius: 5px 0 0 5px; }
    button:last-child { border-radius: 0 5px 5px 0; }
    button:hover { background: var(--hover); }
    button[aria-pressed='true'] { background: var(--solid); color: var(--solid-ink); font-weight: var(--w-med); }
    :host(.small) { font-size: var(--t-12); }
    :host(.small) button { min-height: 24px; padding: 0 9px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Segmented {
  readonly label = input.required<string>();
  readonly options = input.required<readonly SegmentOption[]>();
  readonly value = model.required<string>();
  readonly small = input(false);
}
