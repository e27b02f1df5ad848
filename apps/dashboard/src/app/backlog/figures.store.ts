import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { FiguresView } from '@sightline/contracts';
import type { Query } from '../shell/api';
import { Api, ApiProblem } from '../shell/api';
import type { Loadable } from './backlog.store';
import { whenCasesMove } from './when-cases-move.store';

/** A figure by a dimension, kept up with the live counters. */
@Injectable()
export class FiguresStore {
  private readonly api = inject(Api);
  private asking: { query: Query; abort: AbortController } | null = null;

  readonly figures = signal<Loadable<FiguresView>>({ state: 'idle' });
  /** The rate that counts the overdue as well, shown beside one of closed cases only. */
  readonly beside = signal<FiguresView | null>(null);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.asking?.abort.abort());
    whenCasesMove(() => void this.again());
  }

  async ask(query: Query): Promise<void> {
    this.figures.set({ state: 'loading' });
    await this.read(query);
  }

  async again(): Promise<void> {
    if (this.asking !== null) await this.read(this.asking.query);
  }

  private async read(query: Query): Promise<void> {
    this.asking?.abort.abort();
    const asking = (this.asking = { query, abort: new AbortController() });
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
