import { Injectable, inject, signal } from '@angular/core';
import type { HoldView, NewHold, RetentionView } from '@sightline/contracts';
import { Api } from '../shell/api';
import type { Read } from './paged-store';
import { attempt, readInto } from './paged-store';

/** What is kept and for how long, and what is held back. */
@Injectable()
export class RetentionStore {
  private readonly api = inject(Api);
  readonly schedule = signal<Read<RetentionView>>({ state: 'loading' });
  readonly holds = signal<Read<readonly HoldView[]>>({ state: 'loading' });

  async load(): Promise<void> {
    await Promise.all([
      readInto(this.schedule, () => this.api.get<RetentionView>('/api/retention')),
      readInto(this.holds, async () => (await this.api.get<{ items: HoldView[] }>('/api/retention/holds')).items),
    ]);
  }

  csv = (): Promise<Blob> => this.api.csv('/api/retention');
  holdsCsv = (): Promise<Blob> => this.api.csv('/api/retention/holds');
  sweep = (): Promise<string> => this.change(() => this.api.post('/api/retention/sweeps', {}));
  place = (hold: NewHold): Promise<string> => this.change(() => this.api.post('/api/retention/holds', hold));
  end = (holdId: string): Promise<string> => this.change(() => this.api.delete(`/api/retention/holds/${holdId}`));

  /** What is wrong; an empty text when it is done. */
  private change(work: () => Promise<unknown>): Promise<string> {
    return attempt(async () => {
      await work();
      await this.load();
    });
  }
}
