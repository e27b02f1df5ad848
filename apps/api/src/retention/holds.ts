import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { HoldCause, HoldView, NewHold } from '@sightline/contracts';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { SCHEDULE, Schedule } from './schedule.js';

export interface HeldRow {
  readonly kind: string;
  readonly ref: string;
  readonly cause: HoldCause;
  readonly because: string;
  readonly until: Date | null;
}

/** What is held back as the keys that rules speak of: `run:R-1`. */
export const keysOf = (rows: readonly Pick<HeldRow, 'kind' | 'ref'>[]): string[] => [...new Set(rows.map(({ kind, ref }) => `${kind}:${ref}`))];

const words: Readonly<Record<HoldCause, (because: string, days: number, until: string | undefined) => string>> = {
  'case-open': (because, days) => `kept for case ${because} until ${days} days after it closes`,
  'case-closed': (because, _, until) => `kept for case ${because}, which is closed, until ${until ?? 'later'}`,
  'call-back': (because, days) => `kept for the call-back promised in case ${because}, until ${days} days after it closes`,
  'alert-open': (because) => `kept for alert ${because} until it is closed`,
  'by-hand': () => 'kept because somebody holds it, until they end the hold',
};

/** Says why something is kept, and until when. */
export const wordsOf = ({ cause, because, until }: HeldRow, days: number): string => words[cause](because, days, until?.toISOString().slice(0, 10));

/** What is held back: by cases, alerts and call-backs by themselves, and by hand. */
@Injectable()
export class Holds {
  constructor(
    @Inject(SCHEDULE) private readonly schedule: Schedule,
    private readonly config: Config,
    private readonly database: Database,
  ) {}

  get days(): number {
    return this.config.keepDays.SIGHTLINE_KEEP_HELD_DAYS;
  }

  held(): Promise<HeldRow[]> {
    return this.database.query<HeldRow>(this.schedule.heldSql(this.days));
  }

  /** Everything held, the hand-made with their reasons. */
  async list(): Promise<HoldView[]> {
    const byHand = new Map((await this.database.query<{ hold_id: string; kind: string; ref: string; reason: string; placed_at: Date }>('SELECT hold_id::text, kind, ref, reason, placed_at FROM retention_hold WHERE ended_at IS NULL')).map((row) => [row.hold_id, row]));
    return (await this.held())
      .map((row): HoldView => {
        const hand = row.cause === 'by-hand' ? byHand.get(row.because) : undefined;
        return {
          kind: row.kind, ref: row.ref, cause: row.cause, because: row.because, why: wordsOf(row, this.days),
          ...(row.until && { until: row.until.toISOString() }),
          ...(hand && { reason: hand.reason, placedAt: hand.placed_at.toISOString() }),
          // It is ended where it was placed, and what it spreads to with it.
          ...(hand?.kind === row.kind && hand.ref === row.ref && { holdId: hand.hold_id }),
        };
      })
      .sort((a, b) => `${a.kind}:${a.ref}`.localeCompare(`${b.kind}:${b.ref}`));
  }

  async place({ kind, ref, reason }: NewHold, by: string): Promise<string> {
    const holdId = randomUUID();
    await this.database.query('INSERT INTO retention_hold (hold_id, kind, ref, reason, placed_by, placed_at) VALUES ($1, $2, $3, $4, $5, now())', [holdId, kind, ref, reason, by]);
    return holdId;
  }

  /** Whether there was such a hold, and it had not ended. */
  async end(holdId: string, by: string): Promise<boolean> {
    const rows = await this.database.query('UPDATE retention_hold SET ended_at = now(), ended_by = $2 WHERE hold_id = $1 AND ended_at IS NULL RETURNING 1', [holdId, by]);
    return rows.length > 0;
  }
}
