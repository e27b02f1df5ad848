import { Injectable, inject } from '@angular/core';
import { LINK_ADDRESS } from './address';

/** What was last known, as it was kept on this phone. Instants in epoch milliseconds. */
export interface Kept<T> {
  readonly value: T;
  /** When the server last said so. */
  readonly at: number;
  readonly until: number;
}

const workerPath = '/link-worker.js';

/** A name that does not give the link away to who lists the caches of this phone. */
export async function cacheNameOf(path: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(path));
  return `sightline-link-${Array.from(new Uint8Array(digest).slice(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/**
 * What this phone keeps of one link: the page itself and the last it was told, so that it opens without a connection and
 * says what it knows and since when. Each link has a store of its own; it goes with the link.
 */
@Injectable({ providedIn: 'root' })
export class Keepsake {
  private readonly address = inject(LINK_ADDRESS);
  private readonly cacheName = this.can() ? cacheNameOf(this.address.path) : undefined;
  private readonly valuePath = '/link-kept/value';

  /** Browsers keep pages only over https, and on the machine itself. */
  private can(): boolean {
    return typeof caches !== 'undefined' && 'serviceWorker' in navigator && globalThis.isSecureContext;
  }

  /** Puts the page and the files that it has loaded so far on this phone. Never fails: a page without it works while connected. */
  async keepPage(): Promise<void> {
    if (!this.can()) return;
    try {
      const registration = await navigator.serviceWorker.register(workerPath, { scope: this.address.path });
      await navigator.serviceWorker.ready;
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
      registration.active?.postMessage({ keep: loaded.filter((name) => name.startsWith(location.origin)) });
    } catch {
      // Storage is full or blocked.
    }
  }

  /** `until` in epoch milliseconds: afterwards it is not shown any more, and removed. */
  async keep(value: unknown, at: number, until: number): Promise<void> {
    if (this.cacheName === undefined) return;
    try {
      const cache = await caches.open(await this.cacheName);
      await cache.put(this.valuePath, Response.json({ value, at, until }));
    } catch {
      // Storage is full or blocked.
    }
  }

  async read<T>(now: number): Promise<Kept<T> | undefined> {
    if (this.cacheName === undefined) return undefined;
    try {
      const name = await this.cacheName;
      if (!(await caches.has(name))) return undefined;
      const cache = await caches.open(name);
      const found = await cache.match(this.valuePath);
      const kept = found === undefined ? undefined : ((await found.json()) as Kept<T>);
      if (kept === undefined || kept.until > now) return kept;
      await cache.delete(this.valuePath);
    } catch {
      // As if nothing had been kept.
    }
    return undefined;
  }

  /** Removes the value alone. */
  async forgetValue(): Promise<void> {
    if (this.cacheName === undefined) return;
    const name = await this.cacheName;
    if (await caches.has(name)) await (await caches.open(name)).delete(this.valuePath);
  }

  /** The name of this link's database on this phone; undefined where the browser keeps nothing. */
  async databaseName(): Promise<string | undefined> {
    return typeof indexedDB === 'undefined' ? undefined : this.cacheName;
  }

  /** Removes everything of this link from this phone. */
  async drop(): Promise<void> {
    if (this.cacheName === undefined) return;
    await caches.delete(await this.cacheName);
    indexedDB.deleteDatabase(await this.cacheName);
    const registration = await navigator.serviceWorker.getRegistration(this.address.path);
    await registration?.unregister();
  }
}
