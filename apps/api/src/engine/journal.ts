import type { EventType, JournalEntry } from '@sightline/contracts';
import type { History, Incoming, Refused } from './decider.js';
import type { Transaction } from '../database/transaction.js';

/** Every fact in the order in which it was accepted, each once by source and id. Append-only, references only. */
export interface Journal extends Omit<History, 'types'> {
  /** Facts after `cursor` (a `seq`; 0 for all), oldest first; of one type, or of all. */
  after(cursor: number, limit: number, type?: EventType): Promise<JournalEntry[]>;
}

export interface QuarantineRow extends Refused {
  readonly seq: number;
}

/** What was refused, and why: never the values. The same refusal again leaves it as it was. */
export interface Quarantine {
  keep(tx: Transaction, refused: readonly Refused[]): Promise<void>;
  /** Newest first; `before` is a `seq`. */
  before(before: number | undefined, limit: number): Promise<QuarantineRow[]>;
}

/** What makes two events the same one. Refs hold no control characters, so the parts cannot run into each other. */
export const identityOf = (event: Pick<Incoming, 'source' | 'id'>): string => `${event.source}\n${event.id}`;
