import { DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { DaySession } from '@sightline/contracts';
import { Api } from '../shell/api';
import { ControlStore } from './control-store';
import { narrows } from './filters';

const everyMilliseconds = 10_000;

/** The day strip's figures: of all runs as they come, of a part of them asked for every few seconds. */
@Injectable()
export class PartSessionStore {
  private readonly api = inject(Api);
  private readonly control = inject(ControlStore);
  private readonly part = signal<{ key: string; items: readonly DaySession[]; at: string } | null>(null);

  private readonly query = computed(() => {
    const filters = this.control.filters();
    return narrows(filters) ? { operatorRef: filters.operator, area: filters.area, schoolRef: filters.school } : null;
  });
  private readonly key = computed(() => JSON.stringify(this.query()));
  readonly isPart = computed(() => this.query() !== null);
  readonly sessions = computed<readonly DaySession[]>(() => {
    if (!this.isPart()) return this.control.today.values();
    const part = this.part();
    return part?.key === this.key() ? part.items : [];
  });
  readonly asOf = computed(() => (this.isPart() ? (this.part()?.at ?? null) : this.control.today.asOf()));
  readonly isLoading = computed(() => (this.isPart() ? this.part()?.key !== this.key() : this.control.today.status() === 'loading'));

  constructor() {
    const timer = setInterval(() => void this.load(), everyMilliseconds);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
    effect(() => {
      this.key();
      untracked(() => void this.load());
    });
  }

  private async load(): Promise<void> {
    const query = this.query();
    const key = this.key();
    if (query === null || !this.control.isLive()) return;
    try {
      const { items } = await this.api.get<{ items: DaySession[] }>('/api/transport/session', query);
      if (key === this.key()) this.part.set({ key, items, at: new Date().toISOString() });
    } catch {
      // What was read last keeps its time; the connection says for itself that it is gone.
    }
  }
}
