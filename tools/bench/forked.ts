import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process of the benchmark's own, which answers every message with one. */
export class Forked {
  readonly #child: ChildProcess;

  /** `file` from this folder. */
  constructor(file: string, env: Record<string, string> = {}) {
    this.#child = fork(join(import.meta.dirname, file), { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  }

  /** The next message; throws when the process ends instead. */
  async next<T>(): Promise<T> {
    const ended = new AbortController();
    const exit = once(this.#child, 'exit', { signal: ended.signal }).then(() => Promise.reject(new Error('a process of the benchmark ended early')));
    try {
      const [message] = (await Promise.race([once(this.#child, 'message', { signal: ended.signal }), exit])) as [T];
      return message;
    } finally {
      ended.abort();
      exit.catch(() => undefined);
    }
  }

  async ask<T>(message: object): Promise<T> {
    const answer = this.next<T>();
    this.#child.send(message);
    return answer;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    this.#child.disconnect();
    await exit;
  }
}
