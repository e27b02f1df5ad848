import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { CaseworkMeasure, FiguresView } from '@sightline/contracts';
import type { Query } from '../shell/api';
import { Api, ApiProblem } from '../shell/api';
import { whenCasesMove } from './when-cases-move.store';
import type { WorstFigures } from './worst-words';
import { worstService } from './worst-words';

const fourWeeksMilliseconds = 28 * 86_400_000;

/** The figures of the service that is worst off, kept up with the live counters. */
@Injectable()
export class WorstStore {
  private readonly api = inject(Api);
  private asking: AbortController | null = null;

  /** `null` until it is known, and where nothing is overdue. */
  readonly figures = signal<WorstFigures | null>(null);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.asking?.abort());
    whenCasesMove(() => void this.read());
  }

  private async read(): Promise<void> {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    const ask = (measure: CaseworkMeasure, more: Query): Promise<FiguresView> => this.api.get<FiguresView>('/api/casework/figures', { measure, ...more }, asking.signal);
    try {
      const overdue = await ask('overdue', { by: 'service-area' });
      const worst = worstService(overdue);
      if (worst === null) {
        this.figures.set(null);
        return;
      }
      const of = { by: 'case-type', serviceArea: worst.key };
      const from = new Date(Date.parse(overdue.asOf) - fourWeeksMilliseconds).toISOString().slice(0, 10);
      const [types, received, closed, oldest] = await Promise.all([ask('overdue', of), ask('received', { ...of, from }), ask('closed', { ...of, from }), ask('oldest-days', of)]);
      if (this.asking === asking) this.figures.set({ overdue, types, received, closed, oldest });
    } catch (error) {
      // The breakdown below says so with its reason; a sentence that cannot be made is not shown.
      if (error instanceof ApiProblem && this.asking === asking) this.figures.set(null);
    }
  }
}
