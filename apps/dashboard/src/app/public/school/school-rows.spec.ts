import type { SchoolBus, SchoolEntry } from '@sightline/contracts';
import { rowsOf, summaryOf } from './school-rows';

const now = Date.parse('2026-11-10T08:31:00Z');
const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();
const clock = { asOf: now, isOld: false, time: (moment: string) => moment.slice(11, 16) };
const bus = (routeRef: string, more: Partial<SchoolBus>): [string, SchoolEntry] => [`bus:${routeRef}`, { entry: 'bus', routeRef, substitute: false, state: 'running', standing: 'coming', scheduledAt: at(10), children: 6, ...more }];
const expectedAt = (from: number, until: number) => ({ earliest: at(from), likely: at((from + until) / 2), latest: at(until) });
const rows = (...buses: [string, SchoolEntry][]) => rowsOf(new Map(buses), clock);

describe("the lines of a school's board", () => {
  it('[LINK-37] shows a range and how old it is for a bus on its way', () => {
    expect(rows(bus('412', { seenAt: at(-0.2), expectedAt: expectedAt(8, 13), stopsAway: 2 }))[0]).toMatchObject({ state: 'On its way, on time', time: '08:39 – 08:44', note: '2 stops away, seen 12 s ago', tone: 'soon' });
    expect(rows(bus('412', { seenAt: at(-0.2), expectedAt: expectedAt(16, 22), stopsAway: 1 }))[0]).toMatchObject({ state: '9 min late', tone: 'late' });
  });

  it('[LINK-37] greys a bus that was last seen minutes ago, and gives no time after ten', () => {
    expect(rows(bus('412', { seenAt: at(-5), expectedAt: expectedAt(8, 13), stopsAway: 2 }))[0]).toMatchObject({ state: 'Last seen 08:26', note: 'May be wrong.', tone: 'quiet', time: '08:39 – 08:44' });
    expect(rows(bus('412', { seenAt: at(-11) }))[0]).toMatchObject({ state: 'Last seen 08:20', time: '', tone: 'quiet' });
    expect(rows(bus('412', {}))[0]).toMatchObject({ state: 'On its way, not seen', time: '' });
  });

  it('puts what is still to come first, the soonest on top, and what is in last', () => {
    const all = rows(bus('1', { standing: 'in', state: 'completed', arrivedAt: at(-2) }), bus('2', { standing: 'cancelled', state: 'cancelled', cancellation: { cause: 'Vehicle fault', covered: false } }), bus('3', { seenAt: at(0), expectedAt: expectedAt(8, 13), stopsAway: 2 }), bus('4', { seenAt: at(0), expectedAt: expectedAt(2, 4), stopsAway: 1 }));
    expect(all.map(({ route }) => route)).toEqual(['4', '3', '2', '1']);
    expect(all[2]).toMatchObject({ state: 'Cancelled', note: 'Vehicle fault. No other transport is known yet.' });
    expect(summaryOf(all, 'to-school').map(({ figure, words }) => `${figure} ${words}`)).toEqual(['1 of 4 in', '1 cancelled']);
  });
});
