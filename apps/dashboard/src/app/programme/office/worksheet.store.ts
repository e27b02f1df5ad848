import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { ProgrammeCounts, ProgrammeItem } from '@sightline/contracts';
import { LiveClient } from '../../live/live-client';
import { Api } from '../../shell/api';
import { Clock } from '../../ui/clock';
import type { SheetRow } from './worksheet';
import { periodChoices, rowsOf } from './worksheet';

/** A period as it is read over HTTP: what the topic does not tell of it. */
type PeriodView = ProgrammeCounts & { readonly items: readonly ProgrammeItem[]; readonly frozen: boolean; readonly taken?: { readonly at: string; readonly by: string } };

/** The plan as the office updates it: the items of the live topic, and what the chosen period and the one before it say of them. */
@Injectable()
export class WorksheetStore {
  private readonly api = inject(Api);
  private readonly clock = inject(Clock);
  private readonly topic = inject(LiveClient).open('programme');
  /** Periods that are not the newest, and what the newest does not tell of itself, as they were read last. */
  private readonly views = signal<ReadonlyMap<string, PeriodView>>(new Map());

  readonly status = this.topic.status;
  readonly problem = this.topic.problem;
  readonly counts = computed(() => {
    const entry = this.topic.items().get('counts');
    return entry?.entry === 'counts' ? entry.counts : null;
  });
  readonly items = computed<readonly ProgrammeItem[]>(() => this.topic.values().flatMap((entry) => (entry.entry === 'item' ? [entry.item] : [])).toSorted((a, b) => collator.compare(a.itemRef, b.itemRef)));
  readonly contradictions = computed(() => this.topic.values().flatMap((entry) => (entry.entry === 'contradiction' ? [entry.contradiction] : [])));
  /** The civil date here. */
  readonly today = computed(() => this.clock.civilDate(this.clock.now()));

  /** The period asked for by the URL; empty for the one that is under way. */
  readonly asked = signal('');
  readonly periods = computed(() => this.counts()?.periods ?? []);
  readonly choices = computed(() => periodChoices(this.periods(), this.today()));
  readonly period = computed(() => {
    if (/^\d{4}-(0[1-9]|1[0-2])$/.test(this.asked())) return this.asked();
    const newest = this.counts()?.period ?? null;
    return (newest === null || this.views().get(newest)?.frozen === true ? this.choices()[0] : newest) ?? '';
  });
  readonly previous = computed(() => this.periods().filter((each) => each < this.period()).at(-1) ?? null);
  readonly frozen = computed(() => this.views().get(this.period())?.frozen === true);
  readonly taken = computed(() => this.views().get(this.period())?.taken ?? null);

  /** Everything that the worksheet is made of has been read. */
  readonly ready = computed(() => this.items().length > 0 && [this.period(), this.previous(), this.asked() === '' ? (this.counts()?.period ?? null) : null].every((each) => each === null || !this.periods().includes(each) || this.views().has(each)));

  readonly rows = computed<readonly SheetRow[]>(() => rowsOf(this.items(), this.saidIn(this.period()), this.saidIn(this.previous()), this.contradictions()));

  constructor() {
    // What the topic does not tell: whether a period is frozen, and the words of those that are not the newest.
    effect(() => {
      const wanted = [this.period(), this.previous(), this.counts()?.period ?? null];
      const known = this.periods();
      untracked(() => {
        for (const period of wanted) if (period !== null && known.includes(period) && !this.views().has(period)) void this.read(period);
      });
    });
  }

  /** Reads a period anew, after something was saved in it. */
  async read(period: string): Promise<void> {
    try {
      const view = await this.api.get<PeriodView>(`/api/programme/periods/${period}`);
      this.views.update((views) => new Map(views).set(period, view));
    } catch {
      // The next change asks again; until then the topic's own words stand.
    }
  }

  row(itemRef: string): SheetRow | undefined {
    return this.rows().find(({ item }) => item.itemRef === itemRef);
  }

  title(itemRef: string): string {
    return this.items().find((item) => item.itemRef === itemRef)?.title ?? '';
  }

  private saidIn(period: string | null): ReadonlyMap<string, ProgrammeItem> {
    if (period === null || period === '') return new Map();
    const items = period === this.counts()?.period ? this.items() : (this.views().get(period)?.items ?? []);
    return new Map(items.map((item) => [item.itemRef, item]));
  }
}

const collator = new Intl.Collator('en-GB', { numeric: true });
