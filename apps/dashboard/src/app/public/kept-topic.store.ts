import type { Signal } from '@angular/core';
import { computed, effect, inject, signal } from '@angular/core';
import type { LiveTopic } from '../live/live-topic';
import { Clock } from '../ui/clock';
import type { Kept } from './keepsake';
import { Keepsake } from './keepsake';
import { LinkStore } from './link.store';

/** A connection is made anew in less than this: until then nobody need be told. Seconds. */
const breath = 8;

/** What a link's topic tells, live or as this phone last knew it. */
export class KeptTopic<N extends 'bus' | 'school', T> {
  private readonly link = inject(LinkStore);
  private readonly clock = inject(Clock);
  private readonly lastKept = signal<Kept<T> | null>(null);
  /** What this phone had kept of it, before or without a connection. */
  readonly kept = computed(() => this.lastKept()?.value ?? null);
  /** When the server last said that this is so, epoch milliseconds. */
  readonly asOf = computed(() => {
    const at = this.topic.asOf();
    return at === null ? (this.lastKept()?.at ?? null) : Date.parse(at);
  });
  readonly checkedSeconds = computed(() => Math.max(0, Math.round((this.clock.now() - (this.asOf() ?? this.clock.now())) / 1000)));
  readonly isConnected = computed(() => this.topic.status() === 'live' && this.link.phone() === 'connected');
  /** Whether the words of being cut off are due: at once for what this phone had kept, and not for the breath in which a connection is made anew. */
  readonly isCutOff = computed(() => !this.isConnected() && (this.topic.items().size === 0 ? this.lastKept() !== null : this.link.phone() === 'offline' || this.checkedSeconds() > breath));
  /** The moment as of which it is to be read, epoch milliseconds: now while it is told. */
  readonly readAsOf = computed(() => (this.isConnected() ? this.clock.now() : (this.asOf() ?? this.clock.now())));

  /** `timeZone`: that of the council, once it is known. */
  constructor(
    private readonly topic: Pick<LiveTopic<N>, 'items' | 'asOf' | 'status'>,
    timeZone: Signal<string | undefined>,
  ) {
    effect(() => {
      const zone = timeZone();
      if (zone !== undefined) this.clock.useZone(zone);
    });
    void inject(Keepsake).read<T>(Date.now()).then((kept) => this.lastKept.set(kept ?? null));
  }
}

/** `Tuesday 10 November`, of a civil date. */
export const longDay = (date: string): string => new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`)).replace(',', '');
