import { topicNames } from '@sightline/contracts';
import { bent, hostileFragment, hostileJson, hostileTexts } from './hostile.ts';
import type { Random } from './random.ts';
import type { Caller, Target } from './target.ts';
import { forgedJwt, forgedLink } from './tokens.ts';

/** A message of a socket: text, bytes that call themselves text, binary, a control frame, a piece of a message, or bytes below the protocol. */
export interface FuzzedFrame {
  readonly kind: string;
  readonly data: string | Buffer;
  readonly as?: 'text' | 'binary' | 'ping' | 'pong' | 'piece' | 'raw';
  /** What it subscribes to and under which number, so that the answer can be judged. */
  readonly asks?: { readonly id: string; readonly topic: string };
}

/** What a socket has learned that it can replay: places of its own and of others. */
export interface Seen {
  readonly places: readonly { readonly epoch: string; readonly seq: number }[];
  nextId(): string;
}

/** Frames after which the server hangs up are rare: the others are to come deep. */
const weights = { subscribe: 40, resume: 15, unsubscribe: 12, event: 8, ack: 5, namespace: 1, control: 4, odd: 6, attachments: 0.4, deadly: 0.4 };

export function frameOf(target: Target, caller: Caller, seen: Seen, random: Random): FuzzedFrame {
  return frames[random.weighted(weights)](target, caller, seen, random);
}

const paramsOf = (topic: string, target: Target, random: Random): object | undefined => {
  if (topic === 'run') return { runRef: random.pick(['watched-run-1', 'watched-run-2', 'fuzz-runRef-1', 'fuzz-runRef-2']) };
  if (topic === 'look-up') return { lookUpRef: `fuzz-${random.below(100)}` };
  if (['bus', 'school', 'operator', 'crew'].includes(topic)) return { linkRef: random.pick(target.links).linkRef };
  return undefined;
};

const topicOf = (random: Random): string => (random.chance(0.9) ? random.pick(topicNames) : random.pick(hostileTexts));

/** Some requests as they should be, some with a node or two of them wrong. */
const requestText = (request: object, random: Random): string => hostileJson(request, random, random.pick([0, 0, 1.5, 8]));

function asked(kind: string, event: string, topic: string, request: object, seen: Seen, random: Random): FuzzedFrame {
  const id = seen.nextId();
  const text = requestText(request, random);
  // Only of a request that still says what it is about can the answer be judged by it.
  const isWhole = text === JSON.stringify(request);
  return { kind, data: `42${id}["${event}",${text}]`, ...(isWhole && event === 'subscribe' && { asks: { id, topic } }) };
}

const frames: Readonly<Record<keyof typeof weights, (target: Target, caller: Caller, seen: Seen, random: Random) => FuzzedFrame>> = {
  subscribe: (target, _, seen, random) => {
    const topic = topicOf(random);
    const params = paramsOf(topic, target, random);
    return asked('subscribe', 'subscribe', topic, { topic, ...(params && { params }) }, seen, random);
  },
  unsubscribe: (target, _, seen, random) => {
    const topic = topicOf(random);
    const params = paramsOf(topic, target, random);
    return asked('unsubscribe', 'unsubscribe', topic, { topic, ...(params && { params }) }, seen, random);
  },
  resume: (target, _, seen, random) => {
    const topic = topicOf(random);
    const params = paramsOf(topic, target, random);
    const place = random.any(seen.places);
    const since = place && random.chance(0.7)
      ? { epoch: place.epoch, seq: random.pick([place.seq, place.seq - 1, 0, place.seq + 1]) }
      : { epoch: random.pick(['', 'x', '__proto__', 'a'.repeat(64), 'a'.repeat(65), forgedJwt(random)]), seq: random.pick([-1, 0, 1.5, 2 ** 53, 1e300]) };
    return asked('resume', 'subscribe', topic, { topic, ...(params && { params }), since }, seen, random);
  },
  event: (_, __, seen, random) => {
    const name = random.pick(['connect', 'disconnect', 'disconnecting', 'connect_error', 'newListener', 'removeListener', 'error', '__proto__', 'constructor', 'toString', 'delta', 'goodbye', 'snapshot', '', ...hostileTexts]);
    return { kind: 'event', data: `42${random.chance(0.5) ? seen.nextId() : ''}[${JSON.stringify(name)}${random.chance(0.7) ? `,${hostileFragment(random)}` : ''}]` };
  },
  ack: (_, __, ___, random) => ({ kind: 'ack unasked', data: `43${random.pick(['0', '1', '99999', '18446744073709551616', '-1', ''])}[${hostileFragment(random)}]` }),
  namespace: (target, __, ___, random) => ({
    kind: 'namespace',
    data: random.pick<() => string>([() => '40/admin,', () => `40/${'a'.repeat(1000)},`, () => '40/__proto__,{}', () => '42/admin,["subscribe",{}]', () => '41/other,', () => `40/a?${forgedLink(target.links[0]?.token ?? 'x', random)},{}`, () => '43/x,1[]', () => '44{"message":"x"}'])(),
  }),
  control: (_, __, ___, random) => ({ kind: 'control', as: random.pick(['ping', 'ping', 'pong'] as const), data: random.bytes(random.pick([0, 1, 125])) }),
  odd: (_, __, seen, random) => random.pick<() => FuzzedFrame>([
    () => ({ kind: 'engine packet', data: random.pick(['3', '3probe', '6', '3x']) }),
    () => ({ kind: 'piece', as: 'piece', data: `42${seen.nextId()}["unsubscribe",{"topic":"fleet"}]` }),
    () => ({ kind: 'long request', data: `42${seen.nextId()}["subscribe",{"topic":"fleet","params":{"a":"${'x'.repeat(random.pick([1000, 30_000, 60_000]))}"}}]` }),
    () => ({ kind: 'many arguments', data: `42${seen.nextId()}["subscribe",${'{},'.repeat(random.pick([3, 3000]))}{}]` }),
    () => ({ kind: 'deep request', data: `42${seen.nextId()}["subscribe",{"topic":"run","params":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}]` }),
    () => ({ kind: 'wide request', data: `42${seen.nextId()}["subscribe",{"topic":"run","params":{${Array.from({ length: 3000 }, (___, at) => `"k${at}":1`).join(',')}}}]` }),
  ])(),
  attachments: (_, __, ___, random) => ({
    kind: 'attachment lie',
    data: random.pick(['451-["subscribe",{"_placeholder":true,"num":0}]', '459-["subscribe",{"_placeholder":true,"num":-1}]', '45999999999-["a"]', '451-["a",{"_placeholder":true,"num":1e9}]', '45-["a"]', '451.5-["a"]', '450-["subscribe",{}]', '461-1[{"_placeholder":true,"num":0}]', '451-["subscribe",{"_placeholder":true,"num":"__proto__"}]']),
  }),
  deadly: (_, __, seen, random) => random.pick<() => FuzzedFrame>([
    () => ({ kind: 'no packet', data: random.pick(['', '9', '4', '49', '42', '42{', '42[]', '42[1', '42["a"', '42{"a":1}', '42[null]', '42[{}]', '40', '41', '2', '1', '5', '0{}', 'b', 'bAAAA', '4'.repeat(500), '42["a",NaN]', `42${'9'.repeat(400)}["a"]`]) }),
    () => ({ kind: 'invalid UTF-8', as: 'text', data: bent(Buffer.from('42["subscribe",{"topic":"fleet"}]'), random) }),
    () => ({ kind: 'binary unasked', as: 'binary', data: random.bytes(random.pick([0, 1, 1000])) }),
    () => ({ kind: 'too large', data: `42["subscribe","${'x'.repeat(70_000)}"]` }),
    () => ({ kind: 'below the protocol', as: 'raw', data: random.pick([Buffer.from('810134', 'hex'), Buffer.from('c1803433', 'hex'), Buffer.from('89fe00801234', 'hex'), Buffer.from('81ff7fffffffffffffff00000000', 'hex'), Buffer.from('8380', 'hex'), Buffer.from('88820000000003e7', 'hex'), Buffer.from('808000000000', 'hex'), random.bytes(20)]) }),
    () => ({ kind: 'deepest request', data: `42${seen.nextId()}["subscribe",${'['.repeat(30_000)}${']'.repeat(30_000)}]` }),
  ])(),
};

/** How a socket says who it is: nothing, twice, too much, or a link of its own or another's. */
export const joinTexts = (target: Target, random: Random): string =>
  random.pick<() => string>([
    () => `40${JSON.stringify({ link: forgedLink(random.pick(target.links).token, random) })}`,
    () => `40{"link":${hostileFragment(random)}}`,
    () => `40${hostileFragment(random)}`,
    () => '40{"__proto__":{"link":"x"},"token":1}',
    () => `40{"link":"${forgedJwt(random)}"}`,
    () => '42["subscribe",{"topic":"fleet"}]',
    () => '421["subscribe",{"topic":"fleet"}]',
  ])();
