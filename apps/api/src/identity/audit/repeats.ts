import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { AuditAction } from '@sightline/contracts';
import { Audit } from './audit.repository.js';

const lookEveryMilliseconds = 1000;
const minute = 60_000;
/** Different refusals that are counted at once; what comes beyond is counted together. */
const mostRefusals = 5_000;
/** Different looks that are counted at once; what comes beyond is written each time. */
const mostLooks = 50_000;
/** Records of changes that wait for the database to come back. */
const mostOwed = 10_000;

interface Counted {
  readonly action: AuditAction;
  readonly accountId: string | null;
  readonly detail: Record<string, unknown>;
  readonly until: number;
  /** Settled with the first: whoever comes while it is being written has as little on record as that one. */
  readonly written: Promise<void>;
  times: number;
}
interface Owed extends Pick<Counted, 'action' | 'accountId' | 'detail'> {
  /** When it happened, which is not when it can be written. */
  readonly at: Date;
}

/**
 * [AUD-6] What comes again and again, such as refusals: the first is written at once, its repetitions are counted, and
 * their number is written as one record when the time is over. A flood costs the database one record a kind and minute.
 */
@Injectable()
export class Repeats implements BeforeApplicationShutdown {
  private readonly looks = new Map<string, Counted>();
  private readonly refusals = new Map<string, Counted>();
  private owed: Owed[] = [];
  private readonly logger = new Logger('Audit');
  private readonly timer = setInterval(() => void this.look(Date.now()), lookEveryMilliseconds).unref();

  constructor(private readonly audit: Audit) {}

  /** A look that comes again and again. Resolves once the first of `milliseconds` is stored; rejects where it could not be. */
  async note(action: AuditAction, accountId: string | null, detail: Record<string, unknown>, milliseconds: number): Promise<void> {
    const key = keyOf(action, accountId, detail);
    if (this.looks.size >= mostLooks && !this.looks.has(key)) return this.audit.append(action, accountId, detail);
    return this.count(this.looks, key, { action, accountId, detail }, milliseconds);
  }

  /** A refusal: never in the way of saying no. Who is refused is told so whether or not it could be written. */
  async refused(accountId: string | null, detail: Record<string, unknown>, action: AuditAction = 'refused'): Promise<void> {
    const [key, at] = [keyOf(action, accountId, detail), new Date()];
    if (this.refusals.size >= mostRefusals && !this.refusals.has(key)) return this.beyond(action);
    await this.count(this.refusals, key, { action, accountId, detail }, minute).catch(() => this.owe({ action, accountId, detail, at }));
  }

  /** What has happened already, and cannot be taken back: written as soon as it can be. */
  async happened(action: AuditAction, accountId: string | null, detail: Record<string, unknown>, at = new Date()): Promise<void> {
    await this.audit.append(action, accountId, detail, at).catch(() => this.owe({ action, accountId, detail, at }));
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.look(Number.POSITIVE_INFINITY);
  }

  private async count(counted: Map<string, Counted>, key: string, record: Pick<Counted, 'action' | 'accountId' | 'detail'>, milliseconds: number): Promise<void> {
    const known = counted.get(key);
    if (known) {
      known.times += 1;
      return known.written;
    }
    const written = this.audit.append(record.action, record.accountId, record.detail);
    counted.set(key, { ...record, until: Date.now() + milliseconds, written, times: 0 });
    try {
      await written;
    } catch (error) {
      counted.delete(key);
      throw error;
    }
  }

  /** So many kinds at once are an attack: counted as one, without what they were about. */
  private beyond(action: AuditAction): void {
    const key = `beyond ${action}`;
    const known = this.refusals.get(key);
    if (known) known.times += 1;
    else this.refusals.set(key, { action, accountId: null, detail: { others: true }, until: Date.now() + minute, written: Promise.resolve(), times: 1 });
  }

  private owe(record: Owed): void {
    if (this.owed.length === 0) this.logger.warn('A record of the audit could not be written and waits.');
    if (this.owed.length < mostOwed) this.owed.push(record);
  }

  private async look(now: number): Promise<void> {
    const due = this.owed;
    this.owed = [];
    for (const counted of [this.looks, this.refusals]) {
      for (const [key, { action, accountId, detail, until, times }] of counted) {
        if (now < until) continue;
        counted.delete(key);
        if (times > 0) due.push({ action, accountId, detail: { ...detail, times }, at: new Date() });
      }
    }
    await Promise.all(due.map(({ action, accountId, detail, at }) => this.happened(action, accountId, detail, at)));
  }
}

const keyOf = (action: AuditAction, accountId: string | null, detail: Record<string, unknown>): string => JSON.stringify([action, accountId, detail]);
