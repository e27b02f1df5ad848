import { Injectable, inject, signal } from '@angular/core';
import type { ErasureReply, SubjectKind, SubjectView } from '@sightline/contracts';
import { Api, ApiProblem } from '../shell/api';
import { attempt, problemWords } from './paged-store';

const pathOf = (kind: SubjectKind, ref: string): string => `/api/rights/subjects/${kind}/${encodeURIComponent(ref)}`;

/** What is held of one person. */
@Injectable()
export class RightsStore {
  private readonly api = inject(Api);
  readonly found = signal<SubjectView | null>(null);
  /** What was looked for and is not held. */
  readonly missed = signal<{ kind: SubjectKind; ref: string } | null>(null);

  /** A caller is found by their number: all their calls stand behind the last one. Says what is wrong; an empty text when it is done. */
  find(kind: SubjectKind, wanted: string): Promise<string> {
    this.forget();
    return attempt(async () => {
      try {
        const ref = kind === 'caller' ? await this.lastCall(wanted) : wanted;
        this.found.set(ref === undefined ? null : await this.api.get<SubjectView>(pathOf(kind, ref)));
      } catch (error) {
        if (!(error instanceof ApiProblem && error.status === 404)) throw error;
      }
      if (this.found() === null) this.missed.set({ kind, ref: wanted });
    });
  }

  forget(): void {
    this.found.set(null);
    this.missed.set(null);
  }

  archive({ kind, ref }: SubjectView, keep: (archive: Blob) => void): Promise<string> {
    return attempt(async () => keep(await this.api.file(`${pathOf(kind, ref)}/export`, {})));
  }

  async erase({ kind, ref }: SubjectView, reason: string, confirm: string): Promise<ErasureReply | string> {
    try {
      return await this.api.post<ErasureReply>(`${pathOf(kind, ref)}/erase`, { reason, confirm });
    } catch (error) {
      return problemWords(error);
    }
  }

  private async lastCall(number: string): Promise<string | undefined> {
    return (await this.api.post<{ items: { callRef: string }[] }>('/api/rights/calls', { number })).items[0]?.callRef;
  }
}
