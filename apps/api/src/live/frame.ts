/** A message encoded once, ready for any number of viewers. */
export class Frame {
  /** The whole websocket frame; the same bytes go to every socket. */
  readonly bytes: Buffer;
  readonly #packetAt: number;

  constructor(bytes: Buffer, packetAt: number) {
    this.bytes = bytes;
    this.#packetAt = packetAt;
  }

  /** The Socket.IO packet, as it is inside the Engine.IO message: for the few that must queue up in Engine.IO. */
  get packet(): string {
    return this.bytes.toString('utf8', this.#packetAt);
  }
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
  return { frames, bytes: only && others.length === 0 ? only.bytes : Buffer.concat(frames.map(({ bytes }) => bytes)) };
}

const socketIoEvent = '2';
const engineIoMessage = '4';

/**
 * Encodes an event for the default namespace with Socket.IO protocol 5 in Engine.IO 4 in an unmasked websocket text
 * frame. The text is written once, behind its header: no copy is made of what may be half a megabyte a tick.
 */
export function encode(event: string, message: unknown): Frame {
  const text = `${engineIoMessage}${socketIoEvent}${JSON.stringify([event, message])}`;
  const length = Buffer.byteLength(text);
  const start = headerLength(length);
  const bytes = Buffer.allocUnsafe(start + length);
  writeHeader(bytes, length);
  bytes.write(text, start);
  return new Frame(bytes, start + engineIoMessage.length);
}

/** RFC 6455 § 5.2: a length takes 7, 16 or 64 bits. */
const headerLength = (length: number): number => (length < 126 ? 2 : length < 65_536 ? 4 : 10);

/** RFC 6455 § 5.2: final text frame without a mask. */
function writeHeader(bytes: Buffer, length: number): void {
  const finalText = 0x81;
  bytes.writeUInt8(finalText, 0);
  if (length < 126) {
    bytes.writeUInt8(length, 1);
  } else if (length < 65_536) {
    bytes.writeUInt8(126, 1);
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes.writeUInt8(127, 1);
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
}
