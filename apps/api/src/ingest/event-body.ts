import { BadRequestException, PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';
import { ingestLimits } from '@sightline/contracts';

export const singleEventType = 'application/cloudevents+json';
export const eventBatchType = 'application/cloudevents-batch+json';

/** JSON text that could hold a character PostgreSQL refuses: an escaped NUL or surrogate. */
const suspicious = [String.raw`\u0000`, String.raw`\ud`, String.raw`\uD`];

export interface EventBody {
  readonly items: readonly unknown[];
  /** Its texts must be looked at one by one before they are stored. */
  readonly suspect: boolean;
}

/**
 * Reads the body of `POST /api/events`: one parse of the bytes that came.
 * Throws 415 for another media type, 400 for what is not JSON or not of that shape, 413 for too many events.
 */
export function readEventBody(contentType: string | undefined, body: unknown): EventBody {
  const mediaType = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType !== singleEventType && mediaType !== eventBatchType) {
    throw new UnsupportedMediaTypeException(`Events are sent as ${singleEventType} or ${eventBatchType}.`);
  }
  if (!Buffer.isBuffer(body)) throw new BadRequestException('The body is empty.');
  const suspect = suspicious.some((text) => body.includes(text));
  const parsed = parse(body);
  if (mediaType === singleEventType) {
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
      throw new BadRequestException(`A body of ${singleEventType} is one event: a JSON object.`);
    }
    return { items: [parsed], suspect };
  }
  if (!Array.isArray(parsed)) throw new BadRequestException(`A body of ${eventBatchType} is a JSON array of events.`);
  if (parsed.length > ingestLimits.events) {
    throw new PayloadTooLargeException(`A batch holds at most ${ingestLimits.events} events.`);
  }
  return { items: parsed, suspect };
}

function parse(body: Buffer): unknown {
  try {
    // The text of the parser's own message quotes the body, which may be about a person.
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new BadRequestException('The body is not JSON.');
  }
}
