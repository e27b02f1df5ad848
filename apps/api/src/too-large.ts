import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** The rest of a body that is too large is read and thrown away up to here, so that its sender hears why: bytes. */
const mostDiscarded = 64 * 1024 * 1024;

/**
 * A refused body is still on its way: to close the connection at once, as Fastify does, takes the answer from the
 * sender's hands. What is not unreasonably large is read to its end instead, and the connection stays open.
 */
export function letTooLargeBeHeard(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', (request, reply, payload, done) => {
      if (reply.statusCode === 413 && Number(request.headers['content-length'] ?? Infinity) <= mostDiscarded) {
        reply.removeHeader('connection');
        request.raw.resume();
      }
      done(null, payload);
    });
}
