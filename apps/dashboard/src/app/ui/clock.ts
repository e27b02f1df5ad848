import { DestroyRef, Injectable, inject, signal } from '@angular/core';

/** The time, ticking once a second by the server's clock, and how times are written in the council's time zone. */
@Injectable({ providedIn: 'root' })
export class Clock {
  private readonly skew = signal(0);
  private readonly ticking = signal(Date.now());
  private zone = 'Europe/London';
  private formats = formatsFor(this.zone);

  /** Now, in milliseconds; grows once a second. */
  readonly now = this.ticking.asReadonly();

  constructor() {
    const timer = setInterval(() => this.ticking.set(Date.now() + this.skew()), 1000);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  /** The shell sets these two: the server's clock less this machine's, and the council's time zone. */
  correct(skewMilliseconds: number): void {
    this.skew.set(skewMilliseconds);
    this.ticking.set(Date.now() + skewMilliseconds);
  }

  useZone(zone: string): void {
    if (zone === this.zone) return;
    this.zone = zone;
    this.formats = formatsFor(zone);
  }

  /** `08:24`; an empty string for nothing. */
  time(at: string | number | null | undefined): string {
    const date = dateOf(at);
    return date === null ? '' : this.formats.time.format(date);
  }

  /** `08:24:17` */
  timeWithSeconds(at: string | number): string {
    return this.formats.seconds.format(new Date(at));
  }

  /** `Tue 10 Nov 2026` */
  day(at: string | number): string {
    return this.formats.day.format(new Date(at)).replace(/,/g, '');
  }

  /** `2026-11-10`, as the council's time zone has it. */
  civilDate(at: string | number): string {
    return this.formats.civil.format(new Date(at));
  }

  /** `10 Nov` */
  shortDay(at: string | number): string {
    return this.formats.shortDay.format(new Date(at));
  }

  /** Seconds from then until now; null for nothing. Never negative: a device's clock may run a little ahead. */
  ageSeconds(at: string | null | undefined): number | null {
    const date = dateOf(at);
    return date === null ? null : Math.max(0, Math.round((this.ticking() - date.getTime()) / 1000));
  }
}

const dateOf = (at: string | number | null | undefined): Date | null => {
  if (at === null || at === undefined || at === '') return null;
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? null : date;
};

function formatsFor(timeZone: string) {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { timeZone, ...options });
  return {
    time: format({ hour: '2-digit', minute: '2-digit' }),
    seconds: format({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    day: format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
    civil: new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }),
    shortDay: format({ day: 'numeric', month: 'short' }),
  };
}
