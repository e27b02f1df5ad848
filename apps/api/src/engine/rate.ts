const secondsKept = 60;

/** Events of the last minute, counted by second in a ring. Moments in epoch milliseconds. */
export class Rate {
  private readonly bySecond = new Uint32Array(secondsKept);
  private second = 0;

  add(at: number): void {
    this.turn(at);
    this.bySecond[this.second % secondsKept] = (this.bySecond[this.second % secondsKept] ?? 0) + 1;
  }

  perMinute(now: number): number {
    this.turn(now);
    return this.bySecond.reduce((sum, count) => sum + count, 0);
  }

  /** Empties the seconds that have passed since it was last written. */
  private turn(at: number): void {
    const second = Math.floor(at / 1000);
    const passed = Math.min(second - this.second, secondsKept);
    for (let step = 1; step <= passed; step += 1) this.bySecond[(second - passed + step) % secondsKept] = 0;
    if (second > this.second) this.second = second;
  }
}
