import { Injectable, inject, signal } from '@angular/core';
import type { PeriodSummary, ProgrammeReport } from '@sightline/contracts';
import { Api, ApiProblem } from '../../shell/api';

export type ReportStatus = 'loading' | 'ready' | 'missing' | 'forbidden' | 'error';

/** The board's paper of one period. It is read once and stays as it was read: a paper does not change under the reader's eyes. */
@Injectable()
export class ReportStore {
  private readonly api = inject(Api);

  readonly report = signal<ProgrammeReport | null>(null);
  readonly periods = signal<readonly PeriodSummary[]>([]);
  readonly status = signal<ReportStatus>('loading');
  readonly problem = signal('');
  private asked = '';

  async load(period: string): Promise<void> {
    this.asked = period;
    if (this.report() === null) this.status.set('loading');
    try {
      const report = await this.api.get<ProgrammeReport>(`/api/programme/periods/${encodeURIComponent(period)}/report`);
      if (this.asked !== period) return;
      this.report.set(report);
      this.problem.set('');
      this.status.set('ready');
    } catch (error) {
      if (this.asked !== period) return;
      const status = error instanceof ApiProblem ? error.status : 0;
      this.problem.set(error instanceof ApiProblem ? error.message : 'It could not be read.');
      // What was read before stays on the page, with why it is not newer.
      if (this.report() === null || this.report()?.period !== period) this.status.set(status === 404 ? 'missing' : status === 403 ? 'forbidden' : 'error');
      if (this.status() !== 'ready') this.report.set(null);
    }
  }

  async loadPeriods(): Promise<void> {
    try {
      this.periods.set((await this.api.get<{ items: PeriodSummary[] }>('/api/programme/periods')).items);
    } catch {
      // Without the list of periods the paper can still be read.
    }
  }
}
