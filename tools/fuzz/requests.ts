import { cloudEvent, eventSchemas, eventTypes, mayAccess, routes, roles } from '@sightline/contracts';
import type { RouteContract } from '@sightline/contracts';
import { bent, echo, hostileFragment, hostileJson, hostileTexts } from './hostile.ts';
import { multipartOf, packedBomb, packings, protobufOf, xmlOf } from './files.ts';
import type { Random } from './random.ts';
import { valueOf } from './shapes.ts';
import type { Caller, Target } from './target.ts';
import { forgedJwt, forgedLink, forgedToken } from './tokens.ts';

/** A request that came out of the fuzzer. */
export interface FuzzedRequest {
  /** A short name for the table. */
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly caller: Caller;
}

const single = 'application/cloudevents+json';
const batch = 'application/cloudevents-batch+json';

/** Half of what is sent is right or almost so, so that it gets past the first check. */
const wrongs = { none: 4, few: 10, many: 3 };
const amount = { none: 0, few: 1.5, many: 12 } as const;
const json = (value: unknown, random: Random): string => hostileJson(value, random, amount[random.weighted(wrongs)]);

function eventOf(random: Random, number: number, place = 0): unknown {
  const type = random.pick(eventTypes);
  return { specversion: '1.0', id: `fuzz-${number}-${place}`, source: random.pick(['fuzz', 'fuzz', 'fuzz', 'person:admin', 'device:x', 'link:x', 'demonstration/x']), type, data: valueOf(eventSchemas[type], random) };
}

/** Every route that there is; those that would end our own session, or cost a password's hash, are asked less. */
const costly = new Set(['/api/session', '/api/session/demo', '/api/accounts', '/api/accounts/first', '/api/accounts/{username}', '/api/imports/gtfs', '/api/programme/periods/{period}/report.pdf', '/api/feeds/gtfs']);
const often = routes.filter(({ path, method }) => !costly.has(path) && !(method === 'DELETE' && path === '/api/links/{linkRef}'));

export function requestOf(target: Target, random: Random, number: number): FuzzedRequest {
  if (random.chance(0.3)) return atTheDoor(target, random, number);
  if (random.chance(0.01)) return packedRequest(target, random);
  const route = random.pick(random.chance(0.01) ? routes : often);
  return ofRoute(target, route, random, number);
}

/** The events' own door, with one event or a few. */
function atTheDoor(target: Target, random: Random, number: number): FuzzedRequest {
  const isBatch = random.chance(0.7);
  const value = isBatch ? Array.from({ length: 1 + random.below(6) }, (_, place) => eventOf(random, number, place)) : eventOf(random, number);
  const body = Buffer.from(json(value, random));
  const type = random.chance(0.95) ? (isBatch ? batch : single) : random.pick([`${batch}; charset=utf-16`, 'application/json', 'text/plain', '', 'a/b; c="', single.toUpperCase(), `${single};${'x'.repeat(2000)}`]);
  const caller = random.chance(0.9) ? 'feed' : random.pick(['nobody', 'forger', 'control', 'device'] as const);
  return withProof(target, random, { kind: 'door: events', method: 'POST', path: '/api/events', headers: { 'content-type': type }, body: random.chance(0.1) ? bent(body, random) : body, caller });
}

function packedRequest(target: Target, random: Random): FuzzedRequest {
  const packing = random.pick(packings);
  const [path, type] = random.pick([['/api/events', batch], ['/api/ingest/siri-vm', 'application/xml'], ['/api/ingest/gtfs-realtime', 'application/x-protobuf'], ['/api/commands', 'application/json']] as const);
  return withProof(target, random, { kind: 'door: packed bomb', method: 'POST', path, headers: { 'content-type': type, 'content-encoding': packing }, body: packedBomb(packing), caller: 'feed' });
}

/** Whoever may, mostly; and whoever may not. */
function callerOf({ callers }: RouteContract, random: Random): Caller {
  if (random.chance(0.15)) return random.pick(['nobody', 'forger'] as const);
  if (random.chance(0.25)) return random.pick(roles);
  const chosen = random.pick(callers);
  if (chosen === 'everyone') return 'nobody';
  if (chosen === 'signed-in') return random.pick(roles);
  if (typeof chosen === 'string') return chosen;
  return 'links' in chosen ? random.pick(chosen.links) : (random.any(roles.filter((role) => mayAccess(role, chosen.resource, chosen.grant))) ?? 'nobody');
}

const innocent = ['watched-run-1', 'canary-child', 'fuzz-runRef-1', 'fuzz-caseRef-1', 'run', '2026-09', 'current', 'items', 'cases', 'vehicles', 'gtfs', 'vehicle-positions', 'foi', 'risk', 'late'];
const segment = (random: Random): string => {
  if (random.chance(0.5)) return random.pick(innocent);
  return random.pick<() => string>([() => encodeURIComponent(random.pick(hostileTexts).toWellFormed()), () => random.pick(['%00', '%', '%zz', '%ed%a0%80', '..%2f..%2f', '%2e%2e', '.', '..', '%c0%af', 'a%0d%0ab', '%F0%9F', 'x'.repeat(600), ';a=b', '*', '__proto__'])])();
};

function queryOf(route: RouteContract, random: Random): string {
  if (!route.query || random.chance(0.3)) return random.chance(0.05) ? `?${random.pick(['__proto__[polluted]=yes', 'a=1&a=2&a=3', '%', '='.repeat(500), 'limit=-1&cursor=%00', '&'.repeat(3000), 'constructor.prototype.polluted=yes'])}` : '';
  const value = valueOf(route.query, random) as Record<string, unknown>;
  const pairs = Object.entries(value).map(([name, each]) => {
    const text = random.chance(0.4) ? random.pick(hostileTexts).toWellFormed() : String(each);
    return `${encodeURIComponent(name)}=${random.chance(0.1) ? random.pick(['%00', '%ff', '1e400', '%']) : encodeURIComponent(text)}`;
  });
  if (random.chance(0.1) && pairs[0] !== undefined) pairs.push(pairs[0], pairs[0]);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

function ofRoute(target: Target, route: RouteContract, random: Random, number: number): FuzzedRequest {
  const { method } = route;
  let caller = callerOf(route, random);
  // To sign our own people out would leave nothing to fuzz as.
  if (method !== 'GET' && /^\/api\/session$|sign-out|sessions/.test(route.path) && roles.some((role) => role === caller)) caller = 'forger';
  const path = route.path.replaceAll(/\{\w+\}/g, () => segment(random)) + queryOf(route, random);
  const headers: Record<string, string> = {};
  let body: Buffer | undefined;
  const [mediaType, schema] = random.any(Object.entries(route.body ?? {})) ?? [];
  if (mediaType !== undefined && schema !== undefined) {
    headers['content-type'] = mediaType;
    if (mediaType === 'multipart/form-data') ({ type: headers['content-type'], body } = multipartOf(random));
    else if (mediaType.includes('xml')) body = xmlOf(random);
    else if (/protobuf|octet/.test(mediaType)) body = protobufOf(random);
    else if (mediaType.includes('urlencoded')) body = Buffer.from(route.path.includes('channel') ? `logout_token=${forgedJwt(random)}` : `id=${target.device.secret}&lat=${random.pick(hostileTexts)}&lon=-1.9&timestamp=${random.pick(hostileTexts)}&__proto__=x`);
    else body = jsonBody(route, schema, random, number);
    if (random.chance(0.03)) headers['content-type'] = random.pick(['', 'text/plain', 'application/json; charset=utf-7', 'multipart/form-data', 'application/xml', `${echo}/${echo}`]);
  } else if (method !== 'GET' && random.chance(0.3)) {
    headers['content-type'] = 'application/json';
    body = Buffer.from(hostileFragment(random));
  }
  const isDevice = route.path.includes('/devices/o');
  return withProof(target, random, { kind: `route: ${route.path.split('/')[2] ?? ''}`, method, path: isDevice && path.includes('osmand') ? withDevice(path, target, random) : path, headers, ...(body && { body }), caller });
}

const withDevice = (path: string, target: Target, random: Random): string => (random.chance(0.7) ? `${path}${path.includes('?') ? '&' : '?'}id=${target.device.secret}` : path);

function jsonBody(route: RouteContract, schema: NonNullable<RouteContract['body']>[string], random: Random, number: number): Buffer {
  const type = random.pick(eventTypes);
  const value =
    route.path === '/api/commands' ? { type, data: valueOf(eventSchemas[type], random) }
    : route.path === '/api/links/events' ? { events: Array.from({ length: 1 + random.below(4) }, (_, at) => ({ id: `fuzz-${number}-${at}`, type, data: valueOf(eventSchemas[type], random) })) }
    : schema === (cloudEvent as unknown) ? eventOf(random, number)
    : valueOf(schema, random);
  const bytes = Buffer.from(json(value, random));
  return random.chance(0.05) ? bent(bytes, random) : bytes;
}

const addressesBehindTheProxy = 4000;

/** What the caller proves itself by. Each message comes from an address of its own, as if through a proxy on this machine. */
function withProof(target: Target, random: Random, request: FuzzedRequest): FuzzedRequest {
  const { caller } = request;
  const address = random.below(addressesBehindTheProxy);
  const headers: Record<string, string> = { ...request.headers, 'x-forwarded-for': `10.7.${address >> 8}.${address & 255}` };
  const person = roles.find((role) => role === caller);
  const link = target.links.find(({ kind }) => kind === caller);
  if (person !== undefined) {
    headers['cookie'] = target.people[person].cookie;
    headers['origin'] = random.chance(0.97) ? target.url : random.pick(['null', 'https://evil.invalid', '']);
    if (random.chance(0.97)) headers['x-csrf-token'] = target.people[person].csrfToken;
  } else if (link) headers['authorization'] = `Link ${random.chance(0.8) ? link.token : forgedLink(link.token, random)}`;
  else if (caller === 'feed') headers['authorization'] = `Bearer ${target.feedToken}`;
  else if (caller === 'device') headers['authorization'] = `Basic ${Buffer.from(`${target.device.name}:${target.device.secret}`).toString('base64')}`;
  else if (caller === 'forger') Object.assign(headers, forgedToken(target, random));
  return { ...request, headers };
}
