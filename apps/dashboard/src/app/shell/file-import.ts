import { Injectable, computed, inject, signal } from '@angular/core';
import type { ImportJob } from '@sightline/contracts';
import { Api, ApiProblem } from './api';

const askEvery = 400;

export interface FileSending {
  /** Where files of this kind go. */
  readonly path: string;
  /** Where its job is asked after. */
  readonly jobs: string;
  readonly preview: boolean;
  /** Sent beside the file. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** One file on its way in. A page that imports has its own. */
@Injectable()
export class FileImport {
  private readonly api = inject(Api);

  readonly file = signal<File | null>(null);
  /** The import that runs, or the last one of this file. */
  readonly job = signal<ImportJob | null>(null);
  readonly problem = signal('');
  readonly isRunning = computed(() => this.job()?.state === 'running');
  readonly mayPreview = computed(() => this.file() !== null && !this.isRunning());
  /** A preview of this very file was made, and something of it can go in. */
  readonly mayImport = computed(() => this.mayPreview() && this.job()?.preview === true && this.job()?.state === 'done');
  private turn = 0;
  private jobs = '';

  take(file: File | null): void {
    this.turn += 1;
    this.file.set(file);
    this.job.set(null);
    this.problem.set('');
  }

  /** Sends the file and follows it to its end. Resolves with whether it came to one that is still wanted. */
  async send({ path, jobs, preview, fields }: FileSending): Promise<boolean> {
    const file = this.file();
    if (file === null || this.isRunning()) return false;
    const turn = (this.turn += 1);
    this.jobs = jobs;
    this.problem.set('');
    try {
      let job = await this.api.upload<ImportJob>(path, file, { preview, wait: false }, fields);
      for (;;) {
        if (turn !== this.turn) return false;
        this.job.set(job);
        if (job.state !== 'running') return true;
        await new Promise((resolve) => setTimeout(resolve, askEvery));
        job = await this.api.get<ImportJob>(`${jobs}/${job.importId}`);
      }
    } catch (error) {
      if (turn !== this.turn) return false;
      this.job.set(null);
      this.problem.set(error instanceof ApiProblem ? error.message : 'The file could not be sent.');
      return false;
    }
  }

  rejects(): Promise<Blob> {
    return this.api.csv(`${this.jobs}/${this.job()?.importId ?? ''}/rejects.csv`);
  }
}
