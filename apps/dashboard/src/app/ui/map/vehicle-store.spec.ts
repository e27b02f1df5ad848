import type { FleetRun } from '@sightline/contracts';
import { worldX, worldY } from './mercator';
import { VehicleStore } from './vehicle-store';

const now = Date.parse('2026-11-10T08:24:00Z');
const run = (runRef: string, latitude: number | null, longitude: number | null, more: Partial<FleetRun> = {}): FleetRun => ({
  runRef,
  routeRef: runRef,
  state: 'running',
  conditions: [],
  latenessSeconds: 0,
  latitude,
  longitude,
  bearing: 90,
  recordedAt: '2026-11-10T08:23:55Z',
  startsAt: '2026-11-10T08:00:00Z',
  endsAt: '2026-11-10T08:50:00Z',
  nextStop: null,
  stopsLeft: 0,
  childrenCount: 0,
  ...more,
});
const put = (store: VehicleStore, at: number, ...runs: FleetRun[]) => store.apply(runs.map((value) => ({ key: value.runRef, value })), false, at, now);

describe('VehicleStore', () => {
  it('glides from the last fix to the next over the time between them', () => {
    const store = new VehicleStore();
    put(store, 0, run('a', 52, -1));
    put(store, 10_000, run('a', 52.01, -1));
    expect(store.y(0, 10_000)).toBeCloseTo(worldY(52), 10);
    expect(store.y(0, 15_000)).toBeCloseTo((worldY(52) + worldY(52.01)) / 2, 10);
    expect(store.y(0, 20_000)).toBeCloseTo(worldY(52.01), 10);
    expect(store.movesUntil).toBe(20_000);
  });

  it('goes on from where it is drawn when a fix comes during a glide', () => {
    const store = new VehicleStore();
    put(store, 0, run('a', 52, -1));
    put(store, 10_000, run('a', 52.01, -1));
    const before = store.y(0, 14_000);
    put(store, 14_000, run('a', 52.02, -1));
    expect(store.y(0, 14_000)).toBeCloseTo(before, 12);
  });

  it('jumps under reduced motion, and when a vehicle is corrected by kilometres', () => {
    const store = new VehicleStore();
    put(store, 0, run('a', 52, -1));
    put(store, 10_000, run('a', 53, -1));
    expect(store.y(0, 10_000)).toBeCloseTo(worldY(53), 10);
    store.still = true;
    put(store, 20_000, run('a', 53.001, -1));
    expect(store.y(0, 20_000)).toBeCloseTo(worldY(53.001), 10);
  });

  it('stays dense when a vehicle is gone, and forgets what a snapshot does not name', () => {
    const store = new VehicleStore();
    put(store, 0, run('a', 52, -1), run('b', 53, -2), run('c', 54, -3));
    store.apply([{ key: 'a', value: null }], false, 1, now);
    expect(store.count).toBe(2);
    expect(store.rowOf('a')).toBeUndefined();
    const row = store.rowOf('c') ?? -1;
    expect(store.run(row)?.runRef).toBe('c');
    expect(store.x(row, 1)).toBeCloseTo(worldX(-3), 12);
    store.apply([{ key: 'b', value: run('b', 53, -2) }], true, 2, now);
    expect(store.count).toBe(1);
    expect(store.rowOf('b')).toBe(0);
  });

  it('has no place for a run without a position, and takes one away that lost it', () => {
    const store = new VehicleStore();
    put(store, 0, run('a', null, null), run('b', 52, -1));
    expect(store.count).toBe(1);
    put(store, 1, run('b', null, null));
    expect(store.count).toBe(0);
  });

  it('turns to signal lost by age alone, without any message', () => {
    const store = new VehicleStore();
    put(store, 0, run('a', 52, -1));
    expect(store.glyph(0)).toBe('on-time');
    store.refresh(now + 180_000);
    expect(store.glyph(0)).toBe('signal-lost');
  });

  it('shows what the filter lets through', () => {
    const store = new VehicleStore();
    put(store, 0, run('a', 52, -1), run('b', 53, -2));
    store.show((each) => each.runRef === 'b');
    expect([...store.shown.slice(0, 2)]).toEqual([0, 1]);
  });

  it('grows beyond its first thousand', () => {
    const store = new VehicleStore();
    put(store, 0, ...Array.from({ length: 2500 }, (_, index) => run(`r${index}`, 52 + index / 1e4, -1)));
    expect(store.count).toBe(2500);
    expect(store.y(store.rowOf('r2400') ?? -1, 0)).toBeCloseTo(worldY(52.24), 12);
  });
});
