import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { HandoverLine, HandoverReport } from '@sightline/contracts';
import { Api, ApiProblem } from '../../shell/api';
import { Session } from '../../shell/session';

/** A handover is read again this often while it lies open, in milliseconds. */
const everyMilliseconds = 30_000;

/** What the next shift has to know, and the giving over itself. */
@Injectable()
export class HandoverStore {
  private readonly api = inject(Api);
  private readonly session = inject(Session);

  readonly report = signal<HandoverReport | null>(null);
  readonly problem = signal('');
  readonly said = signal('');
  readonly busy = signal(false);
  /** The report on the screen is older than it should be: the last time that it was asked for it did not come. */
  readonly isStale = computed(() => this.report() !== null && this.problem() !== '');
  readonly mayAct = computed(() => this.session.may('handover', 'act'));
  readonly me = computed(() => this.session.user()?.username ?? '');
  readonly lines = computed(() => {
    const bySection = Map.groupBy(this.report()?.items ?? [], ({ section }) => section);
    return (section: HandoverLine['section']): readonly HandoverLine[] => bySection.get(section) ?? [];
  });

  constructor() {
    void this.load();
    const timer = setInterval(() => void this.load(), everyMilliseconds);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  async load(): Promise<void> {
    try {
      this.report.set(await this.api.get<HandoverReport>('/api/transport/handover'));
      this.problem.set('');
    } catch (error) {
      this.problem.set(error instanceof ApiProblem ? error.message : 'It could not be read.');
    }
  }

  csv(): Promise<Blob> {
    return this.api.csv('/api/transport/handover');
  }

  /** Gives the shift over; resolves with whether it is stored. */
  async handOver(to: string, words: string): Promise<boolean> {
    this.busy.set(true);
    this.said.set('');
    try {
      await this.api.command('shift.handed-over', { handoverRef: crypto.randomUUID(), to, ...(words === '' ? {} : { words }) });
      this.said.set(`Handed over to ${to}.`);
      return true;
    } catch (error) {
      this.problem.set(error instanceof ApiProblem ? error.message : 'It could not be stored. Try again.');
      return false;
    } finally {
      this.busy.set(false);
      if (this.said() !== '') await this.load();
    }
  }
}
