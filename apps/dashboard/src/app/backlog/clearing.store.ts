import { Injectable, inject, signal } from '@angular/core';
import type { ClearingView } from '@sightline/contracts';
import { Api, ApiProblem } from '../shell/api';
import type { Loadable } from './backlog.store';

/** What clearing a type by a day would take, as the server reckons it on real working days. */
@Injectable()
export class ClearingStore {
  private readonly api = inject(Api);
  readonly answer = signal<Loadable<ClearingView>>({ state: 'idle' });

  async ask(caseType: string, by: string, abort: AbortSignal): Promise<void> {
    try {
      this.answer.set({ state: 'ready', value: await this.api.get<ClearingView>('/api/casework/clearing', { caseType, by }, abort) });
    } catch (error) {
      if (error instanceof ApiProblem) this.answer.set({ state: 'error', problem: error });
    }
  }
}
