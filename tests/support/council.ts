import { event } from '../fixtures/events.ts';

/** A council's worth of what can be searched for: made by counting, so that every test run has the same. Everybody in it is invented. */
const given = ['Thandi', 'Muhammad', 'Amelia', 'Zoë', 'Seán', 'Łukasz', 'Aisha', 'Oluwaseun', 'Grace', 'Noah', 'Freya', 'Ibrahim', 'Anne-Marie', 'José', 'Mia', 'Harriet', 'Dmitri', 'Priya', 'Callum', 'Nia', 'Yusuf', 'Chloé', 'Kwame', 'Saoirse', 'Arthur', 'Leila', 'Tomasz', 'Esme', 'Rhys', 'Fatima', 'Jack', 'Ngozi', 'Björn', 'Imogen', 'Mateo', 'Sienna', 'Hamza', 'Beatrix', 'Kofi', 'Elodie'];
const family = ['Okoro', 'Khan', 'O’Neill', 'Smith-Jones', 'Kowalski', 'Begum', 'Ahmed', 'Hughes', 'Fernández', 'Van der Berg', 'McDonald', 'Patel', 'Adeyemi', 'Wójcik', 'Blackwood', 'Singh', 'Murphy', 'Trelawny', 'Osei', 'Nguyen', 'Whittaker', 'D’Angelo', 'Rahman', 'Cartwright', 'Eze', 'Lindqvist', 'Pemberton', 'Hussain', 'Gallagher', 'Mbeki', 'Thorne', 'Jankowski', 'Ashdown', 'Farooq', 'Llewellyn', 'Sørensen', 'Bianchi', 'Oyelaran', 'Hartley', 'Quigley', 'Zhang', 'Marchetti', 'Dunmore', 'Achebe', 'Rosenthal', 'Iqbal', 'Tremblay', 'Ferreira', 'Underhill', 'Novak'];
const places = ['Beechwood', 'Oakfield', 'Larch Hall', 'Harrow Lane', 'Millbrook', 'Quarry Bank', 'Ashcombe', 'Tolgate', 'St Mary’s', 'Kestrel Park'];
const kinds = ['School', 'Primary School', 'Academy', 'High School', 'Special School'];
const sorts = ['complaint', 'foi', 'yellow-letter', 'chaperone', 'work-permit'] as const;

export interface CouncilChild {
  readonly passengerRef: string;
  readonly name: string;
  readonly birthDate: string;
  readonly postcode: string;
  readonly schoolRef: string;
  readonly routeRef: string;
}

const two = (value: number): string => String(value).padStart(2, '0');
const letters = Array.from('ABDEFGHJLNPQRSTUWXYZ');
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

export const schools = (count = 50) => Array.from({ length: count }, (_, at) => ({ schoolRef: `S${at}`, name: `${pick(places, at)} ${pick(kinds, Math.floor(at / places.length))}` }));

export const children = (count: number, routes: number): CouncilChild[] =>
  Array.from({ length: count }, (_, at) => ({
    passengerRef: `P-${String(100_000 + at)}`,
    name: `${pick(given, at * 7 + Math.floor(at / 40))} ${pick(family, at * 11 + Math.floor(at / 50))}`,
    birthDate: `${2008 + (at % 13)}-${two(1 + (at % 12))}-${two(1 + (at % 28))}`,
    // Two children a home.
    postcode: `B${10 + (Math.floor(at / 2) % 60)} ${Math.floor(at / 120) % 10}${pick(letters, Math.floor(at / 2))}${pick(letters, Math.floor(at / 40))}`,
    schoolRef: `S${at % 50}`,
    routeRef: String(400 + (at % routes)),
  }));

export const telephoneOf = (at: number): string => `07700 9${two(Math.floor(at / 1000))}${String(at % 1000).padStart(3, '0')}`;
export const caseRefOf = (at: number): string => `C-2026-${String(at).padStart(6, '0')}`;
export const registrationOf = (at: number): string => `B${letters[at % 20]}${two(60 + (at % 20))} ${letters[(at * 3) % 20]}${letters[(at * 7) % 20]}${letters[Math.floor(at / 20) % 20]}`;

export const placesEvents = (): object[] => schools().map((school) => event('school.upserted', { ...school, latitude: 52.4, longitude: -1.9, bellTimes: { starts: '08:50', ends: '15:15' } }));

/** A run there and a run home of each route, around `now` (epoch milliseconds). */
export const runEvents = (routes: number, now: number): object[] =>
  Array.from({ length: routes }, (_, at) => at).flatMap((at) =>
    (['to-school', 'from-school'] as const).flatMap((direction) => {
      const begins = now + (direction === 'to-school' ? -30 : 60) * 60_000;
      const runRef = `${400 + at}-${direction === 'to-school' ? 'am' : 'pm'}`;
      const stop = (sequence: number) => ({ sequence, stopRef: `${at}-${sequence}`, latitude: 52.4 + at * 0.0001 + sequence * 0.001, longitude: -1.9, scheduledAt: new Date(begins + sequence * 600_000).toISOString() });
      return [
        event('run.scheduled', { runRef, routeRef: String(400 + at), serviceDate: new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(now), direction, schoolRef: `S${at % 50}`, stopCalls: [stop(1), stop(2)] }),
        event('run.assigned', { runRef, vehicleRef: `V${at}` }),
      ];
    }),
  );

export const vehicleEvents = (count: number): object[] => Array.from({ length: count }, (_, at) => event('vehicle.upserted', { vehicleRef: `V${at}`, registration: registrationOf(at) }));
export const childEvents = (all: readonly CouncilChild[]): object[] => all.map((child) => event('passenger.upserted', { ...child, needs: [], assistantRequired: false }));
/** One guardian for two children. */
export const guardianEvents = (all: readonly CouncilChild[]): object[] =>
  all.filter((_, at) => at % 2 === 0).map(({ passengerRef }, at) => event('guardian.upserted', { guardianRef: `G${at}`, passengerRefs: [passengerRef, all[at * 2 + 1]?.passengerRef ?? passengerRef], relationship: 'mother', telephones: [telephoneOf(at)], messages: 'sms' }));
export const caseEvents = (from: number, until: number): object[] =>
  Array.from({ length: until - from }, (_, at) => from + at).map((at) =>
    event('case.opened', { caseRef: caseRefOf(at), caseType: pick(sorts, at), channel: 'email', serviceArea: at % 2 === 0 ? 'Home to School Transport' : 'Admissions', receivedDate: '2026-01-05', ...(at % 10 === 0 && { subjectRef: `P-${100_000 + (at % 6000)}` }) }),
  );
