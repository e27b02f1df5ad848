import { Injectable, computed, inject, signal } from '@angular/core';
import { linkKinds, linkRules, mayAccess } from '@sightline/contracts';
import type { LinkAddress, LinkKind, LinkSubject, LinkView, TransportReference } from '@sightline/contracts';
import { Api } from '../shell/api';
import { Session } from '../shell/session';
import { PagedList, problemWords } from './paged-store';

/** The public links that this person may hand out. */
@Injectable()
export class LinksStore {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly links = new PagedList<LinkView>(this.api, '/api/links');
  readonly list = this.links.list;
  readonly kinds = computed<readonly LinkKind[]>(() => {
    const role = this.session.role();
    return role === null ? [] : linkKinds.filter((kind) => mayAccess(role, linkRules[kind].resource, 'act'));
  });
  readonly reference = signal<TransportReference | null>(null);

  load = (): Promise<void> => this.links.load();
  show = (kind: LinkKind | ''): Promise<void> => this.links.load(kind === '' ? {} : { kind });
  more = (): Promise<void> => this.links.more();

  /** Schools and operators by name. An administrator without a view of the runs types the reference instead. */
  async loadNames(): Promise<void> {
    try {
      this.reference.set(await this.api.get<TransportReference>('/api/transport/reference'));
    } catch {
      this.reference.set(null);
    }
  }

  issue(kind: LinkKind, subject: LinkSubject, days: number): Promise<LinkAddress | string> {
    return this.attempt(async () => {
      const address = await this.api.post<LinkAddress>('/api/links', { kind, ...subject, days });
      await this.links.load();
      return address;
    });
  }

  /** The address of a link once more; the showing is recorded. */
  address(linkRef: string): Promise<LinkAddress | string> {
    return this.attempt(() => this.api.get<LinkAddress>(`/api/links/${linkRef}/address`));
  }

  /** What is wrong; an empty text when it is revoked. */
  async revoke(linkRef: string): Promise<string> {
    const done = await this.attempt(async () => {
      await this.api.delete(`/api/links/${linkRef}`);
      await this.links.load();
      return '';
    });
    return done;
  }

  private async attempt<T>(work: () => Promise<T>): Promise<T | string> {
    try {
      return await work();
    } catch (error) {
      return problemWords(error);
    }
  }
}
