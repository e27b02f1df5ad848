import { Agent, request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fromAnywhere } from './ask.ts';
import type { Caller } from './callers.ts';
import type { AccessStage } from './stage.ts';

/** An answer to a request whose address was sent as it stands: `fetch` would tidy it first. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 12 });

/** Asks for a target byte by byte as it is written; whoever is told to wait waits. */
export async function exactly(stage: AccessStage, method: string, target: string, caller: Pick<Caller, 'headers'>, more: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const headers = { ...fromAnywhere(), ...caller.headers, ...more };
  for (;;) {
    const answer = await once(stage.sightline.url, method, target, headers);
    if (answer.status !== 429) return answer;
    await sleep(1000 * Number(answer.headers['retry-after'] ?? 1));
  }
}

function once(url: string, method: string, target: string, headers: Readonly<Record<string, string>>): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((done, failed) => {
    const sent = request({ agent, hostname, port, method, path: target, headers, timeout: 60_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString('latin1') }));
      response.on('error', failed);
    });
    sent.on('timeout', () => sent.destroy(new Error(`${method} ${target} was not answered`)));
    sent.on('error', failed);
    sent.end();
  });
}

const escaped = (text: string): string => Array.from(text, (letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');
const inPath = (address: string, change: (path: string) => string): string => {
  const at = address.indexOf('?');
  return at < 0 ? change(address) : change(address.slice(0, at)) + address.slice(at);
};

/** Other ways to write an address, for whoever hopes that it is checked in one of them and answered in another. */
export const spellings: Readonly<Record<string, (address: string, host: string) => string>> = {
  'with a host': (address, host) => `http://${host}${address}`,
  'with another host': (address) => `http://elsewhere.example${address}`,
  'with a letter escaped': (address) => address.replace('/api/', '/%61pi/'),
  'with every letter escaped': (address) => inPath(address, (path) => path.split('/').map((part) => (part === 'api' || /^[a-z-]+$/.test(part) ? escaped(part) : part)).join('/')),
  'with a letter escaped twice': (address) => address.replace('/api/', '/%2561pi/'),
  'with the last letter escaped': (address) => inPath(address, (path) => path.slice(0, -1) + escaped(path.slice(-1))),
  'with two slashes before': (address) => `/${address}`,
  'with two slashes within': (address) => address.replace('/api/', '/api//'),
  'with a slash after': (address) => inPath(address, (path) => `${path}/`),
  'with a slash escaped': (address) => address.replace('/api/', '/api%2f'),
  'with a backslash': (address) => address.replace('/api/', '/api%5c'),
  'in capitals': (address) => inPath(address, (path) => path.toUpperCase()),
  'with a dot segment': (address) => address.replace('/api/', '/api/./'),
  'by way of another': (address) => address.replace('/api/', '/api/health/../'),
  'by way of another, escaped': (address) => address.replace('/api/', '/api/health/%2e%2e/'),
  'by way of a page': (address) => `/bus/..${address}`,
  'with a parameter of the path': (address) => inPath(address, (path) => `${path};x=y`),
  'with a parameter of the first part': (address) => address.replace('/api/', '/api;x=y/'),
  'as a file': (address) => inPath(address, (path) => `${path}.json`),
  'with a NUL': (address) => inPath(address, (path) => `${path}%00`),
  'with a fragment': (address) => `${address}#.csv`,
};

/** A query that means something else to another reader of it: arrays, objects, names that every object has. */
export const queries = (names: readonly string[]): string[] => [
  '__proto__[role]=admin', '__proto__=admin', 'constructor[prototype][role]=admin', 'toString=1', 'role=admin', '_method=DELETE', 'a[]=1&a[b]=2', '=x&&&=', '%', 'limit[]=1&limit[]=2',
  ...names.flatMap((name) => [`${name}=a&${name}=b`, `${name}[]=a`, `${name}[$ne]=a`, `${name}[length]=1000000`, `${name}=`, `${name}=${'9'.repeat(400)}`, `${name}=%f0%9f%9a%8c`]),
];
