import type { EventData, SourceView } from '@sightline/contracts';
import type { Incoming } from './decider.js';
import { SourceHealth } from './source-health.js';
import { rhythmOf, stateOf } from './source-rhythm.js';
import type { SourceFacts } from './source-rhythm.js';

const now = Date.parse('2026-11-12T08:00:00Z');
const ago = (seconds: number): number => now - seconds * 1000;
const source = 'feed:north';
const fix = (id: string, recordedAt: number, receivedAt = now): Incoming<'vehicle.positioned'> => ({
  source,
  id,
  type: 'vehicle.positioned',
  data: { vehicleRef: 'V', latitude: 1, longitude: 1, recordedAt: new Date(recordedAt).toISOString() } satisfies EventData<'vehicle.positioned'>,
  receivedAt,
});
const configured: SourceView = { name: 'north', kind: 'gtfs-realtime', url: 'https://example.org/feed', everySeconds: 30, staleSeconds: 120, allowPrivate: false, enabled: true, key: null };
const health = (): SourceHealth => {
  const made = new SourceHealth();
  made.configure(new Map([[source, configured]]));
  return made;
};
const stateAt = (of: SourceHealth, at = now): string | undefined => of.all(at)[source]?.state;

describe('[FEEDS-1] the state of a source', () => {
  const well: SourceFacts = { enabled: true, lastReceivedAt: ago(5), newestFixAt: ago(10), staleSeconds: 120 };
  it.each<[string, Partial<SourceFacts>, string]>([
    ['heard within its rhythm', {}, 'live'],
    ['heard, but of nothing new', { newestFixAt: ago(121) }, 'stale'],
    ['one that tells of no moment, heard long ago', { newestFixAt: 0, lastReceivedAt: ago(121) }, 'stale'],
    ['one that was never heard', { lastReceivedAt: 0, newestFixAt: 0 }, 'never-heard'],
    ['out of reach', { failure: 'down' }, 'down'],
    ['not to be believed', { failure: 'refused' }, 'refused'],
    ['switched off, whatever else', { enabled: false, failure: 'down' }, 'off'],
  ])('%s', (_, facts, state) => {
    expect(stateOf({ ...well, ...facts }, now)).toBe(state);
  });

  it('follows the rhythm of its kind: a nightly file is not late after two minutes', () => {
    expect(rhythmOf('gtfs').staleSeconds).toBeGreaterThan(86_400);
    expect(rhythmOf('feed:north').staleSeconds).toBe(120);
    expect(rhythmOf('/some/system').everySeconds).toBeNull();
  });
});

describe('[FEEDS-2] the health of a source', () => {
  it('is there before it was ever heard, and grows stale as time passes', () => {
    const of = health();
    expect(stateAt(of)).toBe('never-heard');
    of.count([fix('a', ago(10))], [{ status: 'accepted' }], []);
    expect(stateAt(of)).toBe('live');
    expect(stateAt(of, now + 200_000)).toBe('stale');
  });

  it('is stale while it repeats an old picture, although each poll is answered', () => {
    const of = health();
    of.count([fix('a', ago(600), ago(500))], [{ status: 'accepted' }], []);
    of.count([fix('a', ago(600))], [{ status: 'duplicate' }], []);
    of.polled(source, now, 80, true);
    expect(of.all(now)[source]).toMatchObject({ state: 'stale', accepted: 1, duplicates: 1, newestFixAt: new Date(ago(600)).toISOString(), pollMilliseconds: 80 });
  });

  it('says why it failed, and is well again with the next thing that can be taken; the reason stays to be read', () => {
    const of = health();
    of.failed(source, 'down', 'Nothing answers at its address.', now);
    expect(of.all(now)[source]).toMatchObject({ state: 'down', lastError: { words: 'Nothing answers at its address.' } });
    of.count([fix('a', ago(1))], [{ status: 'accepted' }], []);
    expect(of.all(now)[source]).toMatchObject({ state: 'live', lastError: { words: 'Nothing answers at its address.' } });
    of.count([], [], [{ source, id: 'b', problems: [{ path: 'vehicle.timestamp', message: 'is missing' }], receivedAt: now }]);
    expect(of.all(now)[source]).toMatchObject({ state: 'refused', rejected: 1, lastError: { words: 'vehicle.timestamp is missing' } });
  });

  it('that answers "unchanged" after it was down is no longer down; nonsense stays nonsense', () => {
    const of = health();
    of.count([fix('a', ago(1))], [{ status: 'accepted' }], []);
    of.failed(source, 'down', 'x', now);
    of.polled(source, now, 5, undefined);
    expect(stateAt(of)).toBe('live');
    of.failed(source, 'refused', 'x', now);
    of.polled(source, now, 5, undefined);
    expect(stateAt(of)).toBe('refused');
  });

  it('survives a restart: what was known is counted on', () => {
    const before = health();
    before.count([fix('a', ago(10)), fix('a', ago(10))], [{ status: 'accepted' }, { status: 'duplicate' }], []);
    const after = health();
    after.remember(before.takeChanged());
    expect(after.all(now)[source]).toMatchObject({ accepted: 1, duplicates: 1, lastReceivedAt: new Date(now).toISOString(), state: 'live' });
    expect(before.takeChanged()).toEqual([]);
  });

  it('people are no sources', () => {
    const of = new SourceHealth();
    of.count([{ ...fix('a', now), source: 'person:control' }], [{ status: 'accepted' }], []);
    expect(of.all(now)).toEqual({});
  });
});
