import type { Socket } from 'socket.io';
import type { Frame } from './frame.js';
import { creditBytes } from './limits.js';

/** What waits inside Engine.IO until the transport takes the next write; it has no public name. */
interface WriteBuffer {
  readonly writeBuffer: readonly { readonly data?: string | Buffer }[];
}

/**
 * The way to one viewer, with its credit [LIVE-8]. What is queued is what Engine.IO holds and what the TCP socket has
 * not handed to the kernel; beyond that the kernel's own buffers push back.
 */
export class Line {
  readonly #connection: Socket['conn'];

  constructor(socket: Socket) {
    this.#connection = socket.conn;
  }

  get queuedBytes(): number {
    const { writeBuffer } = this.#connection as unknown as WriteBuffer;
    let bytes = this.#connection.request.socket.writableLength;
    for (const { data } of writeBuffer) bytes += data?.length ?? 0;
    return bytes;
  }

  get isClear(): boolean {
    return this.queuedBytes === 0;
  }

  /** Whether so many bytes more are within the credit. A message larger than the credit goes when nothing waits. */
  takes(bytes: number): boolean {
    const { queuedBytes } = this;
    return queuedBytes === 0 || queuedBytes + bytes <= creditBytes;
  }

  /** Sends a message that was encoded once. The frame goes out as it is; a transport that cannot do that encodes the packet. */
  write({ packet, frame }: Frame): void {
    const options = { compress: false, wsPreEncodedFrame: [frame] };
    this.#connection.write(packet, options);
  }
}
