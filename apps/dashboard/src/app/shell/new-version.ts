import { DestroyRef, Injectable, inject } from '@angular/core';

const everyMilliseconds = 5 * 60_000;
const mainScript = /main-[\w-]+\.js/;

/** Notices that the server has a newer dashboard than the one that runs here: a screen that nobody touches loads it by itself. */
@Injectable()
export class NewVersion {
  private readonly running = [...document.scripts].map((script) => mainScript.exec(script.src)?.[0]).find((name) => name !== undefined);

  /** Looks now and then for as long as the caller lives (in an injection context). */
  watch(): void {
    const timer = setInterval(() => void this.look(), everyMilliseconds);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  /** Loads the page anew if the server's is another one. A server that does not answer has no new version. */
  async look(): Promise<void> {
    if (this.running === undefined) return;
    try {
      const response = await fetch('/index.html', { cache: 'no-store' });
      const served = response.ok ? mainScript.exec(await response.text())?.[0] : undefined;
      if (served !== undefined && served !== this.running) location.reload();
    } catch {
      // Away: asked again later.
    }
  }
}
