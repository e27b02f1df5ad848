import { randomUUID } from 'node:crypto';
import { HttpException, Injectable, Logger } from '@nestjs/common';
import type { ImportEntry, ImportJob, ImportReply } from '@sightline/contracts';
import type { Principal } from '../identity/principal.js';
import { ImportLog } from './import-log.repository.js';

/** A job is remembered for so long, with what it rejected: milliseconds. */
const remembered = 3_600_000;
const mostRemembered = 50;
/** Files that wait or are read at the same time, beyond which a sender is told to come back. */
const mostAtOnce = 4;

/** Tells how far a job has come. */
export interface Progress {
  readonly step: (words: string, total?: number) => void;
  readonly advance: (by: number) => void;
}

/** What a job ends with. `rejects`: rows to correct and send again; kept in memory alone, and for a while. */
export interface JobResult {
  readonly reply: ImportReply;
  readonly rejects: readonly Readonly<Record<string, string | number>>[];
}

/** Who sent a file, as the list of imports names them. */
export const senderOf = (principal: Principal): string => (principal.kind === 'account' ? principal.username : `a machine (${principal.kind === 'feed' ? principal.name : 'link'})`);

interface Kept {
  job: ImportJob;
  rejects: JobResult['rejects'];
}

/** Imports as they go. What they rejected may be about people: it is in memory only, and gone within the hour. */
@Injectable()
export class ImportJobs {
  private readonly logger = new Logger('Imports');
  private readonly jobs = new Map<string, Kept>();

  constructor(private readonly log: ImportLog) {}

  /** Whether another may begin. */
  get isFull(): boolean {
    return [...this.jobs.values()].filter(({ job }) => job.state === 'running').length >= mostAtOnce;
  }

  /** Begins a job; `done` resolves with its reply, or rejects with why there is none. */
  begin(of: { readonly kind: string; readonly fileName: string; readonly principal: Principal; readonly preview: boolean }, work: (progress: Progress, importId: string) => Promise<JobResult>): { job: ImportJob; done: Promise<ImportReply> } {
    const importId = randomUUID();
    const by = senderOf(of.principal);
    const kept: Kept = { job: { importId, kind: of.kind, fileName: of.fileName, by, preview: of.preview, state: 'running', step: 'reading', done: 0, total: 0, startedAt: new Date().toISOString() }, rejects: [] };
    this.jobs.set(importId, kept);
    this.forget();
    const set = (change: Partial<ImportJob>): void => void (kept.job = { ...kept.job, ...change });
    const progress: Progress = { step: (step, total = 0) => set({ step, total, done: 0 }), advance: (by) => set({ done: kept.job.done + by }) };
    const done = work(progress, importId).then(
      async ({ reply, rejects }) => {
        kept.rejects = rejects;
        const state = reply.rejected.length > 0 && reply.added + reply.changed + reply.unchanged === 0 ? 'refused' : 'done';
        set({ state, step: 'done', reply, finishedAt: new Date().toISOString() });
        if (!of.preview) await this.log.append(entryOf(kept.job));
        return reply;
      },
      async (error: unknown) => {
        set({ state: 'failed', step: 'failed', finishedAt: new Date().toISOString(), error: error instanceof HttpException ? error.message : interrupted(kept.job) });
        this.logger.warn(`an import of ${of.kind} failed: ${error instanceof Error ? error.name : 'unknown failure'}`);
        if (!of.preview) await this.log.append(entryOf(kept.job)).catch(() => undefined);
        throw error;
      },
    );
    done.catch(() => undefined);
    return { job: kept.job, done };
  }

  of(importId: string): ImportJob | undefined {
    return this.jobs.get(importId)?.job;
  }

  rejectsOf(importId: string): JobResult['rejects'] | undefined {
    return this.jobs.get(importId)?.rejects;
  }

  private forget(): void {
    const before = Date.now() - remembered;
    for (const [id, { job }] of this.jobs) {
      if (job.state === 'running') continue;
      if (this.jobs.size > mostRemembered || Date.parse(job.finishedAt ?? job.startedAt) < before) this.jobs.delete(id);
    }
  }
}

/** Says how far it came: what was stored stays. */
const interrupted = ({ step, done, total }: ImportJob): string => `It was interrupted while ${step}${total === 0 ? '' : `, at ${done} of ${total}`}. Send the same file again: what is there already is left as it is.`;

function entryOf({ importId, kind, fileName, by, state, startedAt, finishedAt = startedAt, reply }: ImportJob): ImportEntry {
  const rejected = reply?.problems ?? reply?.rejected.length ?? 0;
  return { importId, kind, fileName, by, state, startedAt, finishedAt, added: reply?.added ?? 0, changed: reply?.changed ?? 0, unchanged: reply?.unchanged ?? 0, withdrawn: reply?.withdrawn ?? 0, rejected };
}
