import { Injectable } from '@angular/core';
import { SingleKeys, isField } from '../ui/single-keys';

/** What a single key does on the control room page. */
export type ShortcutAction = 'help' | 'search' | 'next' | 'previous' | 'acknowledge' | 'note' | 'follow' | 'replay' | 'view' | 'close';

export interface Shortcut {
  action: ShortcutAction;
  /** As `KeyboardEvent.key` has them, in lower case. */
  keys: readonly string[];
  shown: string;
  words: string;
}

export const shortcuts: readonly Shortcut[] = [
  { action: 'next', keys: ['j'], shown: 'J', words: 'Next alert' },
  { action: 'previous', keys: ['k'], shown: 'K', words: 'Alert before' },
  { action: 'acknowledge', keys: ['a'], shown: 'A', words: 'Acknowledge the alert, or those of the run in hand' },
  { action: 'note', keys: ['n'], shown: 'N', words: 'Note on the run in hand' },
  { action: 'follow', keys: ['f'], shown: 'F', words: 'Follow the run in hand on the map, or stop' },
  { action: 'replay', keys: ['r'], shown: 'R', words: 'Replay the run in hand, or the one of the alert' },
  { action: 'view', keys: ['m'], shown: 'M', words: 'Map or run list' },
  { action: 'search', keys: ['/'], shown: '/', words: 'Search runs' },
  { action: 'help', keys: ['?'], shown: '?', words: 'These shortcuts' },
  { action: 'close', keys: ['escape'], shown: 'Esc', words: 'Close the replay, then the run' },
];

/** Keys that work without any shortcut, for the list of them. */
export const otherKeys: readonly { shown: string; words: string }[] = [
  { shown: '↑ ↓', words: 'Move in the alerts, Enter opens' },
  { shown: 'G, T, D', words: 'On the run in hand: its guide, tell those concerned, log a delay' },
  { shown: 'G, T, D', words: 'On the run in hand: assign a guide, tell, log a delay' },
  { shown: '← →', words: 'In a replay: one fix back or on' },
  { shown: 'Page Up, Page Down', words: 'In a replay: one minute' },
  { shown: 'Arrows, Enter', words: 'On the map: move it, take what is in its middle' },
];

/** The single keys of the control room, on or off as the reader has chosen for every page. */
@Injectable({ providedIn: 'root' })
export class Shortcuts extends SingleKeys {
  /** What a key asks for; null where it is typed into a field, is part of a chord, or nothing. Escape always works. */
  actionOf(event: KeyboardEvent): ShortcutAction | null {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
    const key = event.key.toLowerCase();
    if (key !== 'escape' && (!this.on() || isField(event.target))) return null;
    return shortcuts.find((each) => each.keys.includes(key))?.action ?? null;
  }
}
