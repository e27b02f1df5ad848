import fc from 'fast-check';
import { access, cloudEvent, commandOnlyTypes, eventSchemas, eventTypes, isEventType, mayAccess, personalFields, roles } from '../index.js';
import type { Resource } from '../index.js';

/** The smallest data that the published contract of each of these types lets through. */
const least: Partial<Record<keyof typeof eventSchemas, object>> = {
  'vehicle.positioned': { vehicleRef: 'V1', latitude: 52.9, longitude: -1.1, recordedAt: '2026-11-10T08:24:17Z' },
  'run.scheduled': { runRef: 'R1', routeRef: 'A', serviceDate: '2026-11-10', stopCalls: [{ sequence: 1, stopRef: 'S', latitude: 52.9, longitude: -1.1, scheduledAt: '2026-11-10T08:24:17+00:00' }, { sequence: 2, stopRef: 'T', latitude: 52.9, longitude: -1.1, scheduledAt: '2026-11-10T08:34:17Z' }] },
  'run.assigned': { runRef: 'R1' },
  'run.started': { runRef: 'R1', at: '2026-11-10T08:24:17Z' },
  'run.reinstated': { runRef: 'R1' },
  'case.assigned': { caseRef: 'C1', ownerRef: 'O1' },
  'programme.period-frozen': { period: '2026-09' },
  'call.abandoned': { callRef: 'T1', at: '2026-11-10T08:24:17Z' },
};

/** The paths that are complained about, each once, in order. */
const problems = (type: keyof typeof eventSchemas, data: unknown): string[] => [
  ...new Set(eventSchemas[type].safeParse(data).error?.issues.map(({ path }) => path.join('.')) ?? []),
];

describe('the events that a door takes', () => {
  it.each(Object.entries(least))('%s passes with no more than it must have', (type, data) => {
    expect(problems(type as keyof typeof eventSchemas, data)).toEqual([]);
  });

  it.each(Object.entries(least).flatMap(([type, data]) => Object.keys(data).map((field) => [type, field, data] as const)))('%s without %s is refused with that path', (type, field, data) => {
    const without = Object.fromEntries(Object.entries(data).filter(([name]) => name !== field));
    expect(problems(type as keyof typeof eventSchemas, without)).toEqual([field]);
  });

  it.each([
    ['latitude', 90.1],
    ['latitude', '52.9'],
    ['longitude', -180.1],
    ['recordedAt', '10/11/2026 08:24'],
    ['recordedAt', '2026-11-10T08:24:17'],
    ['vehicleRef', ''],
    ['vehicleRef', ' V1'],
    ['vehicleRef', 'V\u00001'],
  ])('a position whose %s is %j is refused with that path', (field, value) => {
    expect(problems('vehicle.positioned', { ...least['vehicle.positioned'], [field]: value })).toEqual([field]);
  });

  it('whatever comes as data, the answer is a list of paths and never an exception', () => {
    fc.assert(fc.property(fc.constantFrom(...eventTypes), fc.anything(), (type, data) => Array.isArray(problems(type, data))));
  });

  it('knows its own types and no property of objects', () => {
    for (const type of eventTypes) expect(isEventType(type)).toBe(true);
    for (const type of ['', 'toString', '__proto__', 'constructor', 'vehicle.moved']) expect(isEventType(type)).toBe(false);
    for (const type of commandOnlyTypes) expect(eventTypes).toContain(type);
  });

  it('names personal fields only where the schema has them', () => {
    for (const [type, fields] of Object.entries(personalFields)) {
      const { shape } = eventSchemas[type as keyof typeof eventSchemas] as unknown as { shape: object };
      expect(Object.keys(shape)).toEqual(expect.arrayContaining([...fields]));
    }
  });
});

describe('the envelope', () => {
  const envelope = { specversion: '1.0', id: '1', source: '/feed', type: 'run.started', data: {} };
  it('lets extension attributes through', () => {
    expect(cloudEvent.safeParse({ ...envelope, traceparent: '00-x' }).success).toBe(true);
  });
  it.each([['specversion', '0.3'], ['id', ''], ['source', undefined], ['time', 'yesterday'], ['datacontenttype', 'text/xml']])('is refused with the %s %j', (field, value) => {
    expect(cloudEvent.safeParse({ ...envelope, [field]: value }).success).toBe(false);
  });
});

describe('the access table', () => {
  const resources = Object.keys(access) as Resource[];

  it('keeps what concerns single people and runs from the board', () => {
    const closed: Resource[] = ['fleet', 'runs', 'alerts', 'session', 'traces', 'children-on-run', 'cases', 'search'];
    for (const resource of closed) expect(mayAccess('board', resource)).toBe(false);
  });

  it('lets whoever may act also see, and nobody act who may only see', () => {
    for (const role of roles) {
      for (const resource of resources) {
        if (mayAccess(role, resource, 'act')) expect(mayAccess(role, resource, 'see')).toBe(true);
      }
    }
    expect(mayAccess('calls', 'runs', 'see')).toBe(true);
    expect(mayAccess('calls', 'runs', 'act')).toBe(false);
  });

  it('leaves accounts, devices and the quarantine to the administrator', () => {
    for (const resource of ['accounts', 'devices', 'quarantine'] as const) {
      expect(roles.filter((role) => mayAccess(role, resource))).toEqual(['admin']);
    }
  });
});
