import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, afterNextRender, inject, viewChild } from '@angular/core';
import { FamilyMessagesStore } from './family-messages.store';

/** A guardian says which messages they want. */
@Component({
  selector: 'sl-family-messages',
  template: `
    <h2 #title tabindex="-1">Messages</h2>
    @switch (store.state()) {
      @case ('loading') {<p>One moment.</p>}
      @case ('failed') {<p>We could not be reached.</p><button type="button" class="btn large" (click)="store.load()">Try again</button>}
      @default {
        @let now = settled();
        @if (now.channel === 'none') {<p>We have no number or address to write to. Ring us to give us one.</p>}
        <label><input type="checkbox" #wanted [checked]="now.wanted" (change)="store.choose(wanted.checked, now.arrivals)" /> Write to me when the bus is late, does not run, or runs after all</label>
        <label><input type="checkbox" #arrivals [checked]="now.arrivals" [disabled]="!now.wanted" (change)="store.choose(now.wanted, arrivals.checked)" /> And when it has arrived</label>
      }
    }
    <p role="status">{{ store.said() }}</p>
  `,
  styles: `
    :host { display: grid; gap: 8px; justify-items: start; }
    label { display: flex; gap: 12px; align-items: center; min-height: 44px; }
    input { flex: none; width: 22px; height: 22px; }
    p:empty { display: none; }
  `,
  providers: [FamilyMessagesStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FamilyMessagesChoice {
  readonly store = inject(FamilyMessagesStore);
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');

  constructor() {
    void this.store.load();
    // The button that opened this is gone: the reader goes on here.
    afterNextRender(() => this.title().nativeElement.focus());
  }

  settled(): { channel: string; wanted: boolean; arrivals: boolean } {
    const state = this.store.state();
    return typeof state === 'string' ? { channel: '', wanted: false, arrivals: false } : state;
  }
}
