import { Injectable, inject, signal } from '@angular/core';
import type { QualityKind, QualityView } from '@sightline/contracts';
import { Api, ApiProblem } from '../shell/api';
import type { Loadable } from './backlog.store';

const pageSize = 50;
const mostRows = 1000;

/** What is wrong, or may be, with the casework as it was told. */
@Injectable()
export class QualityStore {
  private readonly api = inject(Api);
  readonly quality = signal<Loadable<QualityView>>({ state: 'loading' });

  async read(kind: QualityKind | null): Promise<void> {
    await this.orProblem(async () => this.quality.set({ state: 'ready', value: await this.api.get<QualityView>('/api/casework/quality', { kind, limit: pageSize }) }));
  }

  /** The findings as a file; null where it could not be had. */
  async csv(kind: QualityKind | null): Promise<Blob | null> {
    let file: Blob | null = null;
    await this.orProblem(async () => {
      file = await this.api.csv('/api/casework/quality', { kind, limit: mostRows });
    });
    return file;
  }

  private async orProblem(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof ApiProblem) this.quality.set({ state: 'error', problem: error });
    }
  }
}
