import { Injectable, inject, signal } from '@angular/core';
import type { AuditRow, AuditVerification, UnusualList, UnusualOutcome } from '@sightline/contracts';
import type { Query } from '../shell/api';
import { Api } from '../shell/api';
import { AdminStore } from './admin-store';
import type { Read } from './paged-store';
import { PagedList, attempt, readInto } from './paged-store';

/** A file holds as many of the newest records as one answer does. */
export const mostRows = 1000;

/** The audit, the state of its chain, and what is unusual in it. What changes something resolves with what is wrong; an empty text when it is done. */
@Injectable()
export class AuditStore {
  private readonly api = inject(Api);
  private readonly admin = inject(AdminStore);
  private readonly records = new PagedList<AuditRow>(this.api, '/api/audit');
  readonly list = this.records.list;
  readonly chain = signal<Read<AuditVerification>>({ state: 'loading' });
  /** The same that the number beside the section counts. */
  readonly unusual = this.admin.unusual;

  load = (query: Query): Promise<void> => this.records.load(query);
  more = (): Promise<void> => this.records.more();
  csv = (query: Query): Promise<Blob> => this.api.csv('/api/audit', { ...query, limit: mostRows });
  loadUnusual = (): Promise<void> => this.admin.loadUnusual();
  loadChain = (): Promise<void> => readInto(this.chain, () => this.api.get<AuditVerification>('/api/audit/verification'));

  verify(): Promise<string> {
    return attempt(async () => this.chain.set({ state: 'ready', value: await this.api.post<AuditVerification>('/api/audit/verification', {}) }));
  }

  seen(key: string, outcome: UnusualOutcome): Promise<string> {
    return attempt(async () => this.unusual.set({ state: 'ready', value: await this.api.post<UnusualList>('/api/audit/unusual', { key, outcome }) }));
  }
}
