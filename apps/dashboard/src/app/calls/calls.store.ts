import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { RunDetail, SearchItem } from '@sightline/contracts';
import type { LiveTopic } from '../live/live-topic';
import { LiveClient } from '../live/live-client';
import { Api, ApiProblem } from '../shell/api';

export type SearchState = { state: 'idle' } | { state: 'searching' } | { state: 'found'; items: SearchItem[] } | { state: 'error'; problem: ApiProblem };

/** Fewer would be browsing. */
export const leastCharacters = 3;
const pause = 120;

/** The adviser's page: one box, and the run that answers, streaming. */
@Injectable()
export class CallsStore {
  private readonly api = inject(Api);
  private readonly live = inject(LiveClient);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked: AbortController | null = null;
  private closeRun: (() => void) | null = null;

  readonly words = signal('');
  readonly search = signal<SearchState>({ state: 'idle' });
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

  /** Called at every keystroke; asks once the typing pauses. */
  type(words: string): void {
    this.words.set(words);
    clearTimeout(this.timer);
    this.asked?.abort();
    if (words.trim().length < leastCharacters) {
      this.search.set({ state: 'idle' });
      return;
    }
    this.search.set({ state: 'searching' });
    this.timer = setTimeout(() => void this.find(words.trim()), pause);
  }

  private async find(q: string): Promise<void> {
    const abort = (this.asked = new AbortController());
    try {
      const { items } = await this.api.get<{ items: SearchItem[] }>('/api/contact/search', { q }, abort.signal);
      if (!abort.signal.aborted) this.search.set({ state: 'found', items });
    } catch (error) {
      if (error instanceof ApiProblem) this.search.set({ state: 'error', problem: error });
    }
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
