import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { RunDetail } from '@sightline/contracts';
import type { LiveTopic } from '../live/live-topic';
import { LiveClient } from '../live/live-client';

/** The adviser's page: the run that answers, streaming. */
@Injectable()
export class CallsStore {
  private readonly live = inject(LiveClient);
  private closeRun: (() => void) | null = null;

  readonly runRef = signal<string | null>(null);
  private readonly topic = signal<LiveTopic<'run'> | null>(null);

  readonly runStatus = computed(() => this.topic()?.status() ?? null);
  readonly runProblem = computed(() => this.topic()?.problem() ?? null);
  readonly run = computed<RunDetail | null>(() => this.topic()?.items().get('run') ?? null);

  constructor() {
    effect((onCleanup) => {
      const runRef = this.runRef();
      untracked(() => this.follow(runRef));
      onCleanup(() => {
        this.closeRun?.();
        this.closeRun = null;
      });
    });
  }

  private follow(runRef: string | null): void {
    if (runRef === null) {
      this.topic.set(null);
      return;
    }
    const { handle, close } = this.live.attach('run', { runRef });
    this.closeRun = close;
    this.topic.set(handle);
  }
}
