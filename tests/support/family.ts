import type { Sightline } from './sightline.ts';
import { send } from './sightline.ts';

const minute = 60_000;
const iso = (at: number): string => new Date(at).toISOString();
export const serviceDateOf = (at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(at);

let count = 0;
/** One cloud event of the tests' own source; each is told apart by a number. */
export const told = (type: string, data: object): object => ({ specversion: '1.0', id: `family-${process.pid}-${(count += 1)}`, source: '/tests/family', type, data });

export async function tell(sightline: Pick<Sightline, 'url' | 'feedToken'>, ...events: readonly object[]): Promise<void> {
  const { status, body } = await send(sightline, events);
  if (status !== 200 || body.rejected.length > 0) throw new Error(`refused: ${status} ${JSON.stringify(body)}`);
}

/** The school at one end of the road, with a stop every 1,500 metres south of it. */
export const school = { schoolRef: 'S1', name: 'Beechwood School', latitude: 52.5, longitude: -1.9 };
const stopNames = ['Park Gate', 'Tanner’s Row', 'Mill Pool', 'Orchard End'];
const place = (index: number) => ({ latitude: school.latitude - index * 0.0135, longitude: school.longitude + index * 0.004 });

export interface Afternoon {
  readonly runRef?: string;
  readonly routeRef?: string;
  /** Minutes from now until it leaves the school; negative: it has left. */
  readonly startsIn?: number;
  readonly vehicleRef?: string;
}

/** What is known before a run home: the school, three children of different stops and their guardians. */
export function families({ routeRef = '412', schoolRef = 'S1' }: { routeRef?: string; schoolRef?: string } = {}): object[] {
  const child = (ref: string, name: string, stop: number, more: object = {}) => told('passenger.upserted', { passengerRef: `${ref}-${routeRef}`, name, schoolRef, routeRef, boardingStopRef: `STOP${stop}`, alightingStopRef: `${schoolRef}-GATE`, needs: [], assistantRequired: false, ...more });
  const guardian = (ref: string, passengerRefs: string[]) => told('guardian.upserted', { guardianRef: `${ref}-${routeRef}`, passengerRefs: passengerRefs.map((each) => `${each}-${routeRef}`), relationship: 'Mother', telephones: ['07700 900001'], messages: 'sms' });
  return [
    told('school.upserted', { ...school, schoolRef, bellTimes: { starts: '08:50', ends: '15:15' } }),
    told('operator.upserted', { operatorRef: 'O1', name: 'Ridgeway Travel', telephone: '0121 496 0412' }),
    child('P1', 'Tamsin Ott', 3), child('P2', 'Quentin Zander', 2), child('P3', 'Ursula Vane', 4, { banner: 'court-order' }),
    guardian('G1', ['P1']), guardian('G2', ['P2']), guardian('G3', ['P3']),
  ];
}

/** A run home of four stops, twelve minutes to the third. */
export function runHome(now: number, { runRef = 'HOME', routeRef = '412', startsIn = -6, vehicleRef = 'V412' }: Afternoon = {}): object[] {
  const begin = now + startsIn * minute;
  const stop = (index: number) => ({ sequence: index + 1, stopRef: index === 0 ? 'S1-GATE' : `STOP${index}`, name: index === 0 ? school.name : stopNames[index - 1], ...place(index), scheduledAt: iso(begin + index * 4 * minute) });
  return [
    told('run.scheduled', { runRef, routeRef, serviceDate: serviceDateOf(now), direction: 'from-school', operatorRef: 'O1', schoolRef: 'S1', stopCalls: [0, 1, 2, 3, 4].map(stop) }),
    told('vehicle.upserted', { vehicleRef, registration: 'BX21 KLM', operatorRef: 'O1', seats: 16 }),
    told('run.assigned', { runRef, vehicleRef }),
  ];
}

/** The bus between two stops, `along` in stops from the school, seen at a moment. */
export function seenAt(at: number, along: number, { runRef = 'HOME', vehicleRef = 'V412' }: Afternoon = {}): object {
  const { latitude, longitude } = place(along);
  return told('vehicle.positioned', { vehicleRef, runRef, latitude, longitude, recordedAt: iso(at), bearing: 170, speedMetresPerSecond: 8, accuracyMetres: 6 });
}

/** The run has left the school and is between the first two stops. */
export function underWay(now: number, afternoon: Afternoon = {}): object[] {
  const { runRef = 'HOME', routeRef = '412', startsIn = -6 } = afternoon;
  const begin = now + startsIn * minute;
  return [
    told('run.started', { runRef, at: iso(begin) }),
    told('stop.called', { runRef, sequence: 1, arrivedAt: iso(begin - minute), departedAt: iso(begin) }),
    told('passenger.boarded', { runRef, passengerRef: `P1-${routeRef}`, at: iso(begin - minute) }),
    told('passenger.boarded', { runRef, passengerRef: `P2-${routeRef}`, at: iso(begin - minute) }),
    seenAt(now - 20_000, 1.4, afternoon),
    seenAt(now - 5_000, 1.5, afternoon),
  ];
}

/** The link of a guardian to a child. */
export const busLink = (child = 'P1', guardian = 'G1', routeRef = '412') => ({ passengerRef: `${child}-${routeRef}`, guardianRef: `${guardian}-${routeRef}` });
