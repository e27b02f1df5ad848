import { Injectable } from '@nestjs/common';
import type { ErasureReply } from '@sightline/contracts';
import { Database } from '../database/database.js';
import { Engine } from '../engine/engine.js';
import { forgottenEvent } from './forgotten-event.js';
import { Holds } from './holds.js';
import { Subjects } from './subjects.js';
import type { Subject } from './subjects.js';

/** Erases somebody on request: at once what nothing holds, the rest when the last hold ends [KEEP-11]. */
@Injectable()
export class Erasures {
  constructor(
    private readonly database: Database,
    private readonly engine: Engine,
    private readonly holds: Holds,
    private readonly subjects: Subjects,
  ) {}

  async erase(subject: Subject, reason: string, by: string): Promise<ErasureReply> {
    const asked = await this.ask(subject, reason, by);
    const view = await this.subjects.view(subject);
    const kept = view.holds.length > 0
      ? view.holds.map((why) => ({ what: 'Everything that is held of them', why }))
      : view.parts.flatMap(({ holds, kept: whys }) => whys.map((why) => ({ what: holds, why })));
    if (view.holds.length === 0) await this.forget(subject, `${asked}`);
    if (kept.length === 0) await this.finish(subject);
    return { erased: view.holds.length === 0, kept, waits: kept.length > 0 };
  }

  /** Carries out what waited for a hold that has ended. Resolves with how many are done. */
  async carryOut(): Promise<number> {
    const waiting = await this.database.query<Subject & { asked_at: Date }>('SELECT kind, ref, asked_at FROM erasure_request ORDER BY asked_at LIMIT 1000');
    let done = 0;
    for (const { kind, ref, asked_at } of waiting) {
      const held = await this.holds.held();
      if (this.subjects.holdsOf({ kind, ref }, held).length > 0) continue;
      const view = await this.subjects.view({ kind, ref });
      await this.forget({ kind, ref }, `${asked_at.getTime()}-later`);
      if (view.parts.some(({ kept }) => kept.length > 0)) continue;
      await this.finish({ kind, ref });
      done += 1;
    }
    return done;
  }

  /** Before anything is done: a crash in between leaves what the next sweep finishes. */
  private async ask({ kind, ref }: Subject, reason: string, by: string): Promise<number> {
    const [row] = await this.database.query<{ asked_at: Date }>(
      'INSERT INTO erasure_request (kind, ref, reason, asked_by, asked_at) VALUES ($1, $2, $3, $4, now()) ON CONFLICT (kind, ref) DO UPDATE SET asked_at = now() RETURNING asked_at',
      [kind, ref, reason, by],
    );
    return row?.asked_at.getTime() ?? 0;
  }

  private async finish({ kind, ref }: Subject): Promise<void> {
    await this.database.query('DELETE FROM erasure_request WHERE kind = $1 AND ref = $2', [kind, ref]);
  }

  private async forget(subject: Subject, round: string): Promise<void> {
    const refs = subject.kind === 'caller' ? await this.subjects.callsLike(subject.ref) : [subject.ref];
    const outcomes = await this.engine.submit(refs.map((ref) => forgottenEvent(subject.kind, ref, `${subject.kind}:${ref}:${round}:${Date.now()}`)));
    if (outcomes.some(({ status }) => status === 'rejected')) throw new Error('an erasure was rejected');
  }
}
