import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** A trend the size of a word, its last value dotted. Its figures stand in the row beside it; `label` says it in words. */
@Component({
  selector: 'sl-sparkline',
  template: `<svg [attr.width]="width()" [attr.height]="height()" [attr.viewBox]="'0 0 ' + width() + ' ' + height()" role="img" [attr.aria-label]="label()">
    @if (targetY(); as y) {<line class="target" x1="2" [attr.x2]="width() - 2" [attr.y1]="y" [attr.y2]="y" />}
    <path class="line" [attr.d]="path()" />
    @if (last(); as dot) {<circle class="dot" [attr.cx]="dot.x" [attr.cy]="dot.y" r="2.2" />}
  </svg>`,
  host: { '[class.faded]': 'faded()' },
  styles: `
    :host { display: inline-flex; vertical-align: middle; }
    .line { fill: none; stroke: var(--spark); stroke-width: 1.5; stroke-linejoin: round; }
    .dot { fill: var(--ink); }
    .target { stroke: var(--line-strong); stroke-dasharray: 2 3; }
    :host(.faded) { opacity: 0.5; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Sparkline {
  readonly values = input.required<readonly number[]>();
  readonly label = input.required<string>();
  readonly target = input<number | null>(null);
  readonly width = input(92);
  readonly height = input(22);
  readonly faded = input(false);

  private readonly points = computed(() => {
    const values = this.values();
    const span = values.length - 1;
    return values.map((value, index) => ({ x: round(3 + (span <= 0 ? 1 : index / span) * (this.width() - 6)), y: this.y(value) }));
  });
  readonly path = computed(() => this.points().map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(''));
  readonly last = computed(() => this.points().at(-1) ?? null);
  readonly targetY = computed(() => {
    const target = this.target();
    return target === null ? null : this.y(target);
  });

  private y(value: number): number {
    const target = this.target();
    const all = target === null ? this.values() : [...this.values(), target];
    const low = Math.min(...all);
    const high = Math.max(...all);
    return round(high === low ? this.height() / 2 : 3 + (1 - (value - low) / (high - low)) * (this.height() - 6));
  }
}

const round = (value: number): number => Math.round(value * 10) / 10;
