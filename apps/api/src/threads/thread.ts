import { Worker } from 'node:worker_threads';
import type { Transferable } from 'node:worker_threads';

/**
 * A piece of work on a thread of its own, so that the engine's goes on. It speaks first, once, and after that only
 * when it is asked: what it has to tell is fetched in portions, each of which costs the asker little.
 */
export class Thread<Question, Answer> {
  private constructor(private readonly worker: Worker) {}

  /** Starts the module at `url` with `data`, of which `transfer` is handed over and gone here. */
  static start<Question, Answer>(url: URL, data: unknown, transfer: readonly Transferable[], mostMegabytes: number): Thread<Question, Answer> {
    return new Thread(new Worker(url, { workerData: data, transferList: [...transfer], resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } }));
  }

  /** What it says first. Throws when it ends instead; see {@link ranOutOfMemory}. */
  first(): Promise<Answer> {
    const { worker } = this;
    return new Promise((resolve, reject) => {
      const settle = (): void => void worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      const onMessage = (message: Answer): void => (settle(), resolve(message));
      const onError = (error: Error): void => (settle(), reject(error));
      const onExit = (): void => (settle(), reject(new Error('a thread ended before it had answered')));
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    });
  }

  ask(question: Question): Promise<Answer> {
    const answer = this.first();
    this.worker.postMessage(question);
    return answer;
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}

export const ranOutOfMemory = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

/** Bytes that can be handed over to a thread: a buffer from a pool is shared with others and is copied. */
export const handedOver = (bytes: Uint8Array): Uint8Array<ArrayBuffer> =>
  bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength ? new Uint8Array(bytes.buffer) : new Uint8Array(bytes);
