import { datesOf, readFeed, recordingOf, runsOfDate, runsOn, serviceDayStart } from './index.js';
import type { GtfsFeed, GtfsFiles, GtfsTable } from './index.js';

const table = (text: string): GtfsTable => {
  const rows = text.trim().split('\n').map((line) => line.trim().split(','));
  return { header: rows[0] ?? [], rows: rows.slice(1), lines: rows.slice(1).map((_, i) => i + 2) };
};

const sound = {
  'agency.txt': 'agency_name,agency_timezone\nA,Europe/London',
  'routes.txt': 'route_id\nR',
  'trips.txt': 'route_id,service_id,trip_id,shape_id\nR,S,T,P',
  'stops.txt': 'stop_id,stop_name,stop_lat,stop_lon\nA,First,52,-1\nB,Second,52.01,-1\nC,Third,52.02,-1',
  'stop_times.txt': 'trip_id,arrival_time,departure_time,stop_id,stop_sequence\nT,08:00:00,08:01:00,A,1\nT,,,B,2\nT,26:10:00,26:10:00,C,5',
  'calendar.txt': 'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nS,1,1,1,1,1,0,0,20261101,20261130',
  'calendar_dates.txt': 'service_id,date,exception_type\nS,20261110,2\nS,20261114,1',
  'shapes.txt': 'shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\nP,52.02,-1,20\nP,52,-1,10',
};
const files = (changes: Partial<Record<keyof typeof sound, string | null>> = {}): GtfsFiles =>
  new Map(Object.entries({ ...sound, ...changes }).flatMap(([name, text]) => (text === null ? [] : [[name, table(text)] as const])));

function feedOf(changes: Parameters<typeof files>[0] = {}): GtfsFeed {
  const feed = readFeed(files(changes));
  if ('problems' in feed) throw new Error(JSON.stringify(feed.problems));
  return feed;
}

describe('[RUN-16] a GTFS feed', () => {
  it('makes runs of a service date, past midnight too', () => {
    const [run, ...more] = runsOfDate(feedOf(), '20261112');
    expect(more).toEqual([]);
    expect(run).toMatchObject({ runRef: 'T:20261112', routeRef: 'R', tripRef: 'T', serviceDate: '2026-11-12' });
    expect(run?.path).toBeDefined();
    expect(run?.stopCalls.map(({ sequence, name, scheduledAt }) => [sequence, name, scheduledAt])).toEqual([
      [1, 'First', '2026-11-12T08:01:00.000Z'],
      [2, 'Second', '2026-11-12T17:05:30.000Z'],
      [5, 'Third', '2026-11-13T02:10:00.000Z'],
    ]);
  });

  it('runs on the days of its calendar, and exceptions go before it', () => {
    const service = feedOf().services.get('S');
    const days = ['20261109', '20261110', '20261114', '20261115', '20261201'];
    expect(days.map((day) => service && runsOn(service, day))).toEqual([true, false, true, false, false]);
    expect(datesOf(feedOf())).toEqual({ from: '20261101', until: '20261130' });
  });

  it('counts times from noon minus twelve hours, also on the days on which the clocks change', () => {
    expect(new Date(serviceDayStart('20261110', 'Europe/London')).toISOString()).toBe('2026-11-10T00:00:00.000Z');
    expect(new Date(serviceDayStart('20260329', 'Europe/London')).toISOString()).toBe('2026-03-28T23:00:00.000Z');
    expect(new Date(serviceDayStart('20261025', 'Europe/London')).toISOString()).toBe('2026-10-25T00:00:00.000Z');
    expect(new Date(serviceDayStart('20260216', 'America/New_York')).toISOString()).toBe('2026-02-16T05:00:00.000Z');
  });

  it.each([
    ['a missing file', { 'stops.txt': null }, 'stops.txt', 0, 'is missing'],
    ['a missing column', { 'stops.txt': 'stop_id,stop_lat\nA,52' }, 'stops.txt', 1, 'the column is missing'],
    ['neither calendar', { 'calendar.txt': null, 'calendar_dates.txt': null }, 'calendar.txt', 0, 'one of them must say when services run'],
    ['an unknown route', { 'trips.txt': 'route_id,service_id,trip_id,shape_id\nX,S,T,P' }, 'trips.txt', 2, 'is not in routes.txt'],
    ['an unknown shape', { 'trips.txt': 'route_id,service_id,trip_id,shape_id\nR,S,T,X' }, 'trips.txt', 2, 'is not in shapes.txt'],
    ['an unknown stop', { 'stop_times.txt': `${sound['stop_times.txt']}\nT,26:11:00,26:11:00,X,6` }, 'stop_times.txt', 5, 'is not in stops.txt'],
    ['a time that is none', { 'stop_times.txt': `${sound['stop_times.txt']}\nT,26:61:00,26:11:00,C,6` }, 'stop_times.txt', 5, 'must be a time'],
    ['times out of order', { 'stop_times.txt': `${sound['stop_times.txt']}\nT,09:00:00,09:00:00,C,6` }, 'stop_times.txt', 5, 'is before the stop that comes before it'],
    ['a latitude that is none', { 'stops.txt': `${sound['stops.txt']}\nD,Fourth,north,-1` }, 'stops.txt', 5, 'must be a number'],
    ['an unknown time zone', { 'agency.txt': 'agency_name,agency_timezone\nA,Europe/Atlantis' }, 'agency.txt', 2, 'is no time zone'],
  ] as const)('with %s is refused, by file and line', (_, changes, file, line, reason) => {
    const feed = readFeed(files(changes));
    const problems = 'problems' in feed ? feed.problems : [];
    expect(problems).toContainEqual(expect.objectContaining({ file, line, reason: expect.stringContaining(reason) as unknown }));
  });
});

describe('a recording', () => {
  it('moves schedule and fixes by one offset, and the service date to the day on which it begins', () => {
    const at = Date.parse('2026-11-12T08:01:30Z');
    const offset = Date.parse('2027-01-05T14:00:00Z') - at;
    const recording = recordingOf(
      feedOf(),
      [
        { vehicleId: 'V', tripId: 'T', startDate: '20261112', at: at + 30_000, latitude: 52.001, longitude: -1 },
        { vehicleId: 'V', tripId: 'T', startDate: '20261112', at, latitude: 52, longitude: -1 },
        { vehicleId: 'V', tripId: 'X', startDate: '20261112', at, latitude: 52, longitude: -1 },
      ],
      offset,
    );
    expect(recording.runs.map(({ runRef, serviceDate, stopCalls }) => [runRef, serviceDate, stopCalls[0]?.scheduledAt])).toEqual([['T:20270105', '2027-01-05', '2027-01-05T13:59:30.000Z']]);
    expect(recording.fixes.map(({ data }) => [data.runRef, data.recordedAt])).toEqual([['T:20270105', '2027-01-05T14:00:00.000Z'], ['T:20270105', '2027-01-05T14:00:30.000Z']]);
    expect(recording.unknown).toBe(1);
  });
});
