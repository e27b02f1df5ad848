import type { BusView, FamilyRun } from '@sightline/contracts';
import type { Speaking } from './bus-state';
import { busPageState, dotted } from './bus-state';
import { ladderOf } from './ladder';

const now = Date.parse('2026-11-10T15:38:00Z');
const at = (seconds: number): string => new Date(now + seconds * 1000).toISOString();
const time = (moment: string): string => moment.slice(11, 16);
const speaking = (more: Partial<Speaking> = {}): Speaking => ({ asOf: now, cutOff: null, time, day: (date) => date, ...more });

/** A run home that is two stops from the child's. */
const run = (more: Partial<FamilyRun> = {}): FamilyRun => ({
  routeRef: '412', serviceDate: '2026-11-10', direction: 'from-school', schoolName: 'Beechwood School', state: 'running', startsAt: at(-1200), endsAt: at(900),
  stops: 6, next: 2,
  yours: { index: 3, name: 'Mill Pool', latitude: 52, longitude: -1, scheduledAt: at(120), expectedAt: { earliest: at(360), likely: at(480), latest: at(660) } },
  school: { index: 0, name: 'Beechwood School', latitude: 52.1, longitude: -1, scheduledAt: at(-1200), departedAt: at(-1180) },
  left: { index: 0, departedAt: at(-1180) },
  child: { status: 'aboard', at: at(-1300) }, isTicked: true, isOver: false, isTracked: true,
  position: { latitude: 52.05, longitude: -1, recordedAt: at(-9) },
  conditions: [], ring: false, substitute: false,
  ...more,
});
const viewOf = (more: Partial<FamilyRun> = {}): BusView => ({ shows: 'run', council: { timeZone: 'UTC' }, initials: 'TO', today: '2026-11-10', run: run(more) });

describe("the words of the family's page", () => {
  it('says how far away, how late and how sure, from a position that is fresh', () => {
    expect(busPageState(viewOf(), speaking())).toMatchObject({ tone: 'good', badge: 'Last seen 9 seconds ago', headline: 'Your bus is two stops away, about 6 minutes late.', old: false, estimate: { old: false } });
  });

  it('[LINK-41] a quiet bus is said to be quiet, and its estimate to be one that may be wrong', () => {
    expect(busPageState(viewOf({ position: { latitude: 52.05, longitude: -1, recordedAt: at(-300) } }), speaking())).toMatchObject({ badge: 'Out of date', headline: 'We have not heard from the bus for 5 minutes.', old: true, estimate: { old: true } });
  });

  it('[LINK-40] a phone that is cut off goes on with what was true then, and not with a bus that it says is quiet', () => {
    expect(busPageState(viewOf(), speaking({ cutOff: 240 }))).toMatchObject({ badge: 'As we knew it at 15:38', headline: 'Your bus is two stops away, about 6 minutes late.', old: true, estimate: { old: true, label: 'Last estimate, may be wrong', note: 'Made 4 min ago. No new one until this phone is connected.' } });
  });

  it('[LINK-40] and after ten minutes gives no time any more', () => {
    expect(busPageState(viewOf(), speaking({ cutOff: 601 })).estimate).toBeNull();
  });

  it('[LINK-32] of a child who is not travelling it says so and shows nothing of the bus', () => {
    expect(busPageState(viewOf({ child: { status: 'absent' }, isOver: true, position: undefined }), speaking())).toMatchObject({ kind: 'absent', headline: 'T.O. is marked as not travelling.', estimate: null });
  });

  it('[LINK-34] asks to ring where the control room has something to say', () => {
    expect(busPageState(viewOf({ ring: true }), speaking())).toMatchObject({ tone: 'ring', headline: 'Please ring us about your bus.', estimate: null });
  });

  it('[LINK-33] shows nothing of a child that is withheld', () => {
    expect(busPageState({ shows: 'withheld', council: { timeZone: 'UTC' } }, speaking())).toMatchObject({ kind: 'withheld', tone: 'ring', estimate: null });
  });

  it('[LINK-31] names the next run where none is under way, or that the school is closed', () => {
    const none: BusView = { shows: 'none', council: { timeZone: 'UTC' }, initials: 'TO', today: '2026-11-10', routeRef: '412', upcoming: { serviceDate: '2026-11-11', scheduledAt: '2026-11-11T08:05:00Z' } };
    expect(busPageState(none, speaking()).detail[0]?.text).toBe('The next bus is due at 08:05 on 2026-11-11.');
    expect(busPageState({ ...none, schoolName: 'Beechwood School', closure: { cause: 'Snow' } }, speaking()).headline).toBe('Beechwood School is closed today.');
  });

  it('writes initials with their stops', () => {
    expect(dotted('TO')).toBe('T.O.');
  });
});

describe('the way on the page', () => {
  const words = (more: Partial<FamilyRun> = {}, old = false): string[] => ladderOf(run(more), old, time).map((rung) => `${rung.words}${rung.note === '' ? '' : `: ${rung.note}`}`);

  it('[LINK-30] names the school and the own stop, and only counts the others', () => {
    expect(words()).toEqual(['Beechwood School: left 15:18', 'The bus is here', '1 other stop', 'Mill Pool, your stop: due 15:40']);
  });

  it('says when the bus was last seen where that is a while ago', () => {
    expect(words({}, true)).toContain('The bus was last seen here: 15:37');
  });

  it('[LINK-32] is gone with the run', () => {
    expect(words({ isOver: true })).toEqual([]);
    expect(words({ state: 'cancelled', isOver: true })).toEqual([]);
  });
});
