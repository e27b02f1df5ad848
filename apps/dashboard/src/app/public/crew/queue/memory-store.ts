import type { CrewEvent, QueueStore, Refused, Waiting } from './queue-store';
import { isPosition } from './queue-store';

/** For a browser that keeps nothing: what waits is lost with the page, and the page says so. */
export class MemoryStore implements QueueStore {
  readonly lasts = false;
  private seq = 0;
  private waiting: Waiting[] = [];
  private aside: Refused[] = [];

  append(event: CrewEvent): Promise<Waiting> {
    const waiting = { ...event, seq: (this.seq += 1) };
    this.waiting.push(waiting);
    return Promise.resolve(waiting);
  }

  oldest(limit: number): Promise<Waiting[]> {
    return Promise.resolve(this.waiting.slice(0, limit));
  }

  ticks(): Promise<Waiting[]> {
    return Promise.resolve(this.waiting.filter((event) => !isPosition(event)));
  }

  refused(): Promise<Refused[]> {
    return Promise.resolve([...this.aside]);
  }

  count(): Promise<{ ticks: number; positions: number }> {
    const positions = this.waiting.filter(isPosition).length;
    return Promise.resolve({ ticks: this.waiting.length - positions, positions });
  }

  settle(taken: readonly number[], refused: readonly Refused[]): Promise<void> {
    const gone = new Set([...taken, ...refused.map(({ seq }) => seq)]);
    this.waiting = this.waiting.filter(({ seq }) => !gone.has(seq));
    this.aside.push(...refused);
    return Promise.resolve();
  }

  dismiss(seq: number): Promise<void> {
    this.aside = this.aside.filter((each) => each.seq !== seq);
    return Promise.resolve();
  }

  thin(positions: readonly number[]): Promise<void> {
    const gone = new Set(positions);
    this.waiting = this.waiting.filter((event) => !(isPosition(event) && gone.has(event.seq)));
    return Promise.resolve();
  }

  positions(): Promise<number[]> {
    return Promise.resolve(this.waiting.filter(isPosition).map(({ seq }) => seq));
  }
}
