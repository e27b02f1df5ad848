import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Strokes on a 16 × 16 grid; `fill` for the solid ones. */
const icons = {
  search: { d: 'M11.6 7a4.6 4.6 0 1 1-9.2 0a4.6 4.6 0 1 1 9.200 0M10.500 10.500L14 14' },
  close: { d: 'M4 4l8 8M12 4l-8 8' },
  down: { d: 'M4 6l4 4 4-4' },
  right: { d: 'M6 4l4 4-4 4' },
  play: { d: 'M5 3l8 5-8 5z', fill: true },
  pause: { d: 'M4.500 3h2.500v10H4.500zM9 3h2.500v10H9z', fill: true },
  plus: { d: 'M8 3v10M3 8h10' },
  minus: { d: 'M3 8h10' },
  phone: { d: 'M4.600 1.800l2 3.200-1.300 1.500c.7 1.600 2.100 3 3.800 3.800L10.700 9l3.300 2-.6 2.300c-.2.700-.800 1.100-1.500 1C6.300 13.600 2.300 9.700 1.700 4.100c-.1-.7.3-1.300 1-1.500z' },
  person: { d: 'M10.700 5a2.700 2.700 0 1 1-5.400 0a2.700 2.700 0 1 1 5.400 0M2.800 14c.4-3 2.500-4.400 5.200-4.400s4.800 1.400 5.200 4.400' },
  check: { d: 'M3 8.500l3.400 3.400L13 4.500' },
  flag: { d: 'M3.500 14V2.500h8l-1.800 3 1.800 3h-8' },
  warn: { d: 'M8 2l6.500 12h-13zM8 6.500v3.500M8 11.300v1.300' },
  lock: { d: 'M4 7h8a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1zM5 7V5a3 3 0 016 0v2' },
  up: { d: 'M8 13V3M3.800 7.200L8 3l4.200 4.200' },
  'down-arrow': { d: 'M8 3v10M3.800 8.800L8 13l4.200-4.200' },
  level: { d: 'M3 8h10M8.800 3.800L13 8l-4.200 4.200' },
  sun: { d: 'M10.800 8a2.800 2.800 0 1 1-5.600 0a2.800 2.800 0 1 1 5.600 0M8 1.500v1.800M8 12.700v1.800M1.500 8h1.800M12.700 8h1.800M3.400 3.400l1.300 1.300M11.300 11.300l1.300 1.300M3.400 12.600l1.300-1.300M11.300 4.700l1.300-1.300' },
  moon: { d: 'M13.200 9.800A5.600 5.600 0 0 1 6.200 2.800a5.600 5.600 0 1 0 7 7z' },
  menu: { d: 'M2.500 4.500h11M2.500 8h11M2.500 11.500h11' },
  target: { d: 'M12 8a4 4 0 1 1-8 0a4 4 0 1 1 8 0M8 1.500v3M8 11.500v3M1.500 8h3M11.500 8h3' },
} as const satisfies Record<string, { d: string; fill?: boolean }>;
export type IconName = keyof typeof icons;

/** A small mark beside words; never the only carrier of a meaning, so it is hidden from assistive technology. */
@Component({
  selector: 'sl-icon',
  template: `<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false" [attr.width]="size()" [attr.height]="size()">
    <path [attr.d]="shape().d" [attr.fill]="solid() ? 'currentColor' : 'none'" [attr.stroke]="solid() ? 'none' : 'currentColor'" stroke-width="1.5" stroke-linejoin="round" />
  </svg>`,
  styles: `:host { display: inline-flex; flex: none; vertical-align: -3px; }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Icon {
  readonly name = input.required<IconName>();
  readonly size = input(16);
  readonly shape = computed<{ d: string; fill?: boolean }>(() => icons[this.name()]);
  readonly solid = computed(() => this.shape().fill === true);
}
