import { Injectable, inject, signal } from '@angular/core';
import type { RunDetail, RunTrace } from '@sightline/contracts';
import { Api, ApiProblem } from '../../shell/api';

/** A run of any day with its trace, read once. */
@Injectable()
export class ReplayStore {
  private readonly api = inject(Api);
  private wanted = '';
  readonly run = signal<RunDetail | null>(null);
  readonly trace = signal<RunTrace | null>(null);
  readonly problem = signal<{ kind: 'error' | 'forbidden' | 'empty'; words: string } | null>(null);

  async load(runRef: string): Promise<void> {
    this.wanted = runRef;
    this.run.set(null);
    this.trace.set(null);
    this.problem.set(null);
    const path = `/api/transport/runs/${encodeURIComponent(runRef)}`;
    try {
      const [run, trace] = await Promise.all([this.api.get<RunDetail>(path), this.api.get<RunTrace>(`${path}/trace`)]);
      if (this.wanted !== runRef) return;
      this.run.set(run);
      this.trace.set(trace);
    } catch (error) {
      if (this.wanted !== runRef) return;
      const status = error instanceof ApiProblem ? error.status : 0;
      this.problem.set({ kind: status === 404 ? 'empty' : status === 403 ? 'forbidden' : 'error', words: error instanceof Error ? error.message : '' });
    }
  }
}
