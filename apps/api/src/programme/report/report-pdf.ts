import { Injectable } from '@nestjs/common';
import type { ProgrammeReport } from '@sightline/contracts';
import { Thread } from '../../threads/thread.js';

/** A paper of some twenty pages takes a tenth of this. */
const mostMegabytes = 256;

/** Makes the PDF of a report on a thread of its own, one after the other: however many ask, one processor is busy with it. */
@Injectable()
export class ReportPdf {
  private last: Promise<unknown> = Promise.resolve();

  of(report: ProgrammeReport): Promise<Uint8Array> {
    const next = this.last.then(() => make(report));
    this.last = next.catch(() => undefined);
    return next;
  }
}

async function make(report: ProgrammeReport): Promise<Uint8Array> {
  const thread = Thread.start<never, Uint8Array>(new URL('./report-pdf.worker.js', import.meta.url), report, [], mostMegabytes);
  try {
    return await thread.first();
  } finally {
    await thread.end();
  }
}
