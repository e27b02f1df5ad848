import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import type { LineWords, SharingWords } from './crew-words';

const tones = { ok: '●', busy: '◐', away: '○' } as const;

/** Always on the screen: whether this phone shares where it is, and whether what was ticked has arrived. */
@Component({
  selector: 'sl-crew-status',
  template: `
    <p class="line" [class]="connection().tone"><span class="dot" aria-hidden="true">{{ tones[connection().tone] }}</span>{{ connection().words }}</p>
    @if (sharing(); as sharing) {
      <div class="share" [class]="sharing.tone">
        <p><span class="dot" aria-hidden="true">{{ tones[sharing.tone] }}</span>{{ sharing.words }}</p>
        @if (isWanted()) {
          @if (sharing.help !== undefined) { <button type="button" class="btn" (click)="wanted.emit(true)">Try again</button> }
          @else { <button type="button" class="btn" (click)="wanted.emit(false)">Stop<span class="visually-hidden"> sharing position</span></button> }
        } @else {
          <button type="button" class="btn primary" (click)="wanted.emit(true)">Share<span class="visually-hidden"> position</span></button>
        }
      </div>
    }
  `,
  styles: `
    :host { display: grid; border-bottom: 1px solid var(--line); background: var(--surface); }
    .line, .share { padding: 0 20px; font-size: var(--t-14); font-weight: var(--w-med); }
    .line { padding-block: 8px; }
    .share { display: flex; align-items: center; justify-content: space-between; gap: 12px; min-height: 52px; border-top: 1px solid var(--line); }
    .btn { min-height: 44px; min-width: 88px; font-size: var(--t-14); }
    .dot { display: inline-block; width: 1.3em; }
    .ok { color: var(--ok); }
    .busy { color: var(--ink-2); }
    .away { color: var(--warn); }
    .line.away { background: var(--warn-soft); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CrewStatus {
  readonly tones = tones;
  readonly connection = input.required<LineWords>();
  /** Nothing where there is no run to share a position of. */
  readonly sharing = input<SharingWords | null>(null);
  readonly isWanted = input(false);
  readonly wanted = output<boolean>();
}
