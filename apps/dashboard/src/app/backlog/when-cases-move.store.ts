import { DestroyRef, computed, effect, inject, untracked } from '@angular/core';
import { LiveClient } from '../live/live-client';

/** What is asked of the server is asked again when a case moved, and no sooner than this after the last time. Milliseconds. */
const restMilliseconds = 5_000;

/** Calls `ask` at once, and again when a case moved. In an injection context. */
export function whenCasesMove(ask: () => void): void {
  const backlog = inject(LiveClient).open('backlog');
  let timer: ReturnType<typeof setTimeout> | null = null;
  let askedAt = -Infinity;
  const moved = computed(() => backlog.values().map(({ caseType, lastChangeAt, open, overdue }) => `${caseType} ${lastChangeAt} ${open} ${overdue}`).join());
  const later = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      askedAt = Date.now();
      ask();
    }, Math.max(0, askedAt + restMilliseconds - Date.now()));
  };
  effect(() => {
    moved();
    untracked(later);
  });
  inject(DestroyRef).onDestroy(() => {
    if (timer !== null) clearTimeout(timer);
  });
}
