import { Injectable, inject, signal } from '@angular/core';
import type { CaseSummary, ContactView } from '@sightline/contracts';
import { Api, ApiProblem } from '../shell/api';
import { Session } from '../shell/session';
import type { Loadable } from './backlog.store';

/** The logged call that a case came of, for those who may read it; idle where it came of none. */
@Injectable()
export class CallEvidenceStore {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private asked: AbortController | null = null;
  readonly contact = signal<Loadable<ContactView>>({ state: 'idle' });

  async ask(caseRef: string): Promise<void> {
    this.asked?.abort();
    const abort = (this.asked = new AbortController());
    this.contact.set({ state: 'idle' });
    if (!this.session.may('contacts') || !this.session.may('cases', 'act')) return;
    try {
      const { contactRef } = await this.api.get<CaseSummary>(`/api/casework/cases/${encodeURIComponent(caseRef)}`, {}, abort.signal);
      if (contactRef === undefined) return;
      const value = await this.api.get<ContactView>(`/api/contact/contacts/${encodeURIComponent(contactRef)}`, {}, abort.signal);
      if (!abort.signal.aborted) this.contact.set({ state: 'ready', value });
    } catch (error) {
      // Without the case there is no call either: its clocks say what went wrong.
      if (!abort.signal.aborted && error instanceof ApiProblem && error.status !== 404) this.contact.set({ state: 'error', problem: error });
    }
  }
}
