import { Injectable, inject, signal } from '@angular/core';
import type { ErasureReply, SubjectKind, SubjectView } from '@sightline/contracts';
import { Api } from '../shell/api';
import { problemWords } from './paged-store';

const pathOf = (kind: SubjectKind, ref: string): string => `/api/rights/subjects/${kind}/${encodeURIComponent(ref)}`;

/** What is held of one person. */
@Injectable()
export class RightsStore {
  private readonly api = inject(Api);
  readonly found = signal<SubjectView | null>(null);

  /** Each says what is wrong; an empty text when it is done. */
  find(kind: SubjectKind, ref: string): Promise<string> {
    this.found.set(null);
    return this.attempt(async () => this.found.set(await this.api.get<SubjectView>(pathOf(kind, ref))));
  }

  /** A caller is found by their number: all their calls stand behind the last one. */
  findCaller(number: string): Promise<string> {
    this.found.set(null);
    return this.attempt(async () => {
      const { items } = await this.api.post<{ items: { callRef: string }[] }>('/api/rights/calls', { number });
      const [last] = items;
      if (last === undefined) throw new Error('none');
      this.found.set(await this.api.get<SubjectView>(pathOf('caller', last.callRef)));
    }, 'No call from this number is held.');
  }

  async archive({ kind, ref }: SubjectView): Promise<Blob | string> {
    try {
      return await this.api.file(`${pathOf(kind, ref)}/export`, {});
    } catch (error) {
      return problemWords(error);
    }
  }

  async erase({ kind, ref }: SubjectView, reason: string, confirm: string): Promise<ErasureReply | string> {
    try {
      return await this.api.post<ErasureReply>(`${pathOf(kind, ref)}/erase`, { reason, confirm });
    } catch (error) {
      return problemWords(error);
    }
  }

  private async attempt(work: () => Promise<unknown>, otherwise?: string): Promise<string> {
    try {
      await work();
      return '';
    } catch (error) {
      return error instanceof Error && error.message === 'none' && otherwise !== undefined ? otherwise : problemWords(error);
    }
  }
}
