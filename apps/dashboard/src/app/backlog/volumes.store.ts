import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { CaseworkValues, FiguresView } from '@sightline/contracts';
import { Api, ApiProblem } from '../shell/api';
import type { Loadable } from './backlog.store';
import { whenCasesMove } from './when-cases-move.store';

/** The months of a case type, with the year so far and what it comes to if it goes on so. */
export interface Volumes {
  readonly months: readonly CaseworkValues<'volumes'>[];
  readonly formula: string;
  readonly asOf: string;
  readonly yearToDate: FiguresView;
  readonly projected: FiguresView;
}

/** What came in by month, kept up with the live counters. */
@Injectable()
export class VolumesStore {
  private readonly api = inject(Api);
  private caseType: string | null = null;
  private from = '';
  private abort = new AbortController();
  readonly volumes = signal<Loadable<Volumes>>({ state: 'loading' });

  constructor() {
    inject(DestroyRef).onDestroy(() => this.abort.abort());
    whenCasesMove(() => void this.read());
  }

  /** `from`: the first day of the year that is under way. */
  async ask(caseType: string, from: string): Promise<void> {
    this.volumes.set({ state: 'loading' });
    this.from = from;
    this.caseType = caseType;
    await this.read();
  }

  async read(): Promise<void> {
    const { caseType } = this;
    if (caseType === null) return;
    this.abort.abort();
    const { signal: stop } = (this.abort = new AbortController());
    const figure = (measure: string) => this.api.get<FiguresView>('/api/casework/figures', { measure, by: 'case-type', caseType, from: this.from }, stop);
    try {
      const [table, yearToDate, projected] = await Promise.all([
        this.api.get<{ items: { values: CaseworkValues<'volumes'> }[]; formula: string; asOf: string }>('/api/casework/tables/volumes', { caseType }, stop),
        figure('received'),
        figure('received-projected'),
      ]);
      if (!stop.aborted) this.volumes.set({ state: 'ready', value: { months: table.items.map(({ values }) => values), formula: table.formula, asOf: table.asOf, yearToDate, projected } });
    } catch (error) {
      if (error instanceof ApiProblem) this.volumes.set({ state: 'error', problem: error });
    }
  }
}
