import { Injectable, PayloadTooLargeException } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { ingestLimits } from '@sightline/contracts';
import type { Readable } from 'node:stream';
import { eventBatchType, singleEventType } from './event-body.js';

/** Media types of the vehicle feeds. */
const feedTypes = ['application/x-protobuf', 'application/protobuf', 'application/octet-stream', 'application/xml', 'text/xml'];

/** Beyond this a sender is not listened to until it has finished: the connection is cut. */
const patienceBytes = 20 * ingestLimits.bytes;

/** Makes Fastify hand over cloud events and vehicle feeds as the bytes that came: the door parses them once, and only for who may send. */
@Injectable()
export class BodyParsers {
  constructor(host: HttpAdapterHost<FastifyAdapter>) {
    host.httpAdapter
      .getInstance()
      .addContentTypeParser([singleEventType, eventBatchType, ...feedTypes], (_request, payload, done) => collect(payload, done));
  }
}

/**
 * Reads a body whole. One that is too large is read to its end and thrown away: a sender that is still writing when
 * the connection closes would see a broken connection instead of the 413.
 */
function collect(payload: Readable, done: (error: Error | null, body?: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  payload.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= ingestLimits.bytes) chunks.push(chunk);
    else chunks.length = 0;
    if (size > patienceBytes) payload.destroy(new PayloadTooLargeException('The body is far too large.'));
  });
  payload.on('end', () => {
    if (size > ingestLimits.bytes) done(new PayloadTooLargeException(`A body is at most ${ingestLimits.bytes / 2 ** 20} MB.`));
    else done(null, Buffer.concat(chunks, size));
  });
  payload.on('error', (error) => done(error));
}
