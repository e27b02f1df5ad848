import { Injectable, inject, signal } from '@angular/core';
import type { FamilyMessages } from '@sightline/contracts';
import { LinkStore } from '../link.store';

const path = '/api/links/messages';

/** Which messages the guardian of this link gets, and their choice. */
@Injectable()
export class FamilyMessagesStore {
  private readonly link = inject(LinkStore);
  private readonly known = signal<FamilyMessages | 'loading' | 'failed'>('loading');
  readonly state = this.known.asReadonly();
  readonly said = signal('');

  async load(): Promise<void> {
    this.known.set('loading');
    try {
      this.known.set(await this.link.ask<FamilyMessages>(path));
    } catch {
      this.known.set('failed');
    }
  }

  async choose(wanted: boolean, arrivals: boolean): Promise<void> {
    this.said.set('');
    try {
      this.known.set(await this.link.ask<FamilyMessages>(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ wanted, arrivals: wanted && arrivals }) }));
      this.said.set(wanted ? 'Saved. We write to you.' : 'Saved. We do not write to you any more.');
    } catch {
      this.said.set('Not saved: we could not be reached. Try again.');
    }
  }
}
