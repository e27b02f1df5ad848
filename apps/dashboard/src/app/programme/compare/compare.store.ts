import { Injectable, inject, signal } from '@angular/core';
import type { Comparison, PeriodSummary } from '@sightline/contracts';
import { Api, ApiProblem } from '../../shell/api';

/** Something asked of the server: still on its way, there, or why it is not. */
export type Loaded<T> = { state: 'loading' } | { state: 'ready'; value: T; at: number } | { state: 'error'; problem: string };

/** Two periods and their difference, as the server has them. */
@Injectable()
export class CompareStore {
  private readonly api = inject(Api);
  private asked = '';
  readonly periods = signal<readonly PeriodSummary[] | null>(null);
  readonly comparison = signal<Loaded<Comparison>>({ state: 'loading' });

  /** Without `to` the newest period, without `from` the one before it. */
  async open(from: string | undefined, to: string | undefined): Promise<void> {
    this.asked = `${from}|${to}`;
    const { asked } = this;
    this.comparison.set({ state: 'loading' });
    try {
      const { items } = await this.api.get<{ items: PeriodSummary[] }>('/api/programme/periods');
      if (asked !== this.asked) return;
      this.periods.set(items);
      if (items.length < 2) return;
      const value = await this.api.get<Comparison>('/api/programme/compare', { from, to });
      if (asked === this.asked) this.comparison.set({ state: 'ready', value, at: Date.now() });
    } catch (error) {
      if (asked === this.asked) this.comparison.set({ state: 'error', problem: error instanceof ApiProblem ? error.message : 'It is not known why.' });
    }
  }
}
