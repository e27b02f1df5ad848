import { lookup } from 'node:dns';
import http from 'node:http';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ingestLimits } from '@sightline/contracts';
import type { Source } from '../engine/source.repository.js';
import { mayPoll } from './private-address.js';

/** What tells a source what we have already. */
export interface Known {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

/** An answer to a poll: a feed, word that nothing has changed, or a sentence why there is none. */
export type Fetched =
  | { readonly bytes: Uint8Array; readonly known: Known }
  | { readonly unchanged: true }
  | { readonly failure: 'down' | 'refused'; readonly words: string };

/** A poll that failed, in words for an administrator. They never hold the address, whose query may hold a key. */
class PollFailure extends Error {
  constructor(readonly failure: 'down' | 'refused', words: string) {
    super(words);
  }
}

const largest = `${ingestLimits.bytes / 2 ** 20} MB`;
const accepts = { 'gtfs-realtime': 'application/x-protobuf, application/octet-stream;q=0.9, */*;q=0.1', 'siri-vm': 'application/xml, text/xml;q=0.9, */*;q=0.1', pushed: '*/*' } as const;

/** Asks a source once. Never throws, takes no longer than `withinMilliseconds`, follows no redirect. */
export async function fetchFeed(source: Source, known: Known, withinMilliseconds: number): Promise<Fetched> {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), withinMilliseconds);
  try {
    const response = await ask(source, known, end.signal);
    const status = response.statusCode ?? 0;
    if (status !== 200) {
      response.destroy();
      if (status === 304) return { unchanged: true };
      throw failureOf(status);
    }
    const bytes = await readWhole(response);
    return { bytes, known: { etag: response.headers.etag, lastModified: response.headers['last-modified'] } };
  } catch (error) {
    if (error instanceof PollFailure) return { failure: error.failure, words: error.message };
    if (end.signal.aborted) return { failure: 'down', words: `It did not answer within ${Math.round(withinMilliseconds / 1000)} s.` };
    return { failure: 'down', words: wordsOf(error) };
  } finally {
    clearTimeout(timer);
    end.abort();
  }
}

function ask({ url, kind, secret, allowPrivate }: Source, known: Known, signal: AbortSignal): Promise<IncomingMessage> {
  const address = new URL(url ?? '');
  if (secret?.in === 'query') address.searchParams.set(secret.name, secret.value);
  const host = address.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !mayPoll(host, allowPrivate)) throw notAllowed();
  const headers = {
    accept: accepts[kind],
    'accept-encoding': 'gzip',
    'user-agent': 'Sightline',
    ...(known.etag !== undefined && { 'if-none-match': known.etag }),
    ...(known.lastModified !== undefined && { 'if-modified-since': known.lastModified }),
    ...(secret?.in === 'header' && { [secret.name]: secret.value }),
  };
  const { get } = address.protocol === 'https:' ? https : http;
  return new Promise((done, failed) => {
    get(address, { headers, signal, lookup: lookupFor(allowPrivate), agent: false }, done).on('error', failed);
  });
}

/** Looks a name up and connects to that very address, so that a name cannot mean one thing when checked and another when used. */
function lookupFor(allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) callback(error, '', 0);
      else if (addresses.length === 0 || addresses.some(({ address }) => !mayPoll(address, allowPrivate))) callback(notAllowed(), '', 0);
      else if (options.all) callback(null, addresses);
      else callback(null, addresses[0]?.address ?? '', addresses[0]?.family ?? 4);
    });
  };
}

async function readWhole(response: IncomingMessage): Promise<Uint8Array> {
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') throw new PollFailure('refused', 'It is packed in a way that was not asked for.');
  const body: Readable = encoding === 'gzip' ? pipeline(response, createGunzip(), () => undefined) : response;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > ingestLimits.bytes) {
      response.destroy();
      throw new PollFailure('refused', `It is larger than ${largest}.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

const notAllowed = (): PollFailure => new PollFailure('refused', 'Its address is in a private network. An administrator must confirm that before it is asked.');

function failureOf(status: number): PollFailure {
  if (status >= 300 && status < 400) return new PollFailure('refused', 'It sends us to another address, where we do not follow. Give the new address.');
  if (status === 401 || status === 403) return new PollFailure('refused', `It turned us away (${status}). Is the key right?`);
  if (status === 404 || status === 410) return new PollFailure('refused', `It has nothing at this address (${status}).`);
  if (status === 429) return new PollFailure('down', 'It is asked too often (429).');
  return new PollFailure('down', `It answered with ${status}.`);
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers at its address.',
  ECONNRESET: 'It broke off the connection.',
  ENOTFOUND: 'Its host name is not known.',
  EAI_AGAIN: 'Its host name cannot be looked up at the moment.',
  ETIMEDOUT: 'It cannot be reached.',
  EHOSTUNREACH: 'It cannot be reached.',
  ENETUNREACH: 'It cannot be reached.',
  Z_DATA_ERROR: 'What it sent is packed wrongly.',
  Z_BUF_ERROR: 'What it sent was cut off on its way.',
  CERT_HAS_EXPIRED: 'Its certificate has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Its certificate is not trusted.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Its certificate is not trusted.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'Its certificate is for another host.',
};

function wordsOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? 'It could not be read to its end.';
}
