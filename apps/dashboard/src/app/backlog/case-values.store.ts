import { Injectable, inject, signal } from '@angular/core';
import type { CaseValue } from '@sightline/contracts';
import { Api, ApiProblem } from '../shell/api';
import type { CaseFilter } from './case-filter';

/** The values that the cases of a list have, to narrow it by. Without them a list is still a list: a failure leaves the last ones. */
@Injectable()
export class CaseValuesStore {
  private readonly api = inject(Api);
  private abort = new AbortController();
  readonly values = signal<readonly CaseValue[]>([]);

  async ask(filter: CaseFilter): Promise<void> {
    this.abort.abort();
    this.abort = new AbortController();
    try {
      const { order: _, ...narrowed } = filter;
      const { items } = await this.api.get<{ items: CaseValue[] }>('/api/casework/case-values', narrowed, this.abort.signal);
      this.values.set(items);
    } catch (error) {
      if (!(error instanceof ApiProblem)) return;
      this.values.set([]);
    }
  }
}
