/** A message encoded once, ready for any number of viewers. */
export interface Frame {
  /** The Socket.IO packet, as it is inside the Engine.IO message. */
  readonly packet: string;
  /** The whole websocket frame; the same bytes go to every socket. */
  readonly frame: Buffer;
}

/** Messages that go out together, in one write. */
export interface Batch {
  readonly frames: readonly Frame[];
  readonly bytes: Buffer;
}

/** Puts messages together, once for all viewers that are sent the same ones in a tick. */
export class Batches {
  readonly #known = new Map<Frame, { rest: Batches; batch: Batch | undefined }>();

  of(frames: readonly Frame[]): Batch {
    return this.#of(frames, 0);
  }

  #of(frames: readonly Frame[], from: number): Batch {
    const first = frames[from];
    if (!first) return batchOf(frames);
    let known = this.#known.get(first);
    if (!known) this.#known.set(first, (known = { rest: new Batches(), batch: undefined }));
    if (from + 1 < frames.length) return known.rest.#of(frames, from + 1);
    known.batch ??= batchOf(frames);
    return known.batch;
  }
}

export function batchOf(frames: readonly Frame[]): Batch {
  const [only, ...others] = frames;
  return { frames, bytes: only && others.length === 0 ? only.frame : Buffer.concat(frames.map(({ frame }) => frame)) };
}

const socketIoEvent = '2';
const engineIoMessage = '4';

/** Encodes an event for the default namespace with Socket.IO protocol 5 in Engine.IO 4 in an unmasked websocket text frame. */
export function encode(event: string, message: unknown): Frame {
  const packet = `${socketIoEvent}${JSON.stringify([event, message])}`;
  const payload = Buffer.from(engineIoMessage + packet);
  return { packet, frame: Buffer.concat([header(payload.length), payload]) };
}

/** RFC 6455 § 5.2: final text frame without mask; 7, 16 or 64 bits of length. */
function header(length: number): Buffer {
  const finalText = 0x81;
  if (length < 126) return Buffer.from([finalText, length]);
  if (length < 65_536) return Buffer.from([finalText, 126, length >> 8, length & 0xff]);
  const long = Buffer.alloc(10);
  long.writeUInt8(finalText, 0);
  long.writeUInt8(127, 1);
  long.writeBigUInt64BE(BigInt(length), 2);
  return long;
}
