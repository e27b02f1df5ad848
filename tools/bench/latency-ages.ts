import type { DeltaMessage, TopicChange } from '@sightline/contracts';

const packet = '42';
const mark = `${packet}["delta"`;

/** How old each position of a delta is at `now`, in milliseconds. Its `recordedAt` is the moment at which it was sent. */
export function agesIn(message: string, now: number): number[] {
  if (!message.startsWith(mark)) return [];
  const [, { topic, changes }] = JSON.parse(message.slice(packet.length)) as [string, DeltaMessage];
  if (topic !== 'fleet') return [];
  return (changes as TopicChange<'fleet'>[]).flatMap(({ value }) => (typeof value?.recordedAt === 'string' ? [now - Date.parse(value.recordedAt)] : []));
}
