import { Injectable, inject } from '@angular/core';
import type { Alert, TopicChange } from '@sightline/contracts';
import { LiveClient } from '../live/live-client';
import { children } from '../ui/words';
import { Announcer } from './announcer';
import { Session } from './session';

/** Listens to the alerts of whoever may see them and puts new ones into words. */
@Injectable({ providedIn: 'root' })
export class Announcements {
  private readonly live = inject(LiveClient);
  private readonly session = inject(Session);
  private readonly announcer = inject(Announcer);
  /** How many times each alert has asked for someone, as far as it was said. */
  private readonly known = new Map<string, number>();
  private hasHeard = false;
  private stopListening: (() => void) | null = null;

  start(): void {
    if (!this.session.may('alerts') || this.stopListening !== null) return;
    const { handle, close } = this.live.attach('alerts');
    const stop = handle.listen((changes, reset) => this.heard(changes, reset));
    this.stopListening = () => {
      stop();
      close();
    };
  }

  stop(): void {
    this.stopListening?.();
    this.stopListening = null;
    this.known.clear();
    this.hasHeard = false;
  }

  private heard(changes: readonly TopicChange<'alerts'>[], reset: boolean): void {
    const first = reset && !this.hasHeard;
    this.hasHeard = true;
    for (const { key, value } of changes) {
      if (value === null) continue;
      const asked = this.known.get(key) ?? 0;
      this.known.set(key, Math.max(asked, value.asks));
      // An alert says by itself how often it asked: what comes back after a pause, a reconnection or other words is not announced twice.
      if (!first && value.asks > asked && value.state === 'open') this.announce(value);
    }
  }

  private announce(alert: Alert): void {
    const words = `${alert.title}, route ${alert.routeRef}, ${children(alert.childrenCount)}.`;
    if (alert.escalatedAt !== undefined) this.announcer.interrupt(`Escalated, nobody has it: ${words}`);
    else if (alert.band === 'safeguarding') this.announcer.interrupt(words);
    else if (alert.changed !== undefined) this.announcer.say(`Worse: ${words.slice(0, -1)}, ${alert.changed.words}.`);
    else if (alert.band === 'act-now') this.announcer.say(words);
  }
}
