import { roles } from '@sightline/contracts';
import type { LinkKind, Role } from '@sightline/contracts';

/** Where a Sightline is, and what its owner gave the fuzzer: a demonstration's accounts have their role's name. */
export interface Address {
  readonly url: string;
  readonly feedToken: string;
  readonly password: string;
}

/** Who sends a message. `nobody` has no proof, `forger` an invented one. */
export type Caller = 'nobody' | 'forger' | 'feed' | 'device' | Role | LinkKind;

export interface Person {
  readonly role: Role;
  readonly cookie: string;
  readonly csrfToken: string;
}

export interface Link {
  readonly kind: LinkKind;
  readonly linkRef: string;
  readonly token: string;
}

/** A Sightline with something in it that is not everybody's: what the fuzzer may prove itself by, and what it must not find. */
export interface Target extends Address {
  readonly people: Readonly<Record<Role, Person>>;
  readonly links: readonly Link[];
  readonly device: { readonly name: string; readonly secret: string };
}

/** Values that stand in the rows of people. Nobody but those named may ever be sent one. */
export const canaries: readonly { readonly value: string; readonly mayReach: ReadonlySet<Caller> }[] = [
  { value: 'Canarychild Zqnamezq', mayReach: new Set<Caller>(['calls', 'crew']) },
  { value: 'Canaryguardian Zqparentzq', mayReach: new Set<Caller>(['calls']) },
  { value: '07700900987', mayReach: new Set<Caller>(['calls']) },
];

export const event = (type: string, data: object, id: string = crypto.randomUUID(), source = 'fuzz-setting'): object => ({ specversion: '1.0', id, source, type, data });

/** What the legitimate viewer watches: runs that no fuzzed name touches. */
export const watched = { runs: 40, runRef: (at: number) => `watched-run-${at}`, vehicleRef: (at: number) => `watched-vehicle-${at}` };

const minutes = (from: number, by: number): string => new Date(from + by * 60_000).toISOString();

function settingEvents(): object[] {
  const now = Date.now();
  const serviceDate = new Date(now).toISOString().slice(0, 10);
  const stop = (sequence: number) => ({ sequence, stopRef: `watched-stop-${sequence}`, latitude: 52.4 + sequence * 0.01, longitude: -1.9, scheduledAt: minutes(now, sequence * 60 - 70) });
  const runs = Array.from({ length: watched.runs }, (_, at) => [
    event('run.scheduled', { runRef: watched.runRef(at), routeRef: `watched-route-${at}`, serviceDate, direction: 'to-school', schoolRef: 'watched-school', operatorRef: 'watched-operator', stopCalls: [1, 2, 3, 4].map(stop) }),
    event('run.assigned', { runRef: watched.runRef(at), vehicleRef: watched.vehicleRef(at), assistantRef: 'watched-assistant' }),
  ]).flat();
  return [
    event('school.upserted', { schoolRef: 'watched-school', name: 'Watched School', latitude: 52.44, longitude: -1.9, bellTimes: { starts: '08:50', ends: '15:15' } }),
    event('operator.upserted', { operatorRef: 'watched-operator', name: 'Watched Coaches' }),
    event('assistant.upserted', { assistantRef: 'watched-assistant', name: 'Watched Assistant' }),
    event('passenger.upserted', { passengerRef: 'canary-child', name: canaries[0]?.value, postcode: 'ZZ9 9ZZ', birthDate: '2015-05-05', schoolRef: 'watched-school', routeRef: 'watched-route-0', needs: ['harness'], assistantRequired: false }),
    event('guardian.upserted', { guardianRef: 'canary-guardian', passengerRefs: ['canary-child'], relationship: 'mother', name: canaries[1]?.value, telephones: [canaries[2]?.value], messages: 'none' }),
    ...runs,
  ];
}

/** Sends a batch of events. Throws unless all of it is accepted or known. */
export async function sendEvents({ url, feedToken }: Address, events: readonly object[]): Promise<void> {
  const response = await fetch(`${url}/api/events`, { method: 'POST', headers: { authorization: `Bearer ${feedToken}`, 'content-type': 'application/cloudevents-batch+json' }, body: JSON.stringify(events) });
  const reply = (await response.json()) as { rejected?: unknown[] };
  if (!response.ok || (reply.rejected ?? []).length > 0) throw new Error(`the setting was refused: ${response.status} ${JSON.stringify(reply).slice(0, 500)}`);
}

export async function signIn({ url, password }: Address, role: Role): Promise<Person> {
  const response = await fetch(`${url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json', origin: url }, body: JSON.stringify({ username: role, password }) });
  if (!response.ok) throw new Error(`${role} could not sign in: ${response.status}`);
  const { csrfToken } = (await response.json()) as { csrfToken: string };
  return { role, csrfToken, cookie: response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ') };
}

/** Asks as a person does. */
export function ask({ url }: Address, { cookie, csrfToken }: Person, path: string, body?: object): Promise<Response> {
  const headers = { cookie, origin: url, 'x-csrf-token': csrfToken };
  if (body === undefined) return fetch(url + path, { headers });
  return fetch(url + path, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

const subjects: Readonly<Record<LinkKind, object>> = {
  bus: { guardianRef: 'canary-guardian', passengerRef: 'canary-child' },
  school: { schoolRef: 'watched-school' },
  operator: { operatorRef: 'watched-operator' },
  crew: { assistantRef: 'watched-assistant' },
};

/** Fills an empty demonstration and signs in as everyone. */
export async function settle(address: Address): Promise<Target> {
  await sendEvents(address, settingEvents());
  const people = Object.fromEntries(await Promise.all(roles.map(async (role) => [role, await signIn(address, role)] as const))) as Record<Role, Person>;
  const links: Link[] = [];
  for (const [kind, subject] of Object.entries(subjects) as [LinkKind, object][]) {
    const response = await ask(address, people.control, '/api/links', { kind, ...subject });
    if (!response.ok) throw new Error(`no link of kind ${kind}: ${response.status} ${await response.text()}`);
    const { linkRef, url } = (await response.json()) as { linkRef: string; url: string };
    links.push({ kind, linkRef, token: url.slice(url.lastIndexOf('/') + 1) });
  }
  const name = `fuzz-device-${process.pid}-${Date.now()}`;
  const response = await ask(address, people.admin, '/api/devices', { name, vehicleRef: 'fuzz-vehicleRef-0' });
  const device = (await response.json()) as { name: string; secret: string };
  // Nothing but data: the viewer has it on another thread.
  const { url, feedToken, password } = address;
  return { url, feedToken, password, people, links, device };
}
