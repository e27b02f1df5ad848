/** Things that may come once: those seen in the last `milliseconds`. Bounded: the oldest is forgotten first. */
export class Once {
  readonly #seen = new Map<string, number>();
  readonly #milliseconds: number;
  readonly #capacity: number;

  constructor(milliseconds: number, capacity = 10_000) {
    this.#milliseconds = milliseconds;
    this.#capacity = capacity;
  }

  /** Whether `key` comes for the first time; from now on it does not. */
  isFirst(key: string, now: number): boolean {
    for (const [old, at] of this.#seen) {
      if (now - at <= this.#milliseconds && this.#seen.size < this.#capacity) break;
      this.#seen.delete(old);
    }
    if (this.#seen.has(key)) return false;
    this.#seen.set(key, now);
    return true;
  }
}
