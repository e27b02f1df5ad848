import { Injectable, computed, signal } from '@angular/core';
import type { Direction } from '@sightline/contracts';
import { directions } from '@sightline/contracts';

const store = 'sightline-pack';
const worker = '/pack-worker.js';
const scope = '/control/pack';
const chosen = 'sightline.pack';
export const keptPath = (session: Direction): string => `/control/pack/kept/${session}`;

/** A pack that is on this device. */
export interface KeptPack {
  session: Direction;
  serviceDate: string;
  madeAt: string;
  runs: number;
}

/** The document opens by itself: it brings its own policy, under which nothing in it can run or load. */
const documentPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/**
 * The morning packs on this device: kept because an officer asked for it here, until the end of their service date or
 * until someone signs out (docs/decisions/0014). They hold initials and needs, no name of a child.
 */
@Injectable({ providedIn: 'root' })
export class KeptPacks {
  private readonly list = signal<readonly KeptPack[]>([]);
  private readonly choice = signal(readChoice());
  readonly packs = this.list.asReadonly();
  readonly any = computed(() => this.list().length > 0);
  /** Whether this device is to keep packs. */
  readonly isOn = this.choice.asReadonly();
  /** Browsers keep pages for offline use only over https, and on the machine itself. */
  readonly canKeep = typeof caches !== 'undefined' && 'serviceWorker' in navigator;

  constructor() {
    void this.look();
  }

  async turnOn(): Promise<void> {
    await navigator.serviceWorker.register(worker, { scope });
    this.choose(true);
  }

  /** Puts a pack in the place of the one before it. */
  async keep(pack: KeptPack, html: string): Promise<void> {
    const cache = await caches.open(store);
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': documentPolicy,
      'x-kept-until': String(endOf(pack.serviceDate)),
      'x-kept-pack': JSON.stringify(pack),
    };
    await cache.put(keptPath(pack.session), new Response(html, { headers }));
    await this.look();
  }

  /** Removes everything from this device. */
  async drop(): Promise<void> {
    this.choose(false);
    if (!this.canKeep) return;
    await caches.delete(store);
    const registration = await navigator.serviceWorker.getRegistration(scope);
    await registration?.unregister();
    this.list.set([]);
  }

  /** Reads what is kept, and removes what is over. */
  async look(): Promise<void> {
    if (!this.canKeep || !(await caches.has(store))) return;
    const cache = await caches.open(store);
    const found: KeptPack[] = [];
    for (const session of directions) {
      const response = await cache.match(keptPath(session));
      if (response === undefined) continue;
      if (Number(response.headers.get('x-kept-until')) > Date.now()) found.push(JSON.parse(response.headers.get('x-kept-pack') ?? '{}') as KeptPack);
      else await cache.delete(keptPath(session));
    }
    this.list.set(found);
  }

  private choose(on: boolean): void {
    this.choice.set(on);
    try {
      if (on) localStorage.setItem(chosen, 'on');
      else localStorage.removeItem(chosen);
    } catch {
      // Storage is blocked: it holds until the page is left.
    }
  }
}

/** The end of a civil date by this device's clock. */
function endOf(serviceDate: string): number {
  const [year = 1970, month = 1, day = 1] = serviceDate.split('-').map(Number);
  return new Date(year, month - 1, day + 1).getTime();
}

function readChoice(): boolean {
  try {
    return localStorage.getItem(chosen) === 'on';
  } catch {
    return false;
  }
}
