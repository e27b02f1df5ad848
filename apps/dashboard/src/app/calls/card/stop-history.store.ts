import { Injectable, inject, signal } from '@angular/core';
import type { StopHistory } from '@sightline/contracts';
import { Api, ApiProblem } from '../../shell/api';

export type HistoryState = { state: 'loading' } | { state: 'known'; view: StopHistory } | { state: 'error'; problem: ApiProblem };

/** The last school days at one stop, asked for once a stop. */
@Injectable()
export class StopHistoryStore {
  private readonly api = inject(Api);
  private asked: AbortController | null = null;
  readonly history = signal<HistoryState>({ state: 'loading' });

  async ask(runRef: string, sequence: number): Promise<void> {
    this.asked?.abort();
    const abort = (this.asked = new AbortController());
    this.history.set({ state: 'loading' });
    try {
      const view = await this.api.get<StopHistory>('/api/contact/stop-history', { runRef, sequence }, abort.signal);
      if (!abort.signal.aborted) this.history.set({ state: 'known', view });
    } catch (error) {
      if (!abort.signal.aborted && error instanceof ApiProblem) this.history.set({ state: 'error', problem: error });
    }
  }
}
