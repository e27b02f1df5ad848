import fc from 'fast-check';
import bindings from 'gtfs-realtime-bindings';
import type { Incoming, Refused } from '../engine/decider.js';
import type { RunLookup } from '../engine/run-finder.js';
import { readGtfsRealtime } from './gtfs-realtime.js';
import { readSiriVm } from './siri-vm.js';
import { withRun } from './vehicle-feed.js';
import type { FeedContent, FeedContext, FeedReading } from './vehicle-feed.js';

const { FeedMessage } = bindings.transit_realtime;
const receivedAt = Date.parse('2026-11-12T08:20:00Z');
const seconds = receivedAt / 1000;
const context: FeedContext = { source: 'feed:test', receivedAt };
const runs: RunLookup = { has: (runRef) => runRef === '2001:20261112', ofTrip: (tripRef) => (tripRef === 'T1' ? 'T1:20261111' : undefined) };

const header = { gtfsRealtimeVersion: '2.0', incrementality: 'FULL_DATASET', timestamp: seconds };
const encode = (entity: object[], head: object = header): Uint8Array => FeedMessage.encode(FeedMessage.fromObject({ header: head, entity })).finish();
const bus = { vehicle: { id: 'V1' }, timestamp: seconds - 5, position: { latitude: 52.5, longitude: -1.25, bearing: 90, speed: 12.5 } };

const content = (reading: FeedReading): Omit<FeedContent, 'items'> & { readonly items: (Incoming | Refused)[] } => {
  if ('unreadable' in reading) throw new Error(reading.unreadable);
  return { ...reading, items: reading.items.map((item) => withRun(item, runs)) };
};
const only = (reading: FeedReading): Incoming | Refused => {
  const [item, ...more] = content(reading).items;
  if (item === undefined || more.length > 0) throw new Error(`${more.length} more items than one`);
  return item;
};

describe('[INGEST-20] GTFS-Realtime VehiclePositions', () => {
  it('become fixes: metres a second, degrees from north, POSIX seconds; the run is the trip and its start date', () => {
    const read = content(readGtfsRealtime(encode([{ id: 'e1', vehicle: { ...bus, trip: { tripId: 'T9', startDate: '20261112' } } }]), context));
    expect(read.madeAt).toBe(receivedAt);
    expect(read.items).toEqual([
      {
        source: 'feed:test',
        id: 'V1:2026-11-12T08:19:55.000Z',
        type: 'vehicle.positioned',
        receivedAt,
        data: { vehicleRef: 'V1', recordedAt: '2026-11-12T08:19:55.000Z', latitude: 52.5, longitude: -1.25, bearing: 90, speedMetresPerSecond: 12.5, runRef: 'T9:20261112' },
      },
    ]);
  });

  it.each([
    ['no start date: the service date that fits', { trip: { tripId: 'T1' } }, { runRef: 'T1:20261111' }],
    ['no start date, and no run fits: none', { trip: { tripId: 'T2' } }, { runRef: undefined }],
    ['no time of its own: the header’s', { timestamp: undefined }, { recordedAt: '2026-11-12T08:20:00.000Z' }],
    ['no bearing and no speed: none, not zero', { position: { latitude: 1, longitude: 2 } }, { bearing: undefined, speedMetresPerSecond: undefined }],
    ['a label where there is no id', { vehicle: { label: 'Bus 7' } }, { vehicleRef: 'Bus 7' }],
  ])('%s', (_, change, expected) => {
    const item = only(readGtfsRealtime(encode([{ id: 'e1', vehicle: { ...bus, ...change } }]), context));
    expect('data' in item ? { ...expected, ...Object.fromEntries(Object.keys(expected).map((key) => [key, (item.data as Record<string, unknown>)[key]])) } : item).toEqual(expected);
  });

  it.each([
    ['no vehicle', { vehicle: {} }, 'vehicle.vehicle.id'],
    ['no position', { position: undefined }, 'vehicle.position.latitude'],
    ['a latitude beyond the pole', { position: { latitude: 91, longitude: 0 } }, 'vehicle.position.latitude'],
    ['a longitude that is none', { position: { latitude: 1, longitude: Number.NaN } }, 'vehicle.position.longitude'],
    ['a bearing beyond a full turn', { position: { latitude: 1, longitude: 1, bearing: 400 } }, 'vehicle.position.bearing'],
    ['a speed that no bus has', { position: { latitude: 1, longitude: 1, speed: 300 } }, 'vehicle.position.speed'],
    ['milliseconds for seconds', { timestamp: receivedAt }, 'vehicle.timestamp'],
  ])('[INGEST-21] %s refuses that entity alone, by the name that its sender knows', (_, change, path) => {
    const { items } = content(readGtfsRealtime(encode([{ id: 'bad', vehicle: { ...bus, ...change } }, { id: 'good', vehicle: bus }]), context));
    expect(items.map((item) => ('problems' in item ? item.problems[0]?.path : 'taken'))).toEqual([path, 'taken']);
  });

  it('passes over what is no position, and what is deleted', () => {
    const read = content(readGtfsRealtime(encode([{ id: 'a', isDeleted: true, vehicle: bus }, { id: 'b', tripUpdate: { trip: { tripId: 'T' } } }], { ...header, incrementality: 'DIFFERENTIAL' }), context));
    expect([read.items.length, read.ignored]).toEqual([0, 2]);
  });

  const whole = encode([{ id: 'e1', vehicle: bus }]);
  it.each([
    ['nothing', new Uint8Array()],
    ['words', Buffer.from('<html>Service unavailable</html>')],
    ['a feed that was cut off', whole.subarray(0, whole.length - 4)],
    ['an unknown version', encode([], { ...header, gtfsRealtimeVersion: '9.9' })],
    ['a header in milliseconds', encode([], { ...header, timestamp: receivedAt })],
  ])('[INGEST-22] %s is one clear refusal', (_, bytes) => {
    expect(readGtfsRealtime(bytes, context)).toEqual({ unreadable: expect.stringMatching(/^(It|Its|The) .*\.$/) as unknown });
  });
});

const journey = (inner: string, recorded = '<RecordedAtTime>2026-11-12T08:19:55+00:00</RecordedAtTime>'): string =>
  `<VehicleActivity>${recorded}<MonitoredVehicleJourney>${inner}</MonitoredVehicleJourney></VehicleActivity>`;
const place = '<VehicleLocation><Longitude>-1.25</Longitude><Latitude>52.5</Latitude></VehicleLocation>';
const vehicle = '<OperatorRef>RDGW</OperatorRef><VehicleRef>V1</VehicleRef>';
const siri = (inside: string, tag = '<Siri xmlns="http://www.siri.org.uk/siri" version="2.0">', end = '</Siri>'): Buffer =>
  Buffer.from(`<?xml version="1.0"?>${tag}<ServiceDelivery><ResponseTimestamp>2026-11-12T08:20:00Z</ResponseTimestamp><VehicleMonitoringDelivery>${inside}</VehicleMonitoringDelivery></ServiceDelivery>${end}`);

describe('[INGEST-23] SIRI vehicle monitoring', () => {
  it('becomes fixes of a vehicle of its operator, and names the run where it is known', () => {
    const framed = '<FramedVehicleJourneyRef><DataFrameRef>2026-11-12</DataFrameRef><DatedVehicleJourneyRef>2001</DatedVehicleJourneyRef></FramedVehicleJourneyRef>';
    const read = content(readSiriVm(siri(journey(`<LineRef>41</LineRef>${framed}${vehicle}${place}<Bearing>90.0</Bearing><Velocity>8</Velocity>`)), context));
    expect(read.madeAt).toBe(receivedAt);
    expect(read.items).toEqual([
      expect.objectContaining({
        id: 'RDGW:V1:2026-11-12T08:19:55.000Z',
        data: { vehicleRef: 'RDGW:V1', recordedAt: '2026-11-12T08:19:55.000Z', latitude: 52.5, longitude: -1.25, bearing: 90, speedMetresPerSecond: 8, runRef: '2001:20261112' },
      }),
    ]);
    expect(only(readSiriVm(siri(journey(`${framed.replace('2001', '9999')}${vehicle}${place}`)), context))).not.toHaveProperty('data.runRef');
  });

  it('keeps texts as they are: a number of a vehicle is no number', () => {
    const item = only(readSiriVm(siri(journey(`<OperatorRef>A&amp;B</OperatorRef><VehicleRef>007.10</VehicleRef>${place}`)), context));
    expect(item).toHaveProperty('data.vehicleRef', 'A&B:007.10');
  });

  it('is read with any prefix that is bound to its namespace, and when nothing moves', () => {
    const prefixed = siri(journey(`${vehicle}${place}`)).toString().replaceAll(/<(\/?)([A-Z])/g, '<$1s:$2').replace('xmlns=', 'xmlns:s=');
    expect(only(readSiriVm(Buffer.from(prefixed), context))).toHaveProperty('data.vehicleRef', 'RDGW:V1');
    expect(content(readSiriVm(siri(''), context)).items).toEqual([]);
  });

  it.each([
    ['no VehicleRef', journey(place), 'MonitoredVehicleJourney.VehicleRef'],
    ['no RecordedAtTime', journey(`${vehicle}${place}`, ''), 'RecordedAtTime'],
    ['a time without its offset', journey(`${vehicle}${place}`, '<RecordedAtTime>2026-11-12T08:19:55</RecordedAtTime>'), 'RecordedAtTime'],
    ['words for a latitude', journey(`${vehicle}${place.replace('52.5', 'north')}`), 'MonitoredVehicleJourney.VehicleLocation.Latitude'],
    ['no location', journey(vehicle), 'MonitoredVehicleJourney.VehicleLocation.Latitude'],
    ['words for a bearing', journey(`${vehicle}${place}<Bearing>NNE</Bearing>`), 'MonitoredVehicleJourney.Bearing'],
    ['an element for a text', journey(`<VehicleRef><Deep>V1</Deep></VehicleRef>${place}`), 'MonitoredVehicleJourney.VehicleRef'],
  ])('[INGEST-21] %s refuses that vehicle alone, by the name that its sender knows', (_, bad, path) => {
    const { items } = content(readSiriVm(siri(bad + journey(`${vehicle}${place}`)), context));
    expect(items.map((item) => ('problems' in item ? item.problems[0]?.path : 'taken'))).toEqual([path, 'taken']);
  });

  const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "${'&lol;'.repeat(10)}">]>`;
  it.each([
    ['entities that grow without end', Buffer.from(siri(journey(`<VehicleRef>&lol2;</VehicleRef>${place}`)).toString().replace('<?xml version="1.0"?>', laughs)), 'document type'],
    ['a document type of somewhere else', Buffer.from(`<!DOCTYPE Siri SYSTEM "file:///etc/passwd">${siri('').toString()}`), 'document type'],
    ['another namespace', siri('', '<Siri xmlns="http://example.org/siri">'), 'namespace'],
    ['no namespace', siri('', '<Siri>'), 'namespace'],
    ['another document', Buffer.from('<html><body>Not found</body></html>'), 'no SIRI document'],
    ['a document that was cut off', siri(journey(`${vehicle}${place}`)).subarray(0, 300), 'well-formed'],
    ['tags that cross', siri('<VehicleActivity><A></VehicleActivity></A>'), 'well-formed'],
    ['elements without end of depth', siri('<a>'.repeat(5000)), 'well-formed'],
    ['another SIRI service', Buffer.from('<Siri xmlns="http://www.siri.org.uk/siri"><ServiceDelivery><StopMonitoringDelivery/></ServiceDelivery></Siri>'), 'no vehicle monitoring'],
    ['nothing', Buffer.from(''), 'empty'],
    ['a start tag that never ends, again and again', Buffer.from('<Siri '.repeat(200_000)), 'well-formed'],
    ['elements without number', siri('<b/>'.repeat(260_000)), 'well-formed'],
    ['attributes without end', Buffer.from(`<Siri xmlns="http://www.siri.org.uk/siri"><a${' b="c"'.repeat(200_000)}`), 'well-formed'],
  ])('[INGEST-22] %s is one clear refusal', (_, bytes, words) => {
    expect(readSiriVm(bytes, context)).toEqual({ unreadable: expect.stringContaining(words) as unknown });
  });
});

describe('[INGEST-24] any bytes at all', () => {
  const isReading = (reading: FeedReading): boolean => 'unreadable' in reading || Array.isArray(reading.items);
  const damaged = (bytes: Uint8Array) =>
    fc.tuple(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length)).map(([at, value, length]) => {
      const copy = Uint8Array.from(bytes);
      copy[at] = value;
      return copy.subarray(0, Math.max(1, length));
    });

  it('never make a reader throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => isReading(readGtfsRealtime(bytes, context)) && isReading(readSiriVm(bytes, context))));
  });

  it('nor does a sound feed with one byte changed and its end cut off', () => {
    fc.assert(fc.property(damaged(encode([{ id: 'e', vehicle: { ...bus, trip: { tripId: 'T' } } }])), (bytes) => isReading(readGtfsRealtime(bytes, context))), { numRuns: 500 });
    fc.assert(fc.property(damaged(siri(journey(`${vehicle}${place}`))), (bytes) => isReading(readSiriVm(bytes, context))), { numRuns: 500 });
  });
});
