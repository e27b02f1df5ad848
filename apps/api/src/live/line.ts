import type { Socket } from 'socket.io';
import type { Batch } from './frame.js';
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
    let bytes = this.#connection.request.socket.writableLength;
    for (const { data } of this.#heldBack) bytes += data?.length ?? 0;
    return bytes;
  }

  /** Whether so many bytes more are within the credit. A message larger than the credit goes when nothing waits. */
  takes(bytes: number): boolean {
    const { queuedBytes } = this;
    return queuedBytes === 0 || queuedBytes + bytes <= creditBytes;
  }

  /**
   * Sends messages that were encoded once. They go to the TCP socket as they are, in one write: that is what makes a
   * delivery as cheap as a bare websocket's. Where Engine.IO holds something back they queue up behind it, so that
   * nothing overtakes an ack.
   */
  write({ frames, bytes }: Batch): void {
    if (this.#connection.readyState !== 'open') return;
    if (this.#heldBack.length === 0) {
      this.#connection.request.socket.write(bytes);
      return;
    }
    for (const { packet, bytes: frame } of frames) {
      const options = { compress: false, wsPreEncodedFrame: [frame] };
      this.#connection.write(packet, options);
    }
  }

  get #heldBack(): WriteBuffer['writeBuffer'] {
    return (this.#connection as unknown as WriteBuffer).writeBuffer;
  }
}
