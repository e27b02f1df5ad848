import { Inject, Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { Transaction } from '../database/transaction.js';
import { keysOf } from './holds.js';
import type { HeldRow } from './holds.js';
import type { SubjectKind } from './rule.js';
import { SCHEDULE, Schedule } from './schedule.js';

export interface ForgottenSubject {
  readonly kind: SubjectKind;
  readonly ref: string;
}

/** Erases what names somebody, in every table of every feature, in the engine's transaction that forgets them [KEEP-7]. */
@Injectable()
export class Forgetting {
  constructor(
    @Inject(SCHEDULE) private readonly schedule: Schedule,
    private readonly config: Config,
  ) {}

  /** What is held back by something else than the subject itself stays, until its hold ends. */
  async write(tx: Transaction, subjects: readonly ForgottenSubject[]): Promise<void> {
    if (subjects.length === 0) return;
    const held = keysOf(await tx.query<HeldRow>(this.schedule.heldSql(this.config.keepDays.SIGHTLINE_KEEP_HELD_DAYS)));
    for (const { kind, ref } of subjects) {
      for (const { rows } of this.schedule.about(kind)) {
        if (rows.erase !== undefined) await tx.query(rows.erase, rows.erase.includes('$2') ? [ref, held] : [ref]);
      }
    }
  }
}
