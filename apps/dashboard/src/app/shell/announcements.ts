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
  private readonly known = new Set<string>();
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
  }

  private heard(changes: readonly TopicChange<'alerts'>[], reset: boolean): void {
    const first = reset && this.known.size === 0;
    if (reset) {
      const still = new Set(changes.map((change) => change.key));
      for (const key of this.known) if (!still.has(key)) this.known.delete(key);
    }
    for (const { key, value } of changes) {
      if (value === null) this.known.delete(key);
      else if (!this.known.has(key)) {
        this.known.add(key);
        if (!first) this.announce(value);
      }
    }
  }

  private announce(alert: Alert): void {
    const words = `${alert.title}, route ${alert.routeRef}, ${children(alert.childrenCount)}.`;
    if (alert.band === 'safeguarding') this.announcer.interrupt(words);
    else if (alert.band === 'act-now' && alert.acknowledgedAt === undefined) this.announcer.say(words);
  }
}
