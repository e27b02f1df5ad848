import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { LinkCouncil } from '@sightline/contracts';
import { Icon } from '../ui/icon';

/** Rings the council, where it has said by which number. */
@Component({
  selector: 'sl-ring-button',
  imports: [Icon],
  template: `
    @if (council().telephone; as telephone) {
      <a class="btn large" [class.primary]="urgent()" [href]="href()"><sl-icon name="phone" [size]="18" />Ring {{ telephone }}</a>
    } @else {
      <p>Ring {{ council().name ?? 'the council' }} by the number in our messages.</p>
    }
  `,
  styles: `
    :host { display: block; }
    .btn { width: 100%; min-height: 48px; gap: 8px; padding-inline: 8px; white-space: normal; }
    p { color: var(--ink-2); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RingButton {
  readonly council = input.required<Pick<LinkCouncil, 'telephone' | 'name'>>();
  readonly urgent = input(false);
  readonly href = computed(() => `tel:${(this.council().telephone ?? '').replace(/[^\d+]/g, '')}`);
}
