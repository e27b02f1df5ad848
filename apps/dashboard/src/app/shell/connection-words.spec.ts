import type { Connection } from '../live/live-client';
import { connectionWords } from './connection-words';

const words = (kind: Connection['kind'], paused: number | null = null, age: number | null = 14) => {
  const { word, rest } = connectionWords({ kind, since: 0 }, paused, age, () => '14:02');
  return `${word} ${rest}`.trim();
};

describe('connectionWords', () => {
  it.each([
    [words('live', null, 1), 'Live newest data 1 s ago'],
    [words('reconnecting'), 'Reconnecting last data 14 s ago'],
    [words('disconnected'), 'Disconnected since 14:02'],
    [words('live', 1), 'Paused by you at 14:02'],
    [words('disconnected', 1), 'Disconnected since 14:02'],
    [words('connecting', null, null), 'Connecting'],
  ])('%s', (said, expected) => expect(said).toBe(expected));
});
