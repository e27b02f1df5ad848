import type { EventData, EventType, FieldProblem } from '@sightline/contracts';
import type { Transaction } from '../database/transaction.js';
import type { Context, Decider, Draft, Incoming } from './decider.js';
import { MemoryStore } from './memory-journal.js';
import { Writer } from './writer.js';

/** What a test's feature does with an event, besides counting it. */
export interface Behaviour {
  decide?: (event: Incoming) => readonly FieldProblem[] | undefined;
  write?: (events: readonly Incoming[]) => void;
  tick?: () => boolean;
}

/** A feature that remembers the ids it decided, in order: its live state and what it would publish. */
export class RecordingDecider implements Decider {
  readonly feature = 'recording';
  readonly types: readonly EventType[] = ['run.started', 'run.completed', 'passenger.upserted'];
  live: readonly string[] = [];
  readonly steps: string[] = [];
  loads = 0;

  constructor(readonly behaviour: Behaviour = {}) {}

  load(): Promise<void> {
    this.loads += 1;
    return Promise.resolve();
  }

  begin(context: Context): Draft {
    return new RecordingDraft(this, context);
  }
}

class RecordingDraft implements Draft {
  private readonly events: Incoming[] = [];
  private ticked = false;

  constructor(
    private readonly owner: RecordingDecider,
    private readonly context: Context,
  ) {}

  get changed(): boolean {
    return this.ticked || this.events.length > 0;
  }

  decide(event: Incoming): readonly FieldProblem[] | undefined {
    const problems = this.owner.behaviour.decide?.(event);
    if (problems === undefined) this.events.push(event);
    return problems;
  }

  tick(): void {
    this.ticked = this.owner.behaviour.tick?.() ?? false;
  }

  write(_tx: Transaction): Promise<void> {
    this.owner.steps.push('write');
    this.owner.behaviour.write?.(this.events);
    return Promise.resolve();
  }

  swap(): void {
    this.owner.steps.push('swap');
    this.owner.live = [...this.owner.live, ...this.events.map(({ id }) => id)];
    if (this.ticked) this.owner.live = [...this.owner.live, this.context.today];
  }

  publish(): void {
    this.owner.steps.push('publish');
  }
}

export const receivedAt = Date.parse('2026-11-10T08:00:00Z');

/** A valid event, told apart by its id. */
export const started = (id: string): Incoming => event(id, 'run.started', { runRef: 'R1', at: '2026-11-10T08:00:00Z' });

export const event = <T extends EventType>(id: string, type: T, data: EventData<T>): Incoming => ({ source: 'test', id, type, data, receivedAt });

/** A writer on a store in memory. */
export function writerWith(decider: Decider, store = new MemoryStore(), transactions: Pick<MemoryStore, 'transaction'> = store): { writer: Writer; store: MemoryStore; bugs: string[] } {
  const bugs: string[] = [];
  const { journal, quarantine } = store;
  const reportBug = (feature: string, what: string): void => void bugs.push(`${feature} ${what}`);
  const writer = new Writer({ transactions, journal, quarantine, timeZone: 'Europe/London', clock: () => receivedAt, reportBug });
  writer.register(decider);
  return { writer, store, bugs };
}
