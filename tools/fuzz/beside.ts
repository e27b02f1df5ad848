import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Target } from './target.ts';

/** The legitimate viewer, asked from here. */
export class ViewerBeside {
  failures = 0;
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  static async start(target: Target): Promise<ViewerBeside> {
    const worker = new Worker(new URL('./viewer.worker.ts', import.meta.url), { workerData: target });
    await once(worker, 'message');
    return new ViewerBeside(worker);
  }

  /** Milliseconds from each sending to its sight, since they were last taken. */
  async take(): Promise<number[]> {
    this.#worker.postMessage('take');
    const [{ milliseconds, failures }] = (await once(this.#worker, 'message')) as [{ milliseconds: number[]; failures: number }];
    this.failures = failures;
    return milliseconds;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
