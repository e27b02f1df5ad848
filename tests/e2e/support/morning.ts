import { send } from '../../support/sightline.ts';
import type { Sightline } from '../../support/sightline.ts';
import { until } from '../../support/until.ts';
import { signIn } from '../../support/person.ts';

const minute = 60_000;
const iso = (at: number): string => new Date(at).toISOString();
const serviceDate = (at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(at);

let count = 0;
/** One cloud event of the tests' own source; each is told apart by a number. */
export const event = (type: string, data: object): object => ({ specversion: '1.0', id: `e2e-${(count += 1)}`, source: '/tests/e2e', type, data });

/** A small morning, built around now: one run of each kind that the control room has to tell apart. */
export function morning(now = Date.now()): object[] {
  const schools = [
    { schoolRef: 'S1', name: 'Beechwood School', latitude: 52.49, longitude: -1.88 },
    { schoolRef: 'S2', name: 'Oakfield School', latitude: 52.47, longitude: -1.92 },
  ];
  const stop = (run: number, sequence: number, latitude: number, longitude: number, at: number, name: string) => ({ sequence, stopRef: `R${run}-${sequence}`, name, latitude, longitude, scheduledAt: iso(at) });
  const run = (number: number, startsIn: number, schoolIndex: number) => {
    const school = schools[schoolIndex] ?? { schoolRef: 'S1', name: '', latitude: 0, longitude: 0 };
    const begin = now + startsIn * minute;
    const south = 52.44 + number * 0.004;
    const west = -1.97 + number * 0.012;
    return event('run.scheduled', {
      runRef: `R${number}`,
      routeRef: String(410 + number),
      serviceDate: serviceDate(now),
      direction: 'to-school',
      operatorRef: number % 2 === 0 ? 'O1' : 'O2',
      schoolRef: school.schoolRef,
      stopCalls: [stop(number, 1, south, west, begin, 'Alder Close'), stop(number, 2, (south + school.latitude) / 2, (west + school.longitude) / 2, begin + 10 * minute, 'Wharf Street'), stop(number, 3, school.latitude, school.longitude, begin + 25 * minute, school.name)],
    });
  };
  /** A vehicle a little way from its first stop, on its path to the second: all that are seen go to Beechwood. */
  const at = (number: number, ago: number) => {
    const along = (from: number, to: number) => from + 0.1 * (to - from);
    return event('vehicle.positioned', { vehicleRef: `V${number}`, runRef: `R${number}`, latitude: along(52.44 + number * 0.004, 52.49), longitude: along(-1.97 + number * 0.012, -1.88), recordedAt: iso(now - ago * 1000), bearing: 40, speedMetresPerSecond: 8 });
  };
  return [
    ...schools.map((school) => event('school.upserted', { ...school, bellTimes: { starts: '08:50', ends: '15:15' } })),
    event('operator.upserted', { operatorRef: 'O1', name: 'Ridgeway Travel', telephone: '0121 496 0412' }),
    event('operator.upserted', { operatorRef: 'O2', name: 'Tarn Valley Minibuses', telephone: '0121 496 0455' }),
    run(1, -18, 0), run(2, -4, 0), run(3, 20, 1), run(4, 8, 1), run(5, -12, 1), run(6, -9, 0),
    ...[1, 2, 3, 4, 5, 6].map((number) => event('run.assigned', { runRef: `R${number}`, vehicleRef: `V${number}`, driverRef: `D${number}` })),
    ...['T.O.', 'J.M.', 'A.K.'].map((name, index) => event('passenger.upserted', { passengerRef: `P${index}`, name: name.replace(/\./g, ' ').trim(), schoolRef: 'S1', routeRef: '411', needs: index === 0 ? ['wheelchair'] : [], assistantRequired: false })),
    event('passenger.upserted', { passengerRef: 'P9', name: 'L P', schoolRef: 'S2', routeRef: '414', needs: ['harness'], assistantRequired: true }),
    event('passenger.upserted', { passengerRef: 'P8', name: 'R S', schoolRef: 'S2', routeRef: '413', needs: [], assistantRequired: false }),
    event('stop.called', { runRef: 'R1', sequence: 1, arrivedAt: iso(now - 4 * minute), departedAt: iso(now - 3 * minute) }),
    event('stop.called', { runRef: 'R2', sequence: 1, arrivedAt: iso(now - 4 * minute), departedAt: iso(now - 4 * minute + 20_000) }),
    event('stop.called', { runRef: 'R6', sequence: 1, arrivedAt: iso(now - 9 * minute), departedAt: iso(now - 9 * minute + 20_000) }),
    at(1, 20), at(1, 8), at(2, 18), at(2, 6), at(6, 250), at(6, 240),
    event('run.cancelled', { runRef: 'R3', cause: 'Vehicle fault' }),
  ];
}

/** Sends the morning and waits until the control room has alerts. */
export async function playMorning(sightline: Sightline): Promise<void> {
  const { status, body } = await send(sightline, morning());
  if (status !== 200 || body.rejected.length > 0) throw new Error(`the morning was refused: ${status} ${JSON.stringify(body)}`);
  const person = await signIn(sightline, 'control');
  await until('a run that is late', async () => {
    const { items } = await person.get<{ items: unknown[] }>('/api/transport/runs?condition=late');
    return items.length > 0 ? true : undefined;
  });
}
