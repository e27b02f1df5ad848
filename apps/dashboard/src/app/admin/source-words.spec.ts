import type { FeedHealth } from '@sightline/contracts';
import { headline, kindOf, nameOf } from './source-words';

const source = (name: string, state: FeedHealth['state'], more: Partial<FeedHealth> = {}): FeedHealth => ({
  source: `feed:${name}`, kind: 'gtfs-realtime', name, state, lastReceivedAt: null, newestFixAt: null, acceptedPerMinute: 0, accepted: 0, duplicates: 0, rejected: 0, everySeconds: 30, staleSeconds: 120, lastError: null, polledAt: null, pollMilliseconds: null, ...more,
});

describe('the sentence about the sources', () => {
  it.each([
    [[], 'Sources'],
    [[source('north', 'live')], 'The one source is well'],
    [[source('north', 'live'), source('south', 'off')], 'All 2 sources are well'],
    [[source('north', 'stale'), source('south', 'live')], '1 of 2 sources is stale'],
    [[source('north', 'down'), source('south', 'stale')], 'North is down'],
    [[source('north', 'refused'), source('south', 'down')], 'North and 1 other are failing'],
  ])('%#: %s', (sources, words) => {
    expect(headline(sources)).toBe(words);
  });

  it('calls a source by the name it was given, and says how it speaks', () => {
    const { name: _, ...unnamed } = source('east', 'live', { kind: 'pushed' });
    expect([nameOf(source('north', 'live')), nameOf(unnamed), kindOf(unnamed)]).toEqual(['north', 'east', 'vehicle feed, pushed']);
    expect(kindOf({ ...unnamed, source: 'device:phone' })).toBe('device');
  });
});
