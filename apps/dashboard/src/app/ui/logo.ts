import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({
  selector: 'sl-logo',
  template: `<svg width="24" height="20" viewBox="0 0 24 20" aria-hidden="true" focusable="false">
    <path d="M1 10C5 4.200 8.400 2 12 2s7 2.200 11 8c-4 5.800-7.400 8-11 8S5 15.800 1 10zM1 10h22" fill="none" stroke="currentColor" stroke-width="1.700" />
    <circle cx="12" cy="10" r="3.200" fill="currentColor" />
  </svg>`,
  styles: `:host { display: inline-flex; flex: none; }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Logo {}
