import { Agent, request } from 'node:http';
import type { Oracle, Reply } from './oracle.ts';
import type { FuzzedRequest } from './requests.ts';
import type { Target } from './target.ts';

const patience = 60_000;
const longestRead = 4 * 2 ** 20;

/** Sends requests over connections that stay open, and has each reply judged. */
export class Sender {
  readonly statuses = new Map<number, number>();
  /** Requests that were broken off, by the error's code. */
  readonly broken = new Map<string, number>();
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 24 });
  readonly #url: URL;
  readonly #oracle: Oracle;

  constructor({ url }: Target, oracle: Oracle) {
    this.#url = new URL(url);
    this.#oracle = oracle;
  }

  /** Resolves when the reply was judged, or none came. */
  async send(message: number, fuzzed: FuzzedRequest): Promise<Reply | undefined> {
    try {
      const reply = await this.#exchange(fuzzed);
      this.statuses.set(reply.status, (this.statuses.get(reply.status) ?? 0) + 1);
      this.#oracle.reply(message, `${fuzzed.method} ${fuzzed.path.slice(0, 160)}`, fuzzed.caller, reply);
      return reply;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      this.broken.set(code, (this.broken.get(code) ?? 0) + 1);
      if (code === 'no answer') this.#oracle.find('a request without an answer in a minute', message, `${fuzzed.method} ${fuzzed.path.slice(0, 160)} as ${fuzzed.caller}`);
      return undefined;
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  #exchange({ method, path, headers, body }: FuzzedRequest): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: this.#url.hostname, port: this.#url.port, method, path: path.replaceAll(/[^\x21-\x7e]/g, (each) => encodeURIComponent(each.toWellFormed())), agent: this.#agent, headers: { ...printable(headers), ...(body && { 'content-length': String(body.length) }) } }, (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          if ((size += chunk.length) <= longestRead) chunks.push(chunk);
        });
        response.on('error', reject);
        response.on('end', () => {
          clearTimeout(timer);
          resolve({ status: response.statusCode ?? 0, contentType: response.headers['content-type'] ?? '', body: Buffer.concat(chunks).toString('utf8') });
        });
      });
      const timer = setTimeout(() => sent.destroy(Object.assign(new Error('no answer'), { code: 'no answer' })), patience);
      sent.on('error', (error) => {
        clearTimeout(timer);
        reject(error);
      });
      sent.end(body);
    });
  }
}

/** What Node lets a client send; worse headers go over the bare wire. */
const printable = (headers: Readonly<Record<string, string>>): Record<string, string> => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replaceAll(/[^\x20-\x7e]/g, '')]));
