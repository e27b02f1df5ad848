import { BadRequestException } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problemOf } from './problem.filter.js';

/**
 * What is refused before it is a request of ours: Fastify's and Node's own words for it repeat the address, which may
 * be about a person, and are no problem documents [FUZZ-1].
 */
const words: Readonly<Record<number, string>> = {
  400: 'The request cannot be read.',
  408: 'The request did not come to its end in time.',
  413: 'The request is too large.',
  414: 'The address is too long.',
  431: 'The headers are too large.',
};

const documentOf = (status: number): string => JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail: words[status] ?? words[400] });

/** An address that no router can read. */
export function onUnreadableAddress(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode === 414 ? 414 : 400;
  void reply.code(status).headers({ 'content-type': 'application/problem+json', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' }).send(documentOf(status));
}

const statuses: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431, HPE_CHUNK_EXTENSIONS_OVERFLOW: 413 };

/** Bytes that are no HTTP: answered once, and hung up on. */
export function onUnreadableRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = statuses[error.code ?? ''] ?? 400;
  const body = documentOf(status);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
}

/** No name, date or word has a NUL in it, and the database can hold none: an address with one means nothing [FUZZ-2]. */
export function refuseNulInAddresses(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      if (!/%00/.test(request.url)) return done();
      const problem = problemOf(new BadRequestException('The address holds a character that cannot be stored.'));
      void reply.code(400).header('content-type', 'application/problem+json').send(JSON.stringify(problem));
    });
}
