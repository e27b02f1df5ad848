import type { FeedHealth, SourceState } from '@sightline/contracts';
import { counted, sentenceCase } from '../ui/words';

/** States in the order in which an administrator wants to see them, each with its word and whether it needs someone. */
export const stateWords: Readonly<Record<SourceState, { readonly word: string; readonly rank: number; readonly mark: 'crit' | 'warn' | 'ok' | 'qq' }>> = {
  down: { word: 'down', rank: 0, mark: 'crit' },
  refused: { word: 'refused', rank: 1, mark: 'crit' },
  stale: { word: 'stale', rank: 2, mark: 'warn' },
  'never-heard': { word: 'never heard', rank: 3, mark: 'warn' },
  live: { word: 'live', rank: 4, mark: 'ok' },
  off: { word: 'off', rank: 5, mark: 'qq' },
};

/** What people call a source: the name it was given, or the one it goes by, without our mark for a vehicle feed. */
export const nameOf = ({ name, source }: Pick<FeedHealth, 'name' | 'source'>): string => name ?? source.replace(/^feed:/, '');

const kindWords = { 'gtfs-realtime': 'GTFS-Realtime, polled', 'siri-vm': 'SIRI-VM, polled', pushed: 'sends by itself' } as const;
export function kindOf({ kind, source, name }: FeedHealth): string {
  if (kind === 'pushed' && name === undefined && source.startsWith('feed:')) return 'vehicle feed, pushed';
  return source.startsWith('device:') ? 'device' : kindWords[kind];
}

/** What is true of all sources, in one sentence with its number. */
export function headline(sources: readonly FeedHealth[]): string {
  if (sources.length === 0) return 'Sources';
  const failing = sources.filter(({ state }) => state === 'down' || state === 'refused');
  const stale = sources.filter(({ state }) => state === 'stale').length;
  const [first] = failing;
  if (first !== undefined) {
    const others = failing.length - 1;
    const rest = others === 0 ? '' : ` and ${counted(others, 'other', 'others')}`;
    return sentenceCase(`${nameOf(first)}${rest} ${others === 0 ? 'is' : 'are'} ${others === 0 ? stateWords[first.state].word : 'failing'}`);
  }
  if (stale > 0) return `${stale} of ${counted(sources.length, 'source', 'sources')} ${stale === 1 ? 'is' : 'are'} stale`;
  return sources.length === 1 ? 'The one source is well' : `All ${sources.length} sources are well`;
}
