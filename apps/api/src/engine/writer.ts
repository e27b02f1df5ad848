import type { EventType, FieldProblem } from '@sightline/contracts';
import type { Transaction } from '../database/transaction.js';
import { Batch } from './batch.js';
import type { Participants } from './batch.js';
import { CivilDay } from './civil-day.js';
import type { Context, Decider, Draft, Incoming, Outcome, Refused } from './decider.js';
import { isStatementError } from './errors.js';
import type { Journal, Quarantine } from './journal.js';

/** What the writer asks of a database: work that is committed as a whole or not at all. */
export interface Transactions {
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

export interface WriterOptions {
  readonly transactions: Transactions;
  readonly journal: Journal;
  readonly quarantine: Quarantine;
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly reportBug: (feature: string, what: string, error: unknown) => void;
}

/** Why a transaction failed: `bug` will fail again, and was surely rolled back; of `storage` we do not know. */
class Failure {
  constructor(
    readonly kind: 'bug' | 'storage',
    readonly cause: unknown,
  ) {}
}

const failedToStore: readonly FieldProblem[] = [{ path: '', message: 'Sightline failed to store this event; the failure was logged' }];

/** Commits one batch after another. Whoever calls it sees to it that there is only one at a time. */
export class Writer {
  private readonly deciders: Decider[] = [];
  private readonly byType = new Map<EventType, Decider>();
  private readonly day: CivilDay;
  private readonly participants: Participants;

  constructor(private readonly options: WriterOptions) {
    this.day = new CivilDay(options.timeZone);
    this.participants = {
      journal: options.journal,
      quarantine: options.quarantine,
      deciders: this.deciders,
      deciderOf: (type) => this.byType.get(type),
      historyOf: (type) => {
        const history = this.byType.get(type)?.history;
        return history?.types.includes(type) === true ? history : undefined;
      },
      reportBug: options.reportBug,
    };
  }

  register(decider: Decider): void {
    for (const type of decider.types) {
      const other = this.byType.get(type);
      if (other) throw new Error(`${type} is decided by both ${other.feature} and ${decider.feature}`);
      this.byType.set(type, decider);
    }
    this.deciders.push(decider);
  }

  context(): Context {
    const now = this.options.clock();
    return { now, today: this.day.at(now) };
  }

  /** Loads every feature's live state. Throws while the database is away. */
  async load(): Promise<void> {
    await this.options.transactions.transaction((tx) => tx.query('SELECT 1'));
    for (const decider of this.deciders) await decider.load(this.context());
  }

  /**
   * Commits a batch and shows it; `shown` runs between the swap and the publishing. Throws when the database is away:
   * then nothing is known of the outcome, and live memory must be loaded anew.
   */
  async commit(events: readonly Incoming[], refused: readonly Refused[], shown: (outcomes: readonly Outcome[]) => void): Promise<void> {
    const batch = new Batch(this.participants, events, refused, this.context());
    try {
      const outcomes = await this.transact((tx) => batch.write(tx));
      batch.swap();
      shown(outcomes);
      batch.publish();
    } catch (failure) {
      if (!(failure instanceof Failure) || failure.kind === 'storage') throw failure instanceof Failure ? failure.cause : failure;
      await this.isolate(events, refused, failure.cause, shown);
    }
  }

  /** Applies the passing of time; costs no transaction when nothing changed. */
  async tick(): Promise<void> {
    const context = this.context();
    const changed: Draft[] = [];
    for (const decider of this.deciders) {
      try {
        const draft = decider.begin(context);
        draft.tick();
        if (draft.changed) changed.push(draft);
      } catch (error) {
        this.options.reportBug(decider.feature, 'tick', error);
      }
    }
    if (changed.length === 0) return;
    try {
      await this.transact(async (tx) => {
        for (const draft of changed) await draft.write(tx);
      });
    } catch (failure) {
      if (!(failure instanceof Failure) || failure.kind === 'storage') throw failure instanceof Failure ? failure.cause : failure;
      this.options.reportBug('engine', 'tick', failure.cause);
      return;
    }
    for (const draft of changed) draft.swap();
    for (const draft of changed) draft.publish();
  }

  /** Halves a batch that cannot be written until the event to blame is alone: it is refused, the others are kept. */
  private async isolate(
    events: readonly Incoming[],
    refused: readonly Refused[],
    cause: unknown,
    shown: (outcomes: readonly Outcome[]) => void,
  ): Promise<void> {
    const [first] = events;
    if (first === undefined) {
      this.options.reportBug('engine', 'quarantine', cause);
      shown([]);
      return;
    }
    if (events.length > 1) {
      const middle = events.length >> 1;
      const outcomes: Outcome[] = [];
      const collect = (some: readonly Outcome[]): void => void outcomes.push(...some);
      await this.commit(events.slice(0, middle), refused, collect);
      await this.commit(events.slice(middle), [], collect);
      shown(outcomes);
      return;
    }
    this.options.reportBug('engine', first.type, cause);
    const { source, id, type, receivedAt } = first;
    await this.commit([], [...refused, { source, id, type, receivedAt, problems: failedToStore }], () =>
      shown([{ status: 'rejected', problems: failedToStore }]),
    );
  }

  private async transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    let thrownByWork = false;
    let storage = false;
    try {
      return await this.options.transactions.transaction(async (tx) => {
        const watched: Transaction = {
          query: async (sql, parameters) => {
            try {
              return await tx.query(sql, parameters);
            } catch (error) {
              storage ||= !isStatementError(error);
              throw error;
            }
          },
        };
        try {
          return await work(watched);
        } catch (error) {
          thrownByWork = true;
          throw error;
        }
      });
    } catch (error) {
      // A statement that the server refuses, also at the commit (a deferred constraint), and a decider that throws
      // outside a query are bugs; anything else may leave the outcome unknown.
      throw new Failure(isStatementError(error) || (thrownByWork && !storage) ? 'bug' : 'storage', error);
    }
  }
}
