/**
 * The messages of one socket, answered one after the other: a subscription waits while the socket has more to take
 * than its credit, so that snapshots cannot pile up either [LIVE-8].
 */
export class Queue {
  #last: Promise<void> = Promise.resolve();
  #length = 0;
  #resume: (() => void) | undefined;
  readonly #mayGo: () => boolean;

  constructor(mayGo: () => boolean) {
    this.#mayGo = mayGo;
  }

  get length(): number {
    return this.#length;
  }

  /** Runs `work` after what came before it, when the socket can take an answer. */
  add(work: () => void | Promise<void>, failed: (error: unknown) => void): void {
    this.#length += 1;
    this.#last = this.#last.then(async () => {
      try {
        while (!this.#mayGo()) await new Promise<void>((resolve) => (this.#resume = resolve));
        await work();
      } catch (error) {
        failed(error);
      } finally {
        this.#length -= 1;
      }
    });
  }

  /** To be called every tick: looks again whether the socket can take an answer. */
  tick(): void {
    const resume = this.#resume;
    this.#resume = undefined;
    resume?.();
  }
}
