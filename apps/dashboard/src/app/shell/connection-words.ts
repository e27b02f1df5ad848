import type { Connection } from '../live/live-client';
import { duration } from '../ui/words';

export interface ConnectionWords {
  /** Shape of the mark beside the words. */
  mark: 'live' | 'trying' | 'gone' | 'paused';
  word: string;
  rest: string;
}

/** The state of the connection in words, never by colour alone. */
export function connectionWords(connection: Connection, paused: number | null, newestAgeSeconds: number | null, time: (at: number) => string): ConnectionWords {
  switch (connection.kind) {
    case 'disconnected':
      return { mark: 'gone', word: `Disconnected since ${time(connection.since)}`, rest: '' };
    case 'reconnecting':
      return { mark: 'trying', word: 'Reconnecting', rest: newestAgeSeconds === null ? '' : `last data ${duration(newestAgeSeconds)} ago` };
    case 'connecting':
    case 'off':
      return { mark: 'trying', word: 'Connecting', rest: '' };
    case 'live':
      if (paused !== null) return { mark: 'paused', word: 'Paused by you', rest: `at ${time(paused)}` };
      return { mark: 'live', word: 'Live', rest: newestAgeSeconds === null ? '' : `newest data ${duration(newestAgeSeconds)} ago` };
  }
}
