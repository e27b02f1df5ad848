import { Injectable, computed, effect, inject, signal } from '@angular/core';
import type { SchoolEntry } from '@sightline/contracts';
import { LiveClient } from '../../live/live-client';
import { Clock } from '../../ui/clock';
import type { Kept } from '../keepsake';
import { Keepsake } from '../keepsake';
import { LinkStore } from '../link.store';
import { rowsOf, sessionOf, summaryOf } from './school-rows';

const hour = 3_600_000;
const keepEvery = 20_000;

/** A school's board, live or as this screen last knew it. */
@Injectable()
export class SchoolStore {
  readonly link = inject(LinkStore);
  private readonly clock = inject(Clock);
  private readonly keepsake = inject(Keepsake);
  private readonly topic = inject(LiveClient).open('school', { linkRef: this.link.address.linkRef });
  private readonly kept = signal<Kept<[string, SchoolEntry][]> | null>(null);
  private keptAt = 0;

  private readonly entries = computed<ReadonlyMap<string, SchoolEntry>>(
    () => {
      const live = this.topic.items();
      return live.size > 0 ? live : new Map(this.kept()?.value ?? []);
    },
    { equal: () => false },
  );
  readonly asOf = computed(() => {
    const at = this.topic.asOf();
    return at === null ? (this.kept()?.at ?? null) : Date.parse(at);
  });
  readonly checkedSeconds = computed(() => Math.max(0, Math.round((this.clock.now() - (this.asOf() ?? this.clock.now())) / 1000)));
  readonly isConnected = computed(() => this.topic.status() === 'live' && this.link.phone() === 'connected');
  readonly isCutOff = computed(() => !this.isConnected() && (this.topic.items().size === 0 ? this.kept() !== null : this.link.phone() === 'offline' || this.checkedSeconds() > 8));
  readonly session = computed(() => sessionOf(this.entries().values()));
  readonly rows = computed(() => {
    const connected = this.isConnected();
    return rowsOf(this.entries(), { asOf: connected ? this.clock.now() : (this.asOf() ?? this.clock.now()), isOld: this.isCutOff(), time: this.time });
  });
  readonly summary = computed(() => summaryOf(this.rows(), this.session()?.direction ?? null));

  constructor() {
    effect(() => {
      const zone = this.session()?.council.timeZone;
      if (zone !== undefined) this.clock.useZone(zone);
    });
    effect(() => {
      const at = this.asOf();
      const live = this.topic.items();
      if (at === null || live.size === 0 || at - this.keptAt < keepEvery) return;
      this.keptAt = at;
      void this.keepsake.keep([...live], at, at + 4 * hour);
    });
    void this.keepsake.read<[string, SchoolEntry][]>(Date.now()).then((kept) => this.kept.set(kept ?? null));
  }

  readonly time = (at: string): string => this.clock.time(at);
  readonly day = (date: string): string => new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(`${date}T12:00:00Z`)).replace(',', '');
}
