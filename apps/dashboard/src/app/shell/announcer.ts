import { Injectable, signal } from '@angular/core';

/** Announcements are at least this far apart, in milliseconds. */
export const announcementGapMilliseconds = 10_000;

/** What the one live region says: threshold crossings in batches, never ticks. Safeguarding alone interrupts. */
@Injectable({ providedIn: 'root' })
export class Announcer {
  private readonly polite = signal('');
  private readonly urgent = signal('');
  private waiting: string[] = [];
  private lastAt = Number.NEGATIVE_INFINITY;
  private timer: ReturnType<typeof setTimeout> | null = null;

  readonly message = this.polite.asReadonly();
  readonly alert = this.urgent.asReadonly();

  /** Said with the next batch. The same words are said once. */
  say(words: string): void {
    if (this.waiting.includes(words)) return;
    this.waiting.push(words);
    if (this.timer !== null) return;
    const wait = Math.max(0, this.lastAt + announcementGapMilliseconds - Date.now());
    this.timer = setTimeout(() => this.flush(), wait);
  }

  /** Said at once, over everything: for safeguarding only. */
  interrupt(words: string): void {
    this.urgent.set(words);
  }

  private flush(): void {
    this.timer = null;
    this.lastAt = Date.now();
    const words = this.waiting;
    this.waiting = [];
    const shown = words.slice(0, 4);
    if (words.length > shown.length) shown.push(`and ${words.length - shown.length} more.`);
    this.polite.set(shown.join(' '));
  }
}
