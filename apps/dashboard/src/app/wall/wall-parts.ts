import type { Signal } from '@angular/core';
import { computed, effect, inject } from '@angular/core';
import { Clock } from '../ui/clock';
import { duration } from '../ui/words';

/** A television hangs in a room: always the dark theme, and what was there before comes back. */
export function alwaysDark(): void {
  effect((onCleanup) => {
    const before = document.documentElement.dataset['theme'];
    document.documentElement.dataset['theme'] = 'dark';
    onCleanup(() => {
      if (before === undefined) delete document.documentElement.dataset['theme'];
      else document.documentElement.dataset['theme'] = before;
    });
  });
}

/** The whole picture moves a little each minute, so that no edge burns itself into the screen: a CSS `translate`. */
export function slowShift(): Signal<string> {
  const clock = inject(Clock);
  return computed(() => {
    const minute = Math.floor(clock.now() / 60_000);
    return `${minute % 4}px ${Math.floor(minute / 4) % 4}px`;
  });
}

/** The state of the connection as a wall says it: a mark, a word, and how new the newest figure is. */
export function wallConnection(connection: Signal<{ readonly kind: string; readonly since?: number }>, newestAt: Signal<string | null>): Signal<{ mark: 'live' | 'gone' | 'trying'; word: string; rest: string }> {
  const clock = inject(Clock);
  return computed(() => {
    const { kind, since } = connection();
    if (kind === 'live') {
      const age = clock.ageSeconds(newestAt());
      return { mark: 'live', word: 'Live', rest: age === null ? '' : `${duration(age)} ago` };
    }
    if (kind === 'disconnected') return { mark: 'gone', word: `Disconnected since ${clock.time(since ?? clock.now())}`, rest: '' };
    return { mark: 'trying', word: kind === 'reconnecting' ? 'Reconnecting' : 'Connecting', rest: '' };
  });
}
