import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, afterNextRender, computed, inject, input, viewChild } from '@angular/core';
import type { LookedUpChild } from '@sightline/contracts';
import { matchedWords, relationshipWords } from '@sightline/domain';
import { Clock } from '../../ui/clock';
import { Icon } from '../../ui/icon';
import { duration } from '../../ui/words';

/** Who is on the line and how that is known; under it, where a banner stands, what may not be said. */
@Component({
  selector: 'sl-verified-strip',
  imports: [Icon],
  template: `
    <div class="strip" #strip tabindex="-1" role="status">
      <sl-icon name="check" />
      <p><strong>Caller verified: {{ who() }} of {{ child().initials }}.</strong> {{ how() }}</p>
      <span class="grow"></span>
      <span class="q line">{{ line() }}</span>
    </div>
    @if (child().banner; as banner) {
      <p class="banner"><sl-icon name="warn" /> <span><strong>{{ banner.title }}.</strong> Do not say {{ banner.doNotSay.join('; ') }}.</span></p>
    }
  `,
  styles: `
    :host { display: grid; gap: 8px; }
    .strip { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 9px 14px; border: 1px solid var(--ok-line); border-radius: var(--r-2); background: var(--ok-soft); font-size: var(--t-14); }
    .strip > sl-icon { color: var(--ok); }
    .strip:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
    .strip p { margin: 0; min-width: 0; }
    .line { font-size: var(--t-13); font-variant-numeric: tabular-nums; }
    .banner { display: flex; gap: 10px; margin: 0; padding: 9px 14px; border: 1px solid var(--crit-line); border-left-width: 6px; border-radius: var(--r-2); background: var(--crit-soft); sl-icon { color: var(--crit); margin-top: 3px; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class VerifiedStrip {
  private readonly clock = inject(Clock);
  readonly child = input.required<LookedUpChild>();
  private readonly strip = viewChild.required<ElementRef<HTMLElement>>('strip');

  readonly who = computed(() => relationshipWords[this.child().relationship].toLowerCase());
  readonly how = computed(() => matchedWords(this.child().matched, this.child().passwordGiven));
  readonly line = computed(() => {
    const { call } = this.child();
    if (call === undefined) return 'No call from the telephone system';
    if (call.answeredAt === undefined) return `Call ${call.callRef}`;
    return `Call ${call.callRef}, on the line ${duration(Math.max(0, Math.floor((this.clock.now() - Date.parse(call.answeredAt)) / 1000)))}`;
  });

  constructor() {
    afterNextRender(() => this.strip().nativeElement.focus());
  }
}
