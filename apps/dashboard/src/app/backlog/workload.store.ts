import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { WorkloadView } from '@sightline/contracts';
import { Api, ApiProblem } from '../shell/api';
import type { Loadable } from './backlog.store';
import { whenCasesMove } from './when-cases-move.store';

/** What each worker has, kept up with the live counters. */
@Injectable()
export class WorkloadStore {
  private readonly api = inject(Api);
  private readonly abort = new AbortController();
  readonly workload = signal<Loadable<WorkloadView>>({ state: 'loading' });

  constructor() {
    inject(DestroyRef).onDestroy(() => this.abort.abort());
    whenCasesMove(() => void this.read());
  }

  async read(): Promise<void> {
    try {
      this.workload.set({ state: 'ready', value: await this.api.get<WorkloadView>('/api/casework/workload', {}, this.abort.signal) });
    } catch (error) {
      if (error instanceof ApiProblem) this.workload.set({ state: 'error', problem: error });
    }
  }
}
