/** How long positions take from their sending to a viewer's sight, in milliseconds of a clock that never goes back. */
export class Sightings {
  #milliseconds: number[] = [];
  /** What was sent and not seen yet: when, by run and moment of recording. */
  readonly #waiting = new Map<string, Map<number, number>>();

  sent(run: string, recordedAt: number, now: number): void {
    this.#waiting.set(run, (this.#waiting.get(run) ?? new Map<number, number>()).set(recordedAt, now));
  }

  /** It was refused, or nobody knows: that is told apart. */
  failed(run: string, recordedAt: number): void {
    this.#waiting.get(run)?.delete(recordedAt);
  }

  /** Of a run only the latest place is shown: what was recorded before it will never be seen. */
  seen(run: string, recordedAt: number, now: number): void {
    const waiting = this.#waiting.get(run) ?? new Map<number, number>();
    for (const [at, sentAt] of waiting) {
      if (at > recordedAt) continue;
      waiting.delete(at);
      if (at === recordedAt) this.#milliseconds.push(now - sentAt);
    }
  }

  /** Those since they were last taken. What is still out of sight counts as long as it has been: silence is no speed. */
  take(now: number): number[] {
    const waiting = [...this.#waiting.values()].flatMap((each) => [...each.values()].map((sentAt) => now - sentAt));
    const taken = [...this.#milliseconds, ...waiting];
    this.#milliseconds = [];
    return taken;
  }
}
