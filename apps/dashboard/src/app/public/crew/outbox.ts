import { computed, signal, untracked } from '@angular/core';
import type { IngestReply } from '@sightline/contracts';
import type { Keepsake } from '../keepsake';
import type { LinkStore } from '../link.store';
import { LinkProblem } from '../link.store';
import type { QueueState, Sent } from './queue/crew-queue';
import { CrewQueue } from './queue/crew-queue';
import { IndexedDbStore } from './queue/indexed-db-store';
import { MemoryStore } from './queue/memory-store';
import type { CrewEvent, QueueStore } from './queue/queue-store';

const empty: QueueState = { ticks: 0, positions: 0, refused: [], failingSince: null, emptyAt: null };
const patienceMilliseconds = 20_000;
/** What a second try would not change. */
const unreadable = new Set([400, 413, 415, 422]);

/** The crew page's queue on this phone, and the way from it to the server. */
export class Outbox {
  private readonly queue = signal<CrewQueue | null>(null);
  private readonly kept = signal(true);
  private readonly ready: Promise<CrewQueue>;
  private readonly before: Promise<readonly CrewEvent[]>;

  readonly state = computed(() => this.queue()?.state() ?? empty);
  /** Whether what waits outlives the page. */
  readonly lasts = this.kept.asReadonly();

  constructor(
    private readonly link: LinkStore,
    keepsake: Keepsake,
    private readonly onRefused: (ids: ReadonlySet<string>) => void,
  ) {
    const store = openStore(keepsake);
    this.before = store.then((each) => each.ticks());
    this.ready = store.then((each) => this.begin(each));
    addEventListener('online', this.hurry);
    document.addEventListener('visibilitychange', this.visibility);
  }

  /** What waited on this phone when the page was opened, positions apart. */
  open(): Promise<readonly CrewEvent[]> {
    return this.before;
  }

  async add(event: CrewEvent): Promise<void> {
    await (await this.ready).add(event);
  }

  dismiss(seq: number): void {
    void this.queue()?.dismiss(seq);
  }

  destroy(): void {
    this.queue()?.stop();
    removeEventListener('online', this.hurry);
    document.removeEventListener('visibilitychange', this.visibility);
  }

  private async begin(store: QueueStore): Promise<CrewQueue> {
    this.kept.set(store.lasts);
    const outside = {
      send: (events: readonly CrewEvent[]) => this.send(events),
      now: () => Date.now(),
      wait: (milliseconds: number, then: () => void) => {
        const timer = setTimeout(then, milliseconds);
        return () => clearTimeout(timer);
      },
    };
    const queue = new CrewQueue(store, outside, (refused) => this.onRefused(new Set(refused.map(({ id }) => id))));
    await queue.look();
    this.queue.set(queue);
    queue.wake();
    return queue;
  }

  private async send(events: readonly CrewEvent[]): Promise<Sent> {
    try {
      const body = JSON.stringify({ events });
      const reply = await this.link.ask<IngestReply>('/api/links/events', { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: AbortSignal.timeout(patienceMilliseconds) });
      return { kind: 'answered', rejected: reply.rejected.map(({ index, problems }) => ({ id: events[index]?.id ?? '', reasons: problems.map(({ message }) => message) })) };
    } catch (error) {
      if (!(error instanceof LinkProblem)) return { kind: 'later' };
      if (error.status === 401) return { kind: 'ended' };
      return unreadable.has(error.status) ? { kind: 'unreadable', reasons: ['could not be read'] } : { kind: 'later' };
    }
  }

  /** The network may be back: no reason to wait any longer. */
  readonly hurry = (): void => untracked(this.queue)?.hurry();
  private readonly visibility = (): void => {
    if (document.visibilityState === 'visible') this.hurry();
  };
}

async function openStore(keepsake: Keepsake): Promise<QueueStore> {
  try {
    const name = await keepsake.databaseName();
    if (name !== undefined) return await IndexedDbStore.open(name);
  } catch {
    // A private window keeps nothing.
  }
  return new MemoryStore();
}
