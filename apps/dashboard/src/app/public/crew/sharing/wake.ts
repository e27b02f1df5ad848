/** Keeps the screen on while asked to; browsers let go whenever the page is hidden, and are asked again when it is back. */
export class ScreenWake {
  private lock: WakeLockSentinel | null = null;
  private wanted = false;

  keep(wanted: boolean): void {
    this.wanted = wanted;
    if (wanted && this.lock?.released !== false) void this.ask();
    else if (!wanted) void this.letGo();
  }

  /** The page is visible again. */
  async ask(): Promise<void> {
    if (!this.wanted || !('wakeLock' in navigator) || document.visibilityState !== 'visible' || this.lock?.released === false) return;
    try {
      this.lock = await navigator.wakeLock.request('screen');
      // It may have been let go of while the browser was asked.
      this.keep(this.wanted);
    } catch {
      // The battery is low, or the browser does not let it: the screen may go dark, and the page says what that means.
    }
  }

  private async letGo(): Promise<void> {
    const lock = this.lock;
    this.lock = null;
    await lock?.release().catch(() => undefined);
  }
}
