import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { AgeState } from '../../ui/age-state';
import { Clock } from '../../ui/clock';
import type { ExpectedWindow } from '../../ui/window-bar';
import { WindowBar } from '../../ui/window-bar';

const minute = 60_000;
const steps = [1, 2, 5, 10, 15, 30, 60, 120].map((minutes) => minutes * minute);
const mostTicks = 6;

/** The expected window between now and the timetable, on an axis with its times. The sentence above it says the same. */
@Component({
  selector: 'sl-window-axis',
  imports: [WindowBar],
  template: `
    <div class="words">
      @if (window(); as window) {<b class="window" [class]="age()" [style.left.%]="held(middle())">{{ clock.time(window.earliest) }} – {{ clock.time(window.latest) }}</b>}
    </div>
    <div class="words">
      <span class="due" [class]="side('due')" [style.left.%]="at(dueAt())">Due {{ clock.time(due()) }}</span>
      <span class="now" [class]="side('now')" [style.left.%]="at(now())">Now {{ clock.time(now()) }}</span>
    </div>
    <sl-window-bar [from]="axis().from" [to]="axis().to" [window]="window()" [due]="due()" [now]="now()" [age]="age()" />
    <div class="ticks">@for (tick of ticks(); track tick) {<span [style.left.%]="at(tick)">{{ clock.time(tick) }}</span>}</div>
  `,
  host: { role: 'img', '[attr.aria-label]': 'label()' },
  styles: `
    :host { display: block; font-size: var(--t-13); }
    .words, .ticks { position: relative; height: 20px; }
    span, b { position: absolute; white-space: nowrap; line-height: 20px; }
    .window { transform: translateX(-50%); color: var(--accent); font-weight: var(--w-semi); font-size: var(--t-14); }
    .window.stale { color: var(--stale); }
    .due { font-weight: var(--w-semi); }
    .now { color: var(--ink-2); }
    .before { transform: translateX(-100%); padding-right: 4px; }
    .after { padding-left: 4px; }
    .ticks span { transform: translateX(-50%); color: var(--ink-2); padding-top: 3px; }
    .ticks span::before { content: ''; position: absolute; left: 50%; top: -3px; height: 5px; border-left: 1px solid var(--line-strong); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WindowAxis {
  readonly clock = inject(Clock);
  readonly window = input<ExpectedWindow | null>(null);
  readonly due = input.required<string>();
  readonly age = input.required<AgeState>();
  /** Epoch milliseconds, to the minute: the axis does not creep. */
  readonly now = input.required<number>();

  readonly dueAt = computed(() => Date.parse(this.due()));
  readonly middle = computed(() => {
    const window = this.window();
    return window === null ? 0 : (Date.parse(window.earliest) + Date.parse(window.latest)) / 2;
  });
  /** From a little before the first of now, due and window to a little after the last, on whole steps. */
  readonly axis = computed(() => {
    const window = this.window();
    const times = [this.dueAt(), this.now(), ...(window === null ? [] : [Date.parse(window.earliest), Date.parse(window.latest)])];
    const [first, last] = [Math.min(...times), Math.max(...times)];
    const margin = Math.max(4 * minute, (last - first) * 0.3);
    const step = stepOf(last - first + 2 * margin);
    return { from: Math.floor((first - margin) / step) * step, to: Math.ceil((last + margin) / step) * step, step };
  });
  readonly ticks = computed(() => {
    const { from, to, step } = this.axis();
    return Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => from + index * step).slice(1, -1);
  });
  readonly label = computed(() => {
    const window = this.window();
    const expected = window === null ? 'No estimate' : `Expected ${this.clock.time(window.earliest)} to ${this.clock.time(window.latest)}, most likely ${this.clock.time(window.likely)}`;
    return `${expected}, due ${this.clock.time(this.due())}, now ${this.clock.time(this.now())}`;
  });

  at(moment: number): number {
    const { from, to } = this.axis();
    return ((moment - from) / (to - from)) * 100;
  }

  /** Kept so far from the ends that its words fit. */
  held(moment: number): number {
    return Math.min(82, Math.max(18, this.at(moment)));
  }

  /** The earlier of due and now has its words before it, the later one after it: they never lie on each other. */
  side(which: 'due' | 'now'): string {
    const isFirst = which === 'now' ? this.now() < this.dueAt() : this.dueAt() <= this.now();
    return isFirst ? 'before' : 'after';
  }
}

const stepOf = (span: number): number => steps.find((step) => span / step <= mostTicks) ?? 4 * 60 * minute;
