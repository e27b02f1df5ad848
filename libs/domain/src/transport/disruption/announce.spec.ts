import { usualRules } from '../../notify/index.js';
import { decideTransport, passTime } from '../decide.js';
import type { TransportEvent } from '../events.js';
import { Fleet, FleetDraft } from '../fleet.js';
import { plan, start } from '../transport.fixture.js';
import type { Announcement } from './announce.js';

const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);

/** A run with three children of two families at its second and fourth stop, and whatever is told of it. */
class Street {
  readonly fleet = new Fleet();
  told: Announcement[] = [];
  private refs = 0;

  constructor(direction: 'to-school' | 'from-school' = 'to-school') {
    this.tell('school.upserted', { schoolRef: 'S', name: 'Beechwood School', latitude: 52, longitude: -1, bellTimes: { starts: '08:50', ends: '15:20' }, email: 'office@school.example' });
    this.tell('run.scheduled', plan({ direction, schoolRef: 'S' }), -3600);
    this.child('anna', 'stop-2');
    this.child('ben', 'stop-4');
    this.child('cleo', 'stop-2');
    this.guardian('g1', ['anna', 'ben'], ['0121 496 0000', '07700 900111']);
    this.guardian('g2', ['cleo'], ['07700 900222']);
  }

  child(passengerRef: string, boardingStopRef: string): void {
    this.tell('passenger.upserted', { passengerRef, schoolRef: 'S', routeRef: 'route', boardingStopRef, needs: [], assistantRequired: false });
  }
  guardian(guardianRef: string, passengerRefs: string[], telephones: string[], messages: 'sms' | 'email' | 'none' = 'sms'): void {
    this.tell('guardian.upserted', { guardianRef, passengerRefs, relationship: 'mother', telephones, messages });
  }
  tell(type: TransportEvent['type'], data: object, after = 0): ReturnType<typeof decideTransport> {
    const at = start + after * 1000;
    return this.draft((draft) => decideTransport(draft, { type, data, receivedAt: at } as unknown as TransportEvent, { now: at, messages: this.context() }));
  }
  tick(after: number): void {
    for (let second = after; second < after + 15; second++) this.draft((draft) => passTime(draft, { now: start + second * 1000, messages: this.context() }));
  }
  private draft<T>(work: (draft: FleetDraft) => T): T {
    const draft = new FleetDraft(this.fleet);
    const result = work(draft);
    this.told.push(...draft.announcements);
    draft.merge();
    return result;
  }
  private context() {
    return { clock, rules: usualRules, newRef: () => `m${(this.refs += 1)}`, waiting: (ref: string) => (ref === 'held' ? { runRef: 'run', audience: 'families' as const, words: 'Late.' } : undefined) };
  }
  families(): [string, string, string][] {
    return this.told.filter(({ audience }) => audience === 'families').flatMap(({ kind, addressees }) => addressees.map(({ ref, words }): [string, string, string] => [kind, ref, words]));
  }
}

describe('who is told what of a run', () => {
  it('[MSG-9] a family of two children is told once, in words for its first stop, at its mobile telephone', () => {
    const street = new Street();
    street.tell('run.cancelled', { runRef: 'run', cause: 'Vehicle fault' });
    expect(street.families().map(([kind, ref]) => [kind, ref])).toEqual([['cancelled', 'g1'], ['cancelled', 'g2']]);
    const [families, school] = street.told;
    expect(families?.addressees.map(({ address, passengerRefs, stop }) => [address, passengerRefs, stop])).toEqual([['+447700900111', ['anna', 'ben'], 1], ['+447700900222', ['cleo'], 1]]);
    expect(families?.addressees[0]?.words).toMatch(/^Route route, to Beechwood School, does not run today: vehicle fault\./);
    expect(school?.addressees.map(({ ref, channel, address }) => [ref, channel, address])).toEqual([['school:S', 'email', 'office@school.example']]);
  });

  it('[MSG-10] two guardians at one number are told once; each guardian of a child is told; the family of an absent child is not', () => {
    const street = new Street();
    street.guardian('g3', ['cleo'], ['+44 7700 900222']);
    street.guardian('g4', ['cleo'], ['07700 900333']);
    street.tell('passenger.absent', { runRef: 'run', passengerRef: 'anna', at: new Date(start).toISOString() });
    street.tell('passenger.absent', { runRef: 'run', passengerRef: 'ben', at: new Date(start).toISOString() });
    street.tell('run.cancelled', { runRef: 'run', cause: 'Vehicle fault' });
    expect(street.families().map(([, ref]) => ref)).toEqual(['g2', 'g4']);
  });

  it('[MSG-11] a reported delay is told with the time at the stop; a smaller one, or the same again, is not', () => {
    const street = new Street();
    street.tell('run.delayed', { runRef: 'run', minutes: 4, cause: 'Traffic' }, -600);
    expect(street.told).toEqual([]);
    street.tell('run.delayed', { runRef: 'run', minutes: 20, cause: 'Roadworks' }, -500);
    expect(street.families().map(([kind, ref]) => [kind, ref])).toEqual([['late', 'g1'], ['late', 'g2']]);
    expect(street.families()[0]?.[2]).toMatch(/^Route route, to Beechwood School, is about \d+ minutes late because of roadworks\. It should be at Stop 2 between \d\d:\d\d and \d\d:\d\d\. We will write again if this changes\.$/);
    const before = street.told.length;
    street.tell('run.delayed', { runRef: 'run', minutes: 21, cause: 'Roadworks' }, -400);
    expect(street.told.length).toBe(before);
  });

  it('[MSG-12] after a cancellation everyone hears that it runs after all, or that there is other transport', () => {
    const street = new Street();
    street.tell('run.cancelled', { runRef: 'run', cause: 'Vehicle fault' }, -900);
    street.tell('run.covered', { runRef: 'run', how: 'taxi' }, -800);
    street.tell('run.reinstated', { runRef: 'run' }, -700);
    expect(street.families().map(([kind]) => kind)).toEqual(['cancelled', 'cancelled', 'covered', 'covered', 'resumed', 'resumed']);
    expect(street.families()[2]?.[2]).toMatch(/Other transport is arranged for your child/);
    expect(street.families()[4]?.[2]).toBe('Route route, to Beechwood School, runs after all. It is due at Stop 2 at 08:31.');
  });

  it('[MSG-13] what the control room writes goes to everyone as it is, and leave for what waits is given once', () => {
    const street = new Street();
    street.tell('message.sent', { messageRef: 'own', runRef: 'run', audience: 'families', words: 'Please wait inside.' });
    street.tell('message.sent', { messageRef: 'own', runRef: 'run', audience: 'families', words: 'Please wait inside.' });
    expect(street.families()).toEqual([['written', 'g1', 'Please wait inside.'], ['written', 'g2', 'Please wait inside.']]);
    expect(street.tell('message.approved', { messageRef: 'held', runRef: 'run' })).toBeUndefined();
    expect(street.fleet.runs.get('run')?.toldAt).toBe(start);
    expect(street.tell('message.approved', { messageRef: 'gone', runRef: 'run' })).toEqual({ rejected: [{ path: 'data.messageRef', message: 'waits for nobody any more: it was sent, dropped or overtaken' }] });
  });

  it('[MSG-14] a bus that becomes late on the road is told as time passes', () => {
    const street = new Street();
    street.tell('run.assigned', { runRef: 'run', vehicleRef: 'bus' }, -600);
    street.tell('crew.signed-in', { runRef: 'run', role: 'driver', ref: 'd', at: new Date(start - 600_000).toISOString() }, -600);
    for (let after = 900; after <= 960; after += 10) street.tell('vehicle.positioned', { vehicleRef: 'bus', runRef: 'run', latitude: 52 + (after - 900) / 111_195, longitude: -1, recordedAt: new Date(start + after * 1000).toISOString() }, after);
    street.tick(961);
    expect(street.families().map(([kind, ref]) => [kind, ref])).toEqual([['late', 'g1'], ['late', 'g2']]);
  });
});
