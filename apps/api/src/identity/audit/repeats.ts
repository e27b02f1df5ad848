import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { AuditAction } from '@sightline/contracts';
import { Audit } from './audit.repository.js';

const lookEveryMilliseconds = 1000;
const minute = 60_000;
/** Different things that are counted at once; what comes beyond is counted together. */
const mostKinds = 5_000;
/** Records of changes that wait for the database to come back. */
const mostOwed = 10_000;

interface Counted {
  readonly action: AuditAction;
  readonly accountId: string | null;
  readonly detail: Record<string, unknown>;
  readonly until: number;
  times: number;
}
type Owed = Pick<Counted, 'action' | 'accountId' | 'detail'>;

/**
 * [AUD-6] What comes again and again, such as refusals: the first is written at once, its repetitions are counted, and
 * their number is written as one record when the time is over. A flood costs the database one record a kind and minute.
 */
@Injectable()
export class Repeats implements BeforeApplicationShutdown {
  private readonly counted = new Map<string, Counted>();
  private owed: Owed[] = [];
  private readonly logger = new Logger('Audit');
  private readonly timer = setInterval(() => void this.look(Date.now()), lookEveryMilliseconds).unref();

  constructor(private readonly audit: Audit) {}

  /** Resolves once it is stored, or counted because the same was. Rejects where the first could not be written. */
  async note(action: AuditAction, accountId: string | null, detail: Record<string, unknown>, milliseconds: number): Promise<void> {
    const key = JSON.stringify([action, accountId, detail]);
    const known = this.counted.get(key);
    if (known) {
      known.times += 1;
      return;
    }
    if (this.counted.size >= mostKinds) return this.beyond(action);
    this.counted.set(key, { action, accountId, detail, until: Date.now() + milliseconds, times: 0 });
    try {
      await this.audit.append(action, accountId, detail);
    } catch (error) {
      this.counted.delete(key);
      throw error;
    }
  }

  /** A refusal: never in the way of saying no. Who is refused is told so whether or not it could be written. */
  async refused(accountId: string | null, detail: Record<string, unknown>, action: AuditAction = 'refused'): Promise<void> {
    await this.note(action, accountId, detail, minute).catch(() => this.owe({ action, accountId, detail }));
  }

  /** What has happened already, and cannot be taken back: written as soon as it can be. */
  async happened(action: AuditAction, accountId: string | null, detail: Record<string, unknown>): Promise<void> {
    await this.audit.append(action, accountId, detail).catch(() => this.owe({ action, accountId, detail }));
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.look(Number.POSITIVE_INFINITY);
  }

  /** So many kinds at once are an attack: counted as one, without what they were about. */
  private async beyond(action: AuditAction): Promise<void> {
    const key = `beyond ${action}`;
    const known = this.counted.get(key);
    if (known) known.times += 1;
    else this.counted.set(key, { action, accountId: null, detail: { others: true }, until: Date.now() + minute, times: 1 });
    await Promise.resolve();
  }

  private owe(record: Owed): void {
    if (this.owed.length === 0) this.logger.warn('A record of the audit could not be written and waits.');
    if (this.owed.length < mostOwed) this.owed.push(record);
  }

  private async look(now: number): Promise<void> {
    const due = this.owed;
    this.owed = [];
    for (const [key, { until, times, ...record }] of this.counted) {
      if (now < until) continue;
      this.counted.delete(key);
      if (times > 0) due.push({ ...record, detail: { ...record.detail, times } });
    }
    await Promise.all(due.map(({ action, accountId, detail }) => this.happened(action, accountId, detail)));
  }
}
