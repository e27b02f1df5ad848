import { ChangeDetectionStrategy, Component, afterNextRender, input, output, viewChild } from '@angular/core';
import type { ElementRef } from '@angular/core';
import type { BannerView } from '@sightline/contracts';
import { Icon } from '../../ui/icon';

/** A court order or shielding: it comes first and alone, and nothing else is there until it was acknowledged. */
@Component({
  selector: 'sl-banner-alert',
  imports: [Icon],
  template: `
    <section role="alert" aria-labelledby="banner-title">
      <sl-icon name="warn" [size]="28" />
      <div>
        <h1 id="banner-title">{{ banner().title }}</h1>
        <p>{{ banner().words }}</p>
        <p class="b">Do not say, even to a caller who is verified:</p>
        <ul>
          @for (words of banner().doNotSay; track words) {<li>{{ words }}</li>}
        </ul>
        <button #read type="button" class="btn large primary" [disabled]="busy()" (click)="acknowledged.emit()">I have read this <kbd aria-hidden="true">Enter</kbd></button>
      </div>
    </section>
  `,
  styles: `
    section { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 16px; padding: 24px; border: 2px solid var(--crit-line); border-left-width: 8px; border-radius: var(--r-2); background: var(--crit-soft); }
    sl-icon { color: var(--crit); }
    h1 { font-size: var(--t-24); color: var(--crit); text-wrap: balance; }
    p { max-width: 68ch; margin: 8px 0 0; font-size: var(--t-16); }
    ul { margin: 4px 0 20px; padding-left: 20px; font-size: var(--t-16); line-height: 1.6; }
    @media (max-width: 560px) { section { grid-template-columns: minmax(0, 1fr); padding: 16px; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BannerAlert {
  readonly banner = input.required<BannerView>();
  readonly busy = input(false);
  readonly acknowledged = output();
  private readonly read = viewChild.required<ElementRef<HTMLButtonElement>>('read');

  constructor() {
    afterNextRender(() => this.read().nativeElement.focus());
  }
}
