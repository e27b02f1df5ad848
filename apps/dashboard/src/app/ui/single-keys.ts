import { Injectable, signal } from '@angular/core';

const storageKey = 'sightline.shortcuts';

/** One choice, whoever asks. */
const state = signal(true);

/** Whether single keys do anything (WCAG 2.1.4), on any page: the reader may turn them off, and they stay off. */
@Injectable({ providedIn: 'root' })
export class SingleKeys {
  readonly on = state.asReadonly();

  constructor() {
    state.set(read());
  }

  turn(on: boolean): void {
    state.set(on);
    try {
      localStorage.setItem(storageKey, on ? 'on' : 'off');
    } catch {
      // Storage is blocked: it holds until the page is left.
    }
  }

  /** Whether a key is meant as a shortcut: not typed into a field, not part of a chord, nothing open over the page. */
  means(event: KeyboardEvent): boolean {
    return this.on() && !event.defaultPrevented && !event.repeat && !event.ctrlKey && !event.metaKey && !event.altKey && !isField(event.target);
  }
}

export const isField = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('input:not([type=range], [type=checkbox]), textarea, select, [contenteditable], dialog, [role=menu]') !== null;

function read(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off';
  } catch {
    return true;
  }
}
