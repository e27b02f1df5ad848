import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { IconName } from './icon';
import { Icon } from './icon';

/** Five states that are not the same; every view says each in its own words. */
export type PanelState = 'empty' | 'loading' | 'error' | 'stale' | 'forbidden';
const icons: Record<Exclude<PanelState, 'loading'>, IconName> = { empty: 'check', error: 'warn', stale: 'warn', forbidden: 'lock' };

@Component({
  selector: 'sl-state',
  imports: [Icon],
  template: `
    @if (iconName(); as icon) {
      <div class="middle">
        <sl-icon [name]="icon" [size]="26" />
        <h3>{{ heading() }}</h3>
        @if (text()) {<p>{{ text() }}</p>}
        @if (note()) {<span class="q t12">{{ note() }}</span>}
        @if (action()) {<button type="button" class="btn small" (click)="act.emit()">{{ action() }}</button>}
      </div>
    } @else {
      <div class="bars" role="status">
        @for (width of [80, 55, 92, 48, 70]; track $index) {<i [style.width.%]="width"></i>}
        <span class="q t13">{{ heading() }}</span>
      </div>
    }
  `,
  host: { '[class]': 'kind()' },
  styles: `
    :host { display: grid; place-items: center; min-height: 190px; padding: var(--s-4); }
    :host(.stale) { background: repeating-linear-gradient(135deg, var(--hatch) 0 1.5px, transparent 1.5px 7px); }
    :host(.empty) sl-icon { color: var(--ok); }
    :host(.error) sl-icon { color: var(--crit); }
    :host(.stale) sl-icon { color: var(--warn); }
    .middle { display: grid; justify-items: center; gap: 7px; text-align: center; max-width: 340px; padding: 14px 18px; background: var(--surface); border-radius: var(--r-2); text-wrap: balance; }
    h3 { font-size: var(--t-16); }
    p { color: var(--ink-2); font-size: var(--t-13); }
    .btn { margin-top: 3px; }
    .bars { display: grid; gap: 12px; width: min(100%, 300px); }
    .bars i { height: 10px; border-radius: var(--r-1); background: var(--spark-soft); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StatePanel {
  readonly kind = input.required<PanelState>();
  readonly heading = input.required<string>();
  readonly text = input('');
  readonly note = input('');
  /** The words of its one button; without them there is none. */
  readonly action = input('');
  readonly act = output<void>();
  readonly iconName = computed<IconName | null>(() => {
    const kind = this.kind();
    return kind === 'loading' ? null : icons[kind];
  });
}
