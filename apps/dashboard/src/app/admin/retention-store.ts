import { Injectable, inject, signal } from '@angular/core';
import type { HoldView, NewHold, RetentionView } from '@sightline/contracts';
import { Api, ApiProblem } from '../shell/api';
import { problemWords } from './paged-store';

type Read<T> = { state: 'loading' } | { state: 'ready'; value: T } | { state: 'error'; words: string };

/** What is kept and for how long, and what is held back. */
@Injectable()
export class RetentionStore {
  private readonly api = inject(Api);
  readonly schedule = signal<Read<RetentionView>>({ state: 'loading' });
  readonly holds = signal<Read<readonly HoldView[]>>({ state: 'loading' });

  async load(): Promise<void> {
    await Promise.all([
      this.read(this.schedule, () => this.api.get<RetentionView>('/api/retention')),
      this.read(this.holds, async () => (await this.api.get<{ items: HoldView[] }>('/api/retention/holds')).items),
    ]);
  }

  csv = (): Promise<Blob> => this.api.csv('/api/retention');
  holdsCsv = (): Promise<Blob> => this.api.csv('/api/retention/holds');
  sweep = (): Promise<string> => this.change(() => this.api.post('/api/retention/sweeps', {}));
  place = (hold: NewHold): Promise<string> => this.change(() => this.api.post('/api/retention/holds', hold));
  end = (holdId: string): Promise<string> => this.change(() => this.api.delete(`/api/retention/holds/${holdId}`));

  /** What is wrong; an empty text when it is done. */
  private async change(work: () => Promise<unknown>): Promise<string> {
    try {
      await work();
      await this.load();
      return '';
    } catch (error) {
      return problemWords(error);
    }
  }

  private async read<T>(into: { set(value: Read<T>): void }, work: () => Promise<T>): Promise<void> {
    try {
      into.set({ state: 'ready', value: await work() });
    } catch (error) {
      if (error instanceof ApiProblem) into.set({ state: 'error', words: error.message });
    }
  }
}
