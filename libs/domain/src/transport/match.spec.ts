import { measurePath } from '../geometry/index.js';
import type { LatitudeLongitude, Path } from '../geometry/index.js';
import { matchFix } from './match.js';
import type { RunPlan, Track } from './run.js';
import { fixOf } from './accept.js';
import { fix, start } from './transport.fixture.js';

/** A path of so many segments of 10 metres, winding up a hill in rows of a kilometre. */
function winding(segments: number): Path {
  const points = Array.from({ length: segments + 1 }, (_, i): LatitudeLongitude => {
    const row = Math.floor(i / 100);
    const along = row % 2 === 0 ? i % 100 : 100 - (i % 100);
    return [52 + (row * 60) / 111_195, -1 + (along * 10) / 68_460];
  });
  const path = measurePath(points);
  if (!path) throw new Error('two different points make a path');
  return path;
}

/** Counts how often the length of the path is read while fixes are matched. */
function readsOf(segments: number, track: Track | undefined): number {
  const measured = winding(segments);
  let reads = 0;
  const metres = new Proxy(measured.metres, { get: (target, key) => (reads++, Reflect.get(target, key) as number) });
  const plan = { path: { ...measured, metres }, calls: [], stopMetres: new Float64Array() } as unknown as RunPlan;
  const seen = { ...fixOf(fix(10, 0)), latitude: 52, longitude: -1 + 500 / 68_460, bearing: 90 };
  matchFix(plan, track, seen);
  reads = 0;
  matchFix(plan, track, seen);
  return reads;
}

describe('[RUN-21] the cost of a fix does not grow with the length of the path', () => {
  const followed: Track = { fix: { ...fixOf(fix(0, 0)), recordedAt: start }, metres: 400, matchedAt: start, bad: 0, interval: 10_000 };
  it.each([
    ['that is followed', followed],
    ['that is lost', { ...followed, bad: 5 }],
    ['that is not placed yet', undefined],
  ])('of a run %s', (_, track) => {
    const [short, long] = [readsOf(600, track), readsOf(10_000, track)];
    expect(short).toBeGreaterThan(0);
    // A binary search reads a few more.
    expect(long).toBeLessThanOrEqual(short + 20);
  });
});
