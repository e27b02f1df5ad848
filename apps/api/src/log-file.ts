import { renameSync, rmSync, statSync } from 'node:fs';
import { destination } from 'pino';

/** Bytes of one file, and how many there are at most: what is older is gone. */
export const logLimits = { bytes: 20_000_000, files: 5 } as const;

/** A log of bounded size, for its owner alone: `api.log`, and before it `api.log.1` to `api.log.4`. */
export class LogFile {
  readonly #path: string;
  readonly #limits: { readonly bytes: number; readonly files: number };
  readonly #file;
  #size: number;

  constructor(path: string, limits: { readonly bytes: number; readonly files: number } = logLimits) {
    this.#path = path;
    this.#limits = limits;
    this.#size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (this.#size > limits.bytes) this.#shift();
    this.#file = destination({ dest: path, sync: false, minLength: 4096, mode: 0o600 });
    setInterval(() => this.#file.flush(), 1000).unref();
  }

  write(line: string): void {
    this.#file.write(line);
    this.#size += Buffer.byteLength(line);
    if (this.#size > this.#limits.bytes) {
      this.flush();
      this.#shift();
      this.#file.reopen(this.#path);
    }
  }

  flush(): void {
    this.#file.flushSync();
  }

  #shift(): void {
    rmSync(this.#numbered(this.#limits.files - 1), { force: true });
    for (let number = this.#limits.files - 2; number >= 0; number -= 1) {
      if (statSync(this.#numbered(number), { throwIfNoEntry: false })) renameSync(this.#numbered(number), this.#numbered(number + 1));
    }
    this.#size = 0;
  }

  readonly #numbered = (number: number): string => (number === 0 ? this.#path : `${this.#path}.${number}`);
}
