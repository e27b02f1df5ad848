import { Injectable, NotFoundException, ServiceUnavailableException } from '@nestjs/common';
import type { ImportJob, ImportReply } from '@sightline/contracts';
import * as z from 'zod';
import type { Principal } from '../identity/principal.js';
import { ImportJobs, senderOf } from './import-jobs.js';
import type { JobResult, Progress } from './import-jobs.js';
import { fileOf } from './upload.js';
import type { Upload, Uploaded } from './upload.js';

const yes = z.enum(['true', 'false']).optional();
/** What every import can be asked: only to look, and not to wait for its end. */
export const importQuery = z.object({ preview: yes, wait: yes });

export interface Reply {
  status(code: number): unknown;
}

/** Who sent a file, what it is taken for, and how it is answered. */
export interface Sent {
  readonly kind: string;
  readonly query: z.output<typeof importQuery>;
  readonly principal: Principal;
  readonly reply: Reply;
}

/** The door through which every file comes: it is received, becomes a job, and is asked after. */
@Injectable()
export class ImportDoor {
  constructor(private readonly jobs: ImportJobs) {}

  /** The file of a request. Throws 503 while too many others are being read. */
  receive(request: Upload, mostBytes: number, advice?: string): Promise<Uploaded> {
    if (this.jobs.isFull) throw new ServiceUnavailableException('Other files are being read. Send it again shortly.');
    return fileOf(request, mostBytes, advice);
  }

  /** Begins the job and waits for its reply, or answers 202 with the job. */
  async start({ kind, query, principal, reply }: Sent, fileName: string, work: (progress: Progress, importId: string) => Promise<JobResult>): Promise<ImportReply | ImportJob> {
    const { job, done } = this.jobs.begin({ kind, fileName, principal, preview: query.preview === 'true' }, work);
    if (query.wait !== 'false') return done;
    reply.status(202);
    return job;
  }

  /** A job of one of these kinds. */
  job(importId: string, kinds: readonly string[]): ImportJob {
    const job = this.jobs.of(importId);
    if (job === undefined || !kinds.includes(job.kind)) throw new NotFoundException('There is no such import, or it was longer ago than an hour.');
    return job;
  }

  /** A job of one of these kinds, where the principal sent the file: its reply may repeat what stands in it. */
  ownJob(importId: string, kinds: readonly string[], principal: Principal): ImportJob {
    const job = this.job(importId, kinds);
    if (job.by !== senderOf(principal)) throw new NotFoundException('There is no such import, or it was longer ago than an hour.');
    return job;
  }

  /** Rows as they came, perhaps about people: for whoever sent them, and nobody else. */
  rejects(importId: string, kinds: readonly string[], principal: Principal): JobResult['rejects'] {
    this.ownJob(importId, kinds, principal);
    return this.jobs.rejectsOf(importId) ?? [];
  }
}
