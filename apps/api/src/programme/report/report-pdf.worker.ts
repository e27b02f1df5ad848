import { parentPort, workerData } from 'node:worker_threads';
import type { ProgrammeReport } from '@sightline/contracts';
import { pdfOf } from './pdf/pdf.js';

/** Sets a report as a PDF on a thread of its own, so that the live stream goes on. */
const bytes = await pdfOf(workerData as ProgrammeReport);
parentPort?.postMessage(bytes);
