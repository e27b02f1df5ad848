import type { JournalEntry } from '@sightline/contracts';
import type { Transaction } from '../database/transaction.js';
import type { Incoming, Refused } from './decider.js';
import { identityOf } from './journal.js';
import type { Journal, Quarantine, QuarantineRow } from './journal.js';
import { splitPersonal } from './personal.js';

/** A journal and a quarantine in memory, with transactions: for tests, and for replays without a server. */
export class MemoryStore {
  private facts = new Map<string, JournalEntry>();
  private refusals = new Map<string, QuarantineRow>();
  private seq = 0;

  readonly journal: Journal = {
    admit: (_tx, events) => Promise.resolve(events.map((event) => this.admit(event))),
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

  /** Runs `work`; when it throws, everything is as it was. */
  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const before = { facts: new Map(this.facts), refusals: new Map(this.refusals) };
    try {
      return await work({ query: () => Promise.resolve([]) });
    } catch (error) {
      Object.assign(this, before);
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
