import { Injectable, computed, inject, signal } from '@angular/core';
import type { ItemGates } from '@sightline/contracts';
import { Api, ApiProblem } from '../shell/api';

type Loaded = { state: 'loading' } | { state: 'ready'; value: ItemGates } | { state: 'error'; problem: string };

/** What a Blue of one item would lack today, asked for when its sheet is open. */
@Injectable()
export class ItemGatesStore {
  private readonly api = inject(Api);
  private readonly loaded = signal<Loaded>({ state: 'loading' });
  private asked = '';

  readonly state = computed(() => this.loaded().state);
  readonly problem = computed(() => {
    const loaded = this.loaded();
    return loaded.state === 'error' ? loaded.problem : '';
  });
  readonly blue = computed(() => {
    const loaded = this.loaded();
    return loaded.state === 'ready' ? loaded.value.blue : null;
  });

  /** What is shown stays until the answer is there, unless it is about another item. */
  async read(itemRef: string): Promise<void> {
    if (itemRef !== this.asked) this.loaded.set({ state: 'loading' });
    this.asked = itemRef;
    try {
      const value = await this.api.get<ItemGates>(`/api/programme/items/${encodeURIComponent(itemRef)}/gates`);
      if (itemRef === this.asked) this.loaded.set({ state: 'ready', value });
    } catch (error) {
      if (itemRef === this.asked) this.loaded.set({ state: 'error', problem: error instanceof ApiProblem ? error.message : 'it is not known why.' });
    }
  }
}
