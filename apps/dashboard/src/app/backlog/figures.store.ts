import { DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { FiguresView } from '@sightline/contracts';
import { LiveClient } from '../live/live-client';
import type { Query } from '../shell/api';
import { Api, ApiProblem } from '../shell/api';
import type { Loadable } from './backlog.store';

/** A figure is asked for again when a case moved, and no sooner than this after the last time. Milliseconds. */
const restMilliseconds = 5_000;

/** A figure by a dimension, kept up with the live counters. */
@Injectable()
export class FiguresStore {
  private readonly api = inject(Api);
  private readonly backlog = inject(LiveClient).open('backlog');
  private asking: { query: Query; abort: AbortController } | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private askedAt = 0;

  readonly figures = signal<Loadable<FiguresView>>({ state: 'idle' });
  /** The rate that counts the overdue as well, shown beside one of closed cases only. */
  readonly beside = signal<FiguresView | null>(null);

  constructor() {
    const moved = computed(() => this.backlog.values().map(({ caseType, lastChangeAt, open, overdue }) => `${caseType} ${lastChangeAt} ${open} ${overdue}`).join());
    effect(() => {
      moved();
      untracked(() => this.later());
    });
    inject(DestroyRef).onDestroy(() => {
      if (this.timer !== null) clearTimeout(this.timer);
      this.asking?.abort.abort();
    });
  }

  async ask(query: Query): Promise<void> {
    this.figures.set({ state: 'loading' });
    await this.read(query);
  }

  async again(): Promise<void> {
    if (this.asking !== null) await this.read(this.asking.query);
  }

  private later(): void {
    if (this.asking === null || this.timer !== null) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.again();
    }, Math.max(0, this.askedAt + restMilliseconds - Date.now()));
  }

  private async read(query: Query): Promise<void> {
    this.asking?.abort.abort();
    const asking = (this.asking = { query, abort: new AbortController() });
    this.askedAt = Date.now();
    try {
      const [value, beside] = await Promise.all([
        this.api.get<FiguresView>('/api/casework/figures', query, asking.abort.signal),
        query['measure'] === 'on-time-of-closed' ? this.api.get<FiguresView>('/api/casework/figures', { ...query, measure: 'on-time' }, asking.abort.signal) : null,
      ]);
      if (this.asking !== asking) return;
      this.figures.set({ state: 'ready', value });
      this.beside.set(beside);
    } catch (error) {
      if (error instanceof ApiProblem && this.asking === asking) this.figures.set({ state: 'error', problem: error });
    }
  }
}
