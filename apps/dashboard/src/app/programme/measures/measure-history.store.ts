import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { MeasureHistory } from '@sightline/contracts';
import { Api, ApiProblem } from '../../shell/api';

export type HistoryState = { state: 'loading' } | { state: 'ready'; history: MeasureHistory } | { state: 'error'; message: string };

/** The days of the measure that is open. Its newest value comes with the page's topic; the days before do not move. */
@Injectable()
export class MeasureHistoryStore {
  private readonly api = inject(Api);
  private asking: AbortController | null = null;
  readonly shown = signal<HistoryState>({ state: 'loading' });

  constructor() {
    inject(DestroyRef).onDestroy(() => this.asking?.abort());
  }

  async ask(measureRef: string): Promise<void> {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    this.shown.set({ state: 'loading' });
    try {
      const history = await this.api.get<MeasureHistory>(`/api/programme/measures/${encodeURIComponent(measureRef)}/history`, {}, asking.signal);
      if (this.asking === asking) this.shown.set({ state: 'ready', history });
    } catch (error) {
      if (this.asking === asking && !asking.signal.aborted) this.shown.set({ state: 'error', message: error instanceof ApiProblem ? error.message : 'The days of this measure could not be read.' });
    }
  }
}
