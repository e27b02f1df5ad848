import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { ingestLimits } from '@sightline/contracts';
import { eventBatchType, singleEventType } from './event-body.js';

/** Makes Fastify hand over cloud events as the bytes that came: the door parses them once, and only for who may send. */
@Injectable()
export class BodyParsers {
  constructor(host: HttpAdapterHost<FastifyAdapter>) {
    const { httpAdapter } = host;
    for (const type of [singleEventType, eventBatchType]) {
      httpAdapter.useBodyParser(type, false, { bodyLimit: ingestLimits.bytes }, (_request, body, done) => done(null, body));
    }
  }
}
