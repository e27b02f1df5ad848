import { Injectable, inject, signal } from '@angular/core';
import type { AuditRow, AuditVerification, UnusualList, UnusualOutcome } from '@sightline/contracts';
import type { Query } from '../shell/api';
import { Api } from '../shell/api';
import { PagedList, problemWords } from './paged-store';

/** The audit, the state of its chain, and what is unusual in it. */
@Injectable()
export class AuditStore {
  private readonly api = inject(Api);
  private readonly records = new PagedList<AuditRow>(this.api, '/api/audit');
  readonly list = this.records.list;
  readonly chain = signal<AuditVerification | null>(null);
  readonly unusual = signal<UnusualList | null>(null);
  readonly problem = signal('');

  load = (query: Query): Promise<void> => this.records.load(query);
  more = (): Promise<void> => this.records.more();
  csv = (query: Query): Promise<Blob> => this.api.csv('/api/audit', { ...query, limit: 1000 });

  async loadState(): Promise<void> {
    await this.say(async () => {
      this.chain.set(await this.api.get<AuditVerification>('/api/audit/verification'));
      this.unusual.set(await this.api.get<UnusualList>('/api/audit/unusual'));
    });
  }

  async verify(): Promise<void> {
    await this.say(async () => this.chain.set(await this.api.post<AuditVerification>('/api/audit/verification', {})));
  }

  async seen(key: string, outcome: UnusualOutcome): Promise<void> {
    await this.say(async () => this.unusual.set(await this.api.post<UnusualList>('/api/audit/unusual', { key, outcome })));
  }

  private async say(work: () => Promise<void>): Promise<void> {
    this.problem.set('');
    await work().catch((error: unknown) => this.problem.set(problemWords(error)));
  }
}
