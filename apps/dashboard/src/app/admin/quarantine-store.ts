import { Injectable, computed, inject } from '@angular/core';
import type { QuarantineEntry } from '@sightline/contracts';
import { LiveClient } from '../live/live-client';
import { Api } from '../shell/api';
import { PagedList } from './paged-store';

/** What was refused and why; the values that were refused are not kept. */
@Injectable()
export class QuarantineStore {
  private readonly entries = new PagedList<QuarantineEntry>(inject(Api), '/api/ingest/quarantine');
  private readonly feeds = inject(LiveClient).open('feeds');
  readonly list = this.entries.list;
  /** Sources of which something was refused, to choose from. */
  readonly sources = computed(() => this.feeds.values().filter(({ rejected }) => rejected > 0).map(({ source }) => source).sort((a, b) => a.localeCompare(b, 'en-GB')));

  load = (source: string | null): Promise<void> => this.entries.load({ source });
  more = (): Promise<void> => this.entries.more();
}
