import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Icon } from '../ui/icon';
import { duration } from '../ui/words';

const whats = { connecting: 'Connecting.', connected: 'Connecting.', offline: 'This phone is offline.', unreachable: 'This phone cannot reach us.' } as const;

/** Says that it is this phone that is cut off, and since when what it shows may have changed: another matter than a bus that is quiet. */
@Component({
  selector: 'sl-phone-banner',
  imports: [Icon],
  template: `
    <p role="status">
      <sl-icon name="warn" [size]="18" />
      <span><b>{{ what() }}</b> {{ rest() }}</span>
    </p>
  `,
  styles: `
    p { display: flex; gap: 10px; padding: 12px 20px; background: var(--solid); color: var(--solid-ink); font-size: var(--t-16); line-height: 1.4; }
    sl-icon { margin-top: 2px; }
    b { font-weight: var(--w-semi); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PhoneBanner {
  readonly state = input.required<'connecting' | 'connected' | 'offline' | 'unreachable'>();
  /** When what is shown was true, as it is written; an empty string for nothing shown. */
  readonly at = input('');
  readonly seconds = input(0);
  readonly what = computed(() => whats[this.state()]);
  readonly rest = computed(() => (this.at() === '' ? 'We try again by ourselves.' : `What you see is from ${this.at()}, ${duration(this.seconds())} ago. It may have changed.`));
}
