/** Something to look things up in. */
export interface Lookup<V> {
  get(key: string): V | undefined;
}

/**
 * A draft over a map: reads fall through to what lies below, changes stay here until they are put into it.
 * Copy on write: opening one costs nothing, however much is below.
 */
export class Layer<V> implements Lookup<V> {
  /** What differs from below; `undefined` for what is gone. */
  readonly changes = new Map<string, V | undefined>();

  constructor(private readonly below: Map<string, V>) {}

  get(key: string): V | undefined {
    // Few keys are ever deleted: one look-up is enough nearly always.
    const own = this.changes.get(key);
    return own !== undefined || (this.changes.size > 0 && this.changes.has(key)) ? own : this.below.get(key);
  }

  set(key: string, value: V): void {
    this.changes.set(key, value);
  }

  delete(key: string): void {
    this.changes.set(key, undefined);
  }

  *entries(): Generator<[string, V]> {
    for (const [key, value] of this.below) if (!this.changes.has(key)) yield [key, value];
    for (const [key, value] of this.changes) if (value !== undefined) yield [key, value];
  }

  /** Puts the changes into the map below. */
  merge(): void {
    for (const [key, value] of this.changes) {
      if (value === undefined) this.below.delete(key);
      else this.below.set(key, value);
    }
  }
}
