import { setImmediate } from 'node:timers/promises';
import type { EventType, FieldProblem } from '@sightline/contracts';
import type { Transaction } from '../database/transaction.js';
import { Batch } from './batch.js';
import type { Participants } from './batch.js';
import { CivilDay } from './civil-day.js';
import type { Context, Decider, Draft, Incoming, Outcome, Refused } from './decider.js';
import { isStatementError } from './errors.js';
import type { Journal, Quarantine } from './journal.js';
import type { Outbox } from './outgoing.js';
import { writeDrafts } from './write-drafts.js';

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

/** A transaction failed for what was in it: it was surely rolled back, and would fail again. */
class Bug extends Error {}

const failedToStore: readonly FieldProblem[] = [{ path: '', message: 'Sightline failed to store this event; the failure was logged' }];

/** The batch before had to begin anew, so this one lets go and begins after it. */
class Overtaken extends Error {}

type Shown = (outcomes: readonly Outcome[]) => void;
type Passage = 'on' | 'again';

interface Load {
  readonly events: readonly Incoming[];
  readonly refused: readonly Refused[];
  readonly shown: Shown;
}

/** A batch under way. */
export interface Flight {
  /** Its events are in their histories; or it is over. */
  readonly admitted: Promise<unknown>;
  /** Whether the batch behind it may decide, or must begin anew. */
  readonly passage: Promise<Passage>;
  readonly done: Promise<void>;
}

/** What a batch follows that follows none. */
export const landed: Flight = { admitted: Promise.resolve(), passage: Promise.resolve('on'), done: Promise.resolve() };

/** Injection token of the {@link Writer}. */
export const WRITER = Symbol('writer');

/** Commits one batch after another: each decides on what the one before it has left. */
export class Writer {
  private readonly deciders: Decider[] = [];
  private readonly byType = new Map<EventType, Decider>();
  private readonly day: CivilDay;
  private readonly participants: Participants & { outbox: Outbox | undefined };

  constructor(private readonly options: WriterOptions) {
    this.day = new CivilDay(options.timeZone);
    this.participants = {
      journal: options.journal,
      quarantine: options.quarantine,
      deciders: this.deciders,
      outbox: undefined,
      deciderOf: (type) => this.deciderOf(type),
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

  /** Where messages of drafts go. There is one. */
  deliverTo(outbox: Outbox): void {
    if (this.participants.outbox) throw new Error('there are two outboxes');
    this.participants.outbox = outbox;
  }

  deciderOf(type: EventType): Decider | undefined {
    return this.byType.get(type);
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
   * Commits a batch and shows it; `shown` runs between the swap and the publishing. The batch is admitted at once,
   * while the one `before` it is still committing, and decided when that has been swapped.
   * `done` rejects when the database is away: then nothing is known of the outcome, and live memory must be loaded anew.
   */
  start(events: readonly Incoming[], refused: readonly Refused[], shown: Shown, before: Flight = landed): Flight {
    const admitted = Promise.withResolvers<undefined>();
    const passage = Promise.withResolvers<Passage>();
    const done = this.fly({ events, refused, shown }, before, () => admitted.resolve(undefined), passage.resolve);
    return { admitted: admitted.promise, passage: passage.promise, done };
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
    let told: boolean;
    try {
      told = await this.transact((tx) => writeDrafts(tx, changed, context, this.participants.outbox));
    } catch (error) {
      if (!(error instanceof Bug)) throw error;
      this.options.reportBug('engine', 'tick', error.cause);
      return;
    }
    for (const draft of changed) draft.swap();
    for (const draft of changed) draft.publish();
    if (told) this.participants.outbox?.committed();
  }

  private async fly(load: Load, before: Flight, admitted: () => void, pass: (passage: Passage) => void): Promise<void> {
    const batch = new Batch(this.participants, load.events, load.refused);
    let outcomes: Outcome[];
    try {
      outcomes = await this.transact(async (tx) => {
        await batch.admit(tx);
        admitted();
        if ((await before.passage) === 'again') throw new Overtaken();
        return batch.write(tx, this.context());
      });
    } catch (error) {
      // Whoever comes behind must let go of what it admitted: the next attempt may need the same rows.
      pass('again');
      admitted();
      if (!(error instanceof Bug)) throw error;
      await before.done;
      await (error.cause instanceof Overtaken ? this.start(load.events, load.refused, load.shown).done : this.isolate(load, error.cause));
      return;
    }
    await this.show(batch, outcomes, load.shown, pass);
  }

  /** Nothing here can be undone: the disk has it. Each step is taken even when a bug stopped the one before. */
  private async show(batch: Batch, outcomes: readonly Outcome[], shown: Shown, pass: (passage: Passage) => void): Promise<void> {
    this.step('swap', () => batch.swap());
    pass('on');
    this.step('answer', () => shown(outcomes));
    // The answers are on their way before viewers are thought of.
    await setImmediate();
    this.step('publish', () => batch.publish());
  }

  private step(what: string, take: () => void): void {
    try {
      take();
    } catch (error) {
      this.options.reportBug('engine', what, error);
    }
  }

  /** Halves a batch that cannot be written until the event to blame is alone: it is refused, the others are kept. */
  private async isolate({ events, refused, shown }: Load, cause: unknown): Promise<void> {
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
      await this.start(events.slice(0, middle), refused, collect).done;
      await this.start(events.slice(middle), [], collect).done;
      shown(outcomes);
      return;
    }
    this.options.reportBug('engine', first.type, cause);
    const { source, id, type, receivedAt } = first;
    const refusal = { source, id, type, receivedAt, problems: failedToStore };
    await this.start([], [...refused, refusal], () => shown([{ status: 'rejected', problems: failedToStore }])).done;
  }

  /** Throws a {@link Bug} for what would fail again; any other error may leave the outcome unknown. */
  private async transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const seen: { byWork?: unknown; byStorage?: unknown } = {};
    try {
      return await this.options.transactions.transaction((tx) => work(watch(tx, (error) => (seen.byStorage = error))).catch((error: unknown) => {
        seen.byWork = error;
        throw error;
      }));
    } catch (error) {
      // A statement that the server refuses, also at the commit (a deferred constraint), or a decider that throws outside a query.
      if (isStatementError(error) || (seen.byWork === error && seen.byStorage === undefined)) throw new Bug('', { cause: error });
      throw error;
    }
  }
}

/** A transaction that tells of every failure for which the statement is not to blame. */
const watch = (tx: Transaction, failed: (error: unknown) => void): Transaction => ({
  query: async (sql, parameters) => {
    try {
      return await tx.query(sql, parameters);
    } catch (error) {
      if (!isStatementError(error)) failed(error);
      throw error;
    }
  },
});
