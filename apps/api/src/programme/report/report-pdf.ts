import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { ProgrammeReport } from '@sightline/contracts';
import { Thread } from '../../threads/thread.js';

/** A paper of some twenty pages takes a tenth of this. */
const mostMegabytes = 256;
/** Who took one paper often takes the next: so long the thread stays, with its library and its fonts. Then its memory is given back. */
const keptMilliseconds = 60_000;

/** Makes the PDF of a report on a thread of its own, one after the other: however many ask, one processor is busy with it. */
@Injectable()
export class ReportPdf implements OnApplicationShutdown {
  private last: Promise<unknown> = Promise.resolve();
  private thread: Thread<ProgrammeReport, Uint8Array> | undefined;
  private idle: NodeJS.Timeout | undefined;

  of(report: ProgrammeReport): Promise<Uint8Array> {
    const next = this.last.then(() => this.make(report));
    this.last = next.catch(() => undefined);
    return next;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.end();
  }

  private async make(report: ProgrammeReport): Promise<Uint8Array> {
    clearTimeout(this.idle);
    this.thread ??= Thread.start<ProgrammeReport, Uint8Array>(new URL('./report-pdf.worker.js', import.meta.url), undefined, [], mostMegabytes);
    try {
      const bytes = await this.thread.ask(report);
      this.idle = setTimeout(() => void this.end(), keptMilliseconds).unref();
      return bytes;
    } catch (error) {
      // A thread that failed is not asked again: the next paper begins with a new one.
      await this.end();
      throw error;
    }
  }

  private async end(): Promise<void> {
    clearTimeout(this.idle);
    const { thread } = this;
    this.thread = undefined;
    await thread?.end();
  }
}
