import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { echo } from './hostile.ts';
import type { Oracle } from './oracle.ts';
import type { Random } from './random.ts';
import type { Target } from './target.ts';

/** What is written on a bare connection: at once, or byte by byte with a pause between. */
interface Script {
  readonly kind: string;
  readonly bytes: Buffer;
  readonly pauseMilliseconds?: number;
  /** The connection is left open so long, silent. */
  readonly holdMilliseconds: number;
}

const mostAtOnce = 60;

/** Messages below HTTP's grammar: what no client library would send. */
export class Wire {
  #open = 0;
  readonly #target: Target;
  readonly #oracle: Oracle;
  readonly #sockets = new Set<Socket>();

  constructor(target: Target, oracle: Oracle) {
    this.#target = target;
    this.#oracle = oracle;
  }

  /** Whether another connection may be opened: those that are held silent count. */
  get hasRoom(): boolean {
    return this.#open < mostAtOnce;
  }

  async send(message: number, random: Random): Promise<void> {
    this.#open += 1;
    try {
      await this.#play(message, scriptOf(this.#target, random));
    } finally {
      this.#open -= 1;
    }
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async #play(message: number, { kind, bytes, pauseMilliseconds, holdMilliseconds }: Script): Promise<void> {
    const { hostname, port } = new URL(this.#target.url);
    const socket = connect(Number(port), hostname);
    this.#sockets.add(socket);
    const heard: Buffer[] = [];
    socket.on('error', () => undefined).on('data', (chunk) => void (heard.length < 200 && heard.push(chunk)));
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    if (pauseMilliseconds === undefined) socket.write(bytes);
    else for (let at = 0; at < bytes.length && !socket.destroyed; at += 1) {
      socket.write(bytes.subarray(at, at + 1));
      await sleep(pauseMilliseconds);
    }
    await Promise.race([closed, sleep(holdMilliseconds, undefined, { ref: false })]);
    socket.destroy();
    this.#sockets.delete(socket);
    const text = Buffer.concat(heard).toString('latin1');
    for (const [, status = '0'] of text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)) {
      if (Number(status) >= 500 && status !== '503' && status !== '501') this.#oracle.find(`a reply of ${status}`, message, `${kind}: ${text.slice(0, 300)}`);
    }
    // Everything but the watchman's own replies is judged for what it tells.
    this.#oracle.frame(message, 'nobody', text, () => undefined, undefined);
    if (/^HTTP\/1\.1 4/.test(text) && text.includes(echo)) this.#oracle.find('a refusal that repeats what was sent', message, `${kind}: ${text.slice(0, 300)}`);
  }
}

function scriptOf({ feedToken }: Target, random: Random): Script {
  const post = (headers: string, body: string): Buffer => Buffer.from(`POST /api/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${feedToken}\r\nContent-Type: application/cloudevents+json\r\n${headers}\r\n\r\n${body}`, 'latin1');
  const get = (path: string, headers = ''): Buffer => Buffer.from(`GET ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`, 'latin1');
  const upgrade = (headers: string, path = '/live/?EIO=4&transport=websocket'): Buffer => get(path, `Connection: Upgrade\r\nUpgrade: websocket\r\n${headers}`);
  const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n';
  const scripts: readonly (() => Omit<Script, 'holdMilliseconds'> & { holdMilliseconds?: number })[] = [
    () => ({ kind: 'headers byte by byte', bytes: get('/api/about', `X-Slow: ${'a'.repeat(80)}`), pauseMilliseconds: 20 }),
    () => ({ kind: 'a body byte by byte', bytes: post('Content-Length: 60', '{"specversion":"1.0","id":"'), pauseMilliseconds: 15 }),
    () => ({ kind: 'a body that never comes', bytes: post('Content-Length: 1000000', '{'), holdMilliseconds: 10_000 }),
    () => ({ kind: 'chunks without an end', bytes: post('Transfer-Encoding: chunked', '5\r\n[1,2,\r\n'.repeat(50)), holdMilliseconds: 5000 }),
    () => ({ kind: 'a chunk of a lying length', bytes: post('Transfer-Encoding: chunked', `${random.pick(['FFFFFFFFFFFFFFFF', '-1', 'zz', '0x5', '5;a=b'])}\r\nabc\r\n0\r\n\r\n`) }),
    () => ({ kind: 'two lengths', bytes: post('Content-Length: 2\r\nContent-Length: 5', '{}abc') }),
    () => ({ kind: 'a length and chunks', bytes: post('Content-Length: 4\r\nTransfer-Encoding: chunked', '0\r\n\r\nGET /api/accounts HTTP/1.1\r\nHost: x\r\n\r\n') }),
    () => ({ kind: 'a length that is no number', bytes: post(`Content-Length: ${random.pick(['-1', '1e9', '99999999999999999999', 'x', ''])}`, '{}') }),
    () => ({ kind: 'a length too short', bytes: post('Content-Length: 2', '{"a":1}') }),
    () => ({ kind: 'many requests at once', bytes: Buffer.concat(Array.from({ length: random.pick([5, 60, 300]) }, () => get('/api/about'))) }),
    () => ({ kind: 'many headers', bytes: get('/api/about', Array.from({ length: random.pick([100, 1500, 5000]) }, (_, at) => `X-${at}: 1\r\n`).join('')) }),
    () => ({ kind: 'a long address', bytes: get(`/api/${echo}${'a'.repeat(random.pick([600, 9000, 70_000]))}`) }),
    () => ({ kind: 'a strange method', bytes: Buffer.from(`${random.pick(['TRACE', 'CONNECT', 'OPTIONS', 'PROPFIND', 'get', 'QUERY', 'X'.repeat(50)])} /api/about HTTP/1.1\r\nHost: x\r\n\r\n`) }),
    () => ({ kind: 'a strange version', bytes: Buffer.from(`GET /api/about HTTP/${random.pick(['0.9', '1.0', '1.2', '2.0', '9.9', ''])}\r\n\r\n`) }),
    () => ({ kind: 'an absolute address', bytes: get(random.pick(['http://evil.invalid/api/about', '//evil.invalid/', 'api/about', '*', '/api/../../etc/passwd', '/%00', '/api/about%', '/\\..\\..\\', '/api/about#x', '/?%ff', '/assets/..%2f..%2fpackage.json'])) }),
    () => ({ kind: 'a NUL in a header', bytes: get('/api/about', `X-A: a\u0000b\r\n`) }),
    () => ({ kind: 'a header split', bytes: get('/api/about', `X-A: a\n b: c\r\n : d\r\n`) }),
    () => ({ kind: 'TLS on a plain port', bytes: Buffer.from('160301020001000001fc0303', 'hex') }),
    () => ({ kind: 'noise', bytes: random.bytes(1 + random.below(300)) }),
    () => ({ kind: 'HTTP/2 without asking', bytes: Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', 'latin1') }),
    () => ({ kind: 'nothing at all', bytes: Buffer.alloc(0), holdMilliseconds: 10_000 }),
    () => ({ kind: 'an upgrade without a key', bytes: upgrade('') }),
    () => ({ kind: 'an upgrade of another version', bytes: upgrade('Sec-WebSocket-Version: 99\r\nSec-WebSocket-Key: x\r\n') }),
    () => ({ kind: 'an upgrade that says nothing', bytes: upgrade(key), holdMilliseconds: 8000 }),
    () => ({ kind: 'an upgrade elsewhere', bytes: upgrade(key, random.pick(['/', '/api/about', '/live', '/live/?EIO=3&transport=websocket', '/live/?EIO=4&transport=polling', '/live/?EIO=4&transport=websocket&sid=forged', '/live/?EIO[]=4&transport=__proto__', '/socket.io/?EIO=4&transport=websocket'])) }),
    () => ({ kind: 'an upgrade from another site', bytes: upgrade(`${key}Origin: https://evil.invalid\r\n`) }),
    () => ({ kind: 'noise behind an upgrade', bytes: Buffer.concat([upgrade(key), random.bytes(random.pick([2, 14, 300]))]) }),
    () => ({ kind: 'frames without a mask', bytes: Buffer.concat([upgrade(key), Buffer.from('8102343081023430', 'hex')]) }),
    () => ({ kind: 'a frame of 2^63 bytes', bytes: Buffer.concat([upgrade(key), Buffer.from('81ff7fffffffffffffff00000000', 'hex')]) }),
    () => ({ kind: 'polling', bytes: get('/live/?EIO=4&transport=polling') }),
  ];
  return { holdMilliseconds: 1500, ...random.pick(scripts)() };
}
