import type { Provider } from '@angular/core';
import { DestroyRef, Injectable, computed, effect, inject, signal } from '@angular/core';
import { OPEN_SOCKET, openSocket } from '../live/connection';
import { LiveClient } from '../live/live-client';
import { Clock } from '../ui/clock';
import type { About, CurrentLink } from '@sightline/contracts';
import type { LinkAddress } from './address';
import { LINK_ADDRESS } from './address';
import { Keepsake } from './keepsake';

/** How this phone reaches us. `offline`: the phone itself says that it has no network; `unreachable`: it has one, and we do not answer. */
export type PhoneState = 'connecting' | 'connected' | 'offline' | 'unreachable';

/** A request that the server refused, with its status. */
export class LinkProblem extends Error {
  constructor(readonly status: number) {
    super(`the server answered ${status}`);
  }
}

const retryMilliseconds = 5_000;

/** The live client of a page that is behind a link: the link speaks for itself at the handshake. */
export const liveByLink = ({ token }: LinkAddress): Provider => ({ provide: OPEN_SOCKET, useValue: openSocket({ link: token }) });

/** The link that a page was opened with: whether it still holds, what anyone with it may know, and how the phone is connected. */
@Injectable({ providedIn: 'root' })
export class LinkStore {
  readonly address = inject(LINK_ADDRESS);
  private readonly live = inject(LiveClient);
  private readonly clock = inject(Clock);
  private readonly keepsake = inject(Keepsake);
  private readonly known = signal<CurrentLink | null>(null);
  private readonly ended = signal(false);
  private readonly online = signal(navigator.onLine);
  private readonly ground = signal<About['tiles']>(null);

  private readonly unanswered = signal(false);

  /** Null until the server has answered, and while it cannot be reached. */
  readonly facts = this.known.asReadonly();
  /** The map tiles that this Sightline is set up with. */
  readonly tiles = this.ground.asReadonly();
  /** The link is unknown, has expired or was withdrawn: nobody is told which. */
  readonly refused = this.ended.asReadonly();
  readonly demonstration = computed(() => this.known()?.demonstration ?? false);
  readonly phone = computed((): PhoneState => {
    if (!this.online()) return 'offline';
    const { kind } = this.live.connection();
    if (kind === 'live') return 'connected';
    return kind === 'disconnected' || kind === 'reconnecting' || this.unanswered() ? 'unreachable' : 'connecting';
  });

  constructor() {
    const listen = (): void => this.online.set(navigator.onLine);
    for (const change of ['online', 'offline']) addEventListener(change, listen);
    inject(DestroyRef).onDestroy(() => {
      for (const change of ['online', 'offline']) removeEventListener(change, listen);
      this.live.disconnect();
    });
    effect(() => this.clock.correct(this.live.clockSkew()));
    effect(() => {
      const reason = this.live.goodbye();
      if (reason !== null && reason !== 'shutting-down') void this.end();
    });
    effect(() => {
      if (this.live.refused() > 0) void this.check();
    });
    void this.live.connect();
    void this.check();
  }

  /** Asks the api as the holder of this link. Throws {@link LinkProblem} where it refuses, and where it cannot be reached whatever `fetch` throws. */
  async ask<T>(path: string, init: RequestInit = {}): Promise<T> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Link ${this.address.token}`);
    const response = await fetch(path, { ...init, headers, referrerPolicy: 'no-referrer', credentials: 'omit' });
    if (response.status === 401) void this.end();
    if (!response.ok) throw new LinkProblem(response.status);
    return (await response.json()) as T;
  }

  /** Whether the link holds; asked again until somebody answers. */
  async check(): Promise<void> {
    try {
      const [facts, about] = await Promise.all([this.ask<CurrentLink>('/api/links/current'), fetch('/api/about').then((answer) => answer.json() as Promise<About>)]);
      this.clock.useZone(about.timeZone);
      this.ground.set(about.tiles);
      this.unanswered.set(false);
      if (facts.kind === this.address.kind) this.known.set(facts);
      else await this.end();
    } catch (error) {
      this.unanswered.set(!(error instanceof LinkProblem));
      if (!this.ended() && this.known() === null) setTimeout(() => void this.check(), retryMilliseconds);
    }
  }

  /** Nothing of an ended link stays on this phone. */
  private async end(): Promise<void> {
    if (this.ended()) return;
    this.ended.set(true);
    this.known.set(null);
    this.live.disconnect();
    await this.keepsake.drop();
  }
}
