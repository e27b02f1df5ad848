import type { JournalEntry } from '@sightline/contracts';
import type { Transaction } from '../database/transaction.js';
import type { Incoming, Refused } from './decider.js';
import { identityOf } from './journal.js';
import type { Journal, Quarantine, QuarantineRow } from './journal.js';
import { splitPersonal } from './personal.js';

/** How a transaction in memory is told what to do when it is rolled back. */
const onRollback = 'on rollback';

/** A journal and a quarantine in memory, with transactions: for tests, and for replays without a server. */
export class MemoryStore {
  private readonly facts = new Map<string, JournalEntry>();
  private readonly refusals = new Map<string, QuarantineRow>();
  private seq = 0;

  readonly journal: Journal = {
    admit: async (tx, events) => {
      const fresh = events.map((event) => this.admit(event));
      await tx.query(onRollback, [() => events.forEach((event, index) => fresh[index] === true && this.facts.delete(identityOf(event)))]);
      return fresh;
    },
    withdraw: (_tx, events) => {
      for (const event of events) this.facts.delete(identityOf(event));
      return Promise.resolve();
    },
    after: (cursor, limit, type) =>
      Promise.resolve(
        [...this.facts.values()].filter((fact) => fact.seq > cursor && (type === undefined || fact.type === type)).slice(0, limit),
      ),
  };

  readonly quarantine: Quarantine = {
    keep: (_tx, refused) => {
      for (const one of refused) this.keep(one);
      return Promise.resolve();
    },
    before: (before, limit) =>
      Promise.resolve(
        [...this.refusals.values()]
          .filter(({ seq }) => before === undefined || seq < before)
          .sort((a, b) => b.seq - a.seq)
          .slice(0, limit),
      ),
  };

  /** Runs `work`; when it throws, what it admitted is as it was. */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const undo: (() => void)[] = [];
    try {
      return await work({
        query: (sql, parameters) => {
          if (sql === onRollback) undo.push(parameters?.[0] as () => void);
          return Promise.resolve([]);
        },
      });
    } catch (error) {
      for (const step of undo.reverse()) step();
      throw error;
    }
  }

  private admit(event: Incoming): boolean {
    const key = identityOf(event);
    if (this.facts.has(key)) return false;
    const { source, id, type } = event;
    const data = splitPersonal(type, event.data).lasting;
    this.facts.set(key, { seq: ++this.seq, source, id, type, data, receivedAt: new Date(event.receivedAt).toISOString() });
    return true;
  }

  private keep(refused: Refused): void {
    const { source, id } = refused;
    const key = source === undefined || id === undefined ? `\n${this.seq}` : identityOf({ source, id });
    const known = this.refusals.get(key);
    if (known === undefined || JSON.stringify(known.problems) !== JSON.stringify(refused.problems)) {
      this.refusals.set(key, { ...refused, seq: known?.seq ?? ++this.seq });
    }
  }
}
