import { signal } from '@angular/core';
import type { PhoneFix } from './throttle';
import { phoneFix, standingEvery, worthTelling } from './throttle';
import { ScreenWake } from './wake';

/** `off`: nobody wants it; `no-fix`: asked for, and the phone does not know where it is. */
export type SharingState = 'off' | 'asking' | 'sharing' | 'no-fix' | 'denied' | 'unsupported';

/** A time in which nothing was shared because the page was hidden. Epoch milliseconds. */
export interface HiddenGap {
  readonly from: number;
  readonly until: number;
}

const watching: PositionOptions = { enableHighAccuracy: true, maximumAge: 0, timeout: 20_000 };
const lookEvery = 5_000;
/** Silence after which it is said that the phone does not know where it is. */
const longestSilence = 60_000;

/** Shares where this phone is for as long as it is wanted, and says plainly whether it does. */
export class PositionSharing {
  private readonly current = signal<SharingState>('off');
  private readonly latest = signal<PhoneFix | null>(null);
  private readonly hidden = signal<HiddenGap | null>(null);
  private readonly wake = new ScreenWake();
  private watch: number | null = null;
  private timer: ReturnType<typeof setInterval> | null = null;
  private told: PhoneFix | undefined;
  private wasHidden = false;

  readonly state = this.current.asReadonly();
  readonly fix = this.latest.asReadonly();
  readonly gap = this.hidden.asReadonly();

  constructor(
    private readonly tell: (fix: PhoneFix) => void,
    /** Milliseconds to add to this phone's clock. */
    private readonly skew: () => number,
  ) {
    document.addEventListener('visibilitychange', this.visibility);
  }

  start(): void {
    if (this.watch !== null) return;
    if (!('geolocation' in navigator) || !globalThis.isSecureContext) return this.current.set('unsupported');
    this.current.set('asking');
    this.wake.keep(true);
    this.watch = navigator.geolocation.watchPosition((position) => this.heard(position), (error) => this.failed(error), watching);
    this.timer = setInterval(() => this.look(), lookEvery);
  }

  stop(): void {
    this.end();
    this.current.set('off');
    this.latest.set(null);
    this.told = undefined;
  }

  destroy(): void {
    this.end();
    document.removeEventListener('visibilitychange', this.visibility);
  }

  gapIsRead(): void {
    this.hidden.set(null);
  }

  private end(): void {
    if (this.watch !== null) navigator.geolocation.clearWatch(this.watch);
    if (this.timer !== null) clearInterval(this.timer);
    this.watch = null;
    this.timer = null;
    this.wake.keep(false);
  }

  private now(): number {
    return Date.now() + this.skew();
  }

  private heard(position: GeolocationPosition): void {
    if (this.watch === null) return;
    const fix = phoneFix(position, Date.now(), this.skew());
    const before = this.latest();
    if (this.wasHidden && before !== null && fix.at - before.at > longestSilence) this.hidden.set({ from: before.at, until: fix.at });
    this.wasHidden = false;
    this.latest.set(fix);
    this.current.set('sharing');
    if (!worthTelling(this.told, fix)) return;
    this.told = fix;
    this.tell(fix);
  }

  private failed(error: GeolocationPositionError): void {
    if (this.watch === null) return;
    if (error.code !== error.PERMISSION_DENIED) return this.current.set('no-fix');
    this.end();
    this.current.set('denied');
  }

  /** A bus that stands may give no fixes at all: it is asked where it is, so that it is not taken for lost. */
  private look(): void {
    const silence = this.now() - (this.latest()?.at ?? 0);
    if (this.latest() !== null && silence > longestSilence) this.current.set('no-fix');
    if (this.latest() === null || silence < standingEvery - lookEvery) return;
    navigator.geolocation.getCurrentPosition((position) => this.heard(position), () => undefined, watching);
  }

  private readonly visibility = (): void => {
    if (document.visibilityState === 'hidden') this.wasHidden = this.watch !== null;
    else void this.wake.ask();
  };
}
