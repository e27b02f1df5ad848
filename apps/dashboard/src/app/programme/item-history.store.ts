import { Injectable, inject, signal } from '@angular/core';
import type { ItemHistory } from '@sightline/contracts';
import { Api, ApiProblem } from '../shell/api';

type Loaded = { state: 'loading' } | { state: 'ready'; value: ItemHistory } | { state: 'error'; problem: string };

/** What was said of one item across the periods, as the server has it. */
@Injectable()
export class ItemHistoryStore {
  private readonly api = inject(Api);
  private asked = '';
  readonly loaded = signal<Loaded>({ state: 'loading' });

  async read(itemRef: string): Promise<void> {
    if (itemRef !== this.asked) this.loaded.set({ state: 'loading' });
    this.asked = itemRef;
    try {
      const value = await this.api.get<ItemHistory>(`/api/programme/items/${encodeURIComponent(itemRef)}/history`);
      if (itemRef === this.asked) this.loaded.set({ state: 'ready', value });
    } catch (error) {
      if (itemRef === this.asked) this.loaded.set({ state: 'error', problem: error instanceof ApiProblem ? error.message : 'It is not known why.' });
    }
  }
}
