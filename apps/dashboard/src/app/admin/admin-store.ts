import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { UnusualList } from '@sightline/contracts';
import { Api } from '../shell/api';
import { Session } from '../shell/session';
import type { Read } from './paged-store';
import { readInto } from './paged-store';
import { sections } from './sections';

/** What is unusual is worked out from weeks of the audit: it is asked for again this often, in milliseconds. */
const everyMilliseconds = 300_000;

/** Which sections of the administration the person may see, and what waits in them. */
@Injectable()
export class AdminStore {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  readonly unusual = signal<Read<UnusualList>>({ state: 'loading' });
  readonly sections = computed(() => sections.filter(({ resource }) => this.session.may(resource)));
  /** By section, where something waits. What could not be read is no number. */
  readonly waiting = computed<Partial<Record<string, number>>>(() => {
    const unusual = this.unusual();
    return { audit: unusual.state === 'ready' ? unusual.value.open : 0 };
  });

  constructor() {
    if (!this.session.may('audit')) return;
    void this.loadUnusual();
    const timer = setInterval(() => void this.loadUnusual(), everyMilliseconds);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  loadUnusual = (): Promise<void> => readInto(this.unusual, () => this.api.get<UnusualList>('/api/audit/unusual'));
}
