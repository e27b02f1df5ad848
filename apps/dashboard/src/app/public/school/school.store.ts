import { Injectable, computed, effect, inject } from '@angular/core';
import type { SchoolEntry } from '@sightline/contracts';
import { LiveClient } from '../../live/live-client';
import { Clock } from '../../ui/clock';
import { Keepsake } from '../keepsake';
import { KeptTopic, longDay } from '../kept-topic.store';
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
  private readonly known: KeptTopic<'school', [string, SchoolEntry][]> = new KeptTopic(this.topic, computed(() => this.session()?.council.timeZone));
  private keptAt = 0;

  private readonly entries = computed<ReadonlyMap<string, SchoolEntry>>(
    () => {
      const live = this.topic.items();
      return live.size > 0 ? live : new Map(this.known.kept() ?? []);
    },
    { equal: () => false },
  );
  readonly asOf = this.known.asOf;
  readonly checkedSeconds = this.known.checkedSeconds;
  readonly isConnected = this.known.isConnected;
  readonly isCutOff = this.known.isCutOff;
  readonly session = computed(() => sessionOf(this.entries().values()));
  readonly rows = computed(() => rowsOf(this.entries(), { asOf: this.known.readAsOf(), isOld: this.isCutOff(), time: this.time }));
  readonly summary = computed(() => summaryOf(this.rows(), this.session()?.direction ?? null));

  constructor() {
    effect(() => {
      const at = this.asOf();
      const live = this.topic.items();
      if (at === null || live.size === 0 || at - this.keptAt < keepEvery) return;
      this.keptAt = at;
      void this.keepsake.keep([...live], at, at + 4 * hour);
    });
  }

  readonly time = (at: string): string => this.clock.time(at);
  readonly day = longDay;
}
