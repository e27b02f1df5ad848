import { createHmac } from 'node:crypto';

/** What a link of the chain is made of. `place` counts from 1 without a gap; `at` is RFC 3339 in milliseconds. */
export interface AuditRecord {
  readonly place: number;
  readonly at: string;
  readonly accountId: string | null;
  readonly action: string;
  readonly detail: unknown;
}
export interface ChainedRecord extends AuditRecord {
  readonly seal: Buffer;
}

/** Where a chain begins: the place and seal of the last record that was pruned, or of none. */
export interface ChainStart {
  readonly place: number;
  readonly seal: Buffer;
}

/** What the first record follows. */
export const chainBegins: ChainStart = { place: 0, seal: Buffer.alloc(32) };

/**
 * The seal of a record: an HMAC-SHA-256 over it and the seal before it, with a key that is not in the database. Whoever
 * can change rows but does not have the key can make no seal that fits, and whoever takes a record out leaves a gap.
 */
export function sealOf(key: string, before: Buffer, { place, at, accountId, action, detail }: AuditRecord): Buffer {
  return createHmac('sha256', key).update(before).update(JSON.stringify([place, at, accountId, action, ordered(detail)])).digest();
}

/** What an anchor is sealed with, so that nobody without the key can say where a chain begins. `before` is RFC 3339 in milliseconds. */
export function anchorSealOf(key: string, { place, seal }: ChainStart, before: string): Buffer {
  return createHmac('sha256', key).update('anchor of the audit').update(JSON.stringify([place, seal.toString('base64url'), before])).digest();
}

/** The same value written the same way, whatever order a database keeps its fields in. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, ordered(each)]));
}

export interface ChainFault {
  readonly place: number;
  readonly fault: 'changed' | 'missing';
  /** The last place of several that are missing in a row. */
  readonly upTo?: number;
}

/** Faults that are told with their places: with a lost key every record of years is one. The others are counted. */
const mostFaults = 1_000;

/** Goes along a chain and finds where it was tampered with. Feed it the records in the order of their places. */
export class ChainWalk {
  private before: Buffer;
  /** The place of the last record. */
  count: number;
  /** The first of them. */
  readonly faults: ChainFault[] = [];
  /** How many records are not as they were written. */
  faulty = 0;

  constructor(
    private readonly key: string,
    readonly start: ChainStart = chainBegins,
  ) {
    this.before = start.seal;
    this.count = start.place;
  }

  /** The place and seal of the last record: noted elsewhere, they also show that nothing was cut off the end. */
  get head(): string {
    return `${this.count}:${this.before.toString('base64url')}`;
  }

  /** `isDoubted`: something of it that no seal covers is not as we write it. */
  step(record: ChainedRecord, isDoubted = false): void {
    const missing = record.place - this.count - 1;
    if (missing > 0) this.found({ place: this.count + 1, fault: 'missing', ...(missing > 1 && { upTo: record.place - 1 }) }, missing);
    // After a gap the seal before is not known: whether this record was changed shows only at the next.
    const fits = missing !== 0 || sealOf(this.key, this.before, record).equals(record.seal);
    if (!fits || isDoubted) this.found({ place: record.place, fault: 'changed' }, 1);
    this.count = record.place;
    this.before = record.seal;
  }

  private found(fault: ChainFault, records: number): void {
    this.faulty += records;
    if (this.faults.length < mostFaults) this.faults.push(fault);
  }
}
