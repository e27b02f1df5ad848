import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { AgeState } from './age-state';

export interface ExpectedWindow {
  earliest: string;
  likely: string;
  latest: string;
}

/** An expected window on a time axis: a bar with its middle marked, beside the due tick and now. Words stand beside it. */
@Component({
  selector: 'sl-window-bar',
  template: `
    <span class="axis"></span>
    @if (span(); as bar) {
      <i class="bar" [style.left.%]="bar.left" [style.width.%]="bar.width">@if (age() === 'fresh') {<b [style.left.%]="bar.likely"></b>}</i>
    }
    @if (dueAt(); as left) {<span class="due" [style.left.%]="left"></span>}
    @if (nowAt(); as left) {<span class="now" [style.left.%]="left"></span>}
  `,
  host: { 'aria-hidden': 'true', '[class]': 'age()' },
  styles: `
    :host { position: relative; display: block; height: 20px; min-width: 60px; }
    .axis { position: absolute; inset: auto 0 3px; border-top: 1px solid var(--line-strong); }
    .bar { position: absolute; bottom: 3px; height: 13px; border-radius: 2px 2px 0 0; background: var(--accent); min-width: 4px; }
    .bar b { position: absolute; top: 0; bottom: 0; width: 2px; margin-left: -1px; background: var(--surface); }
    :host(.ageing) .bar { background: var(--accent-soft); border: 1.5px solid var(--accent); }
    :host(.stale) .bar { background: repeating-linear-gradient(135deg, var(--hatch) 0 1.5px, var(--surface) 1.5px 5px); border: 1px solid var(--line-strong); }
    :host(.lost) .bar, :host(.unknown) .bar { display: none; }
    .due { position: absolute; bottom: 0; height: 18px; border-left: 2px solid var(--ink); margin-left: -1px; }
    .now { position: absolute; bottom: 0; height: 18px; border-left: 1.5px dashed var(--ink-3); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WindowBar {
  /** The axis, from and to. */
  readonly from = input.required<string | number>();
  readonly to = input.required<string | number>();
  readonly window = input<ExpectedWindow | null>(null);
  readonly due = input<string | null>(null);
  readonly now = input<number | null>(null);
  readonly age = input<AgeState>('fresh');

  readonly span = computed(() => {
    const window = this.window();
    if (window === null) return null;
    const left = this.percent(window.earliest);
    const right = this.percent(window.latest);
    return { left, width: Math.max(0, right - left), likely: right === left ? 50 : ((this.percent(window.likely) - left) / (right - left)) * 100 };
  });
  readonly dueAt = computed(() => this.inside(this.due()));
  readonly nowAt = computed(() => this.inside(this.now()));

  private inside(at: string | number | null): number | null {
    if (at === null) return null;
    const percent = this.rawPercent(at);
    return percent < 0 || percent > 100 ? null : percent;
  }
  private percent(at: string): number {
    return Math.min(100, Math.max(0, this.rawPercent(at)));
  }
  private rawPercent(at: string | number): number {
    const from = new Date(this.from()).getTime();
    const to = new Date(this.to()).getTime();
    return to <= from ? 0 : ((new Date(at).getTime() - from) / (to - from)) * 100;
  }
}
