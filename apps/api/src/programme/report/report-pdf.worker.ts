import { parentPort } from 'node:worker_threads';
import type { ProgrammeReport } from '@sightline/contracts';
import { pdfOf } from './pdf/pdf.js';

/** Sets each report that it is given as a PDF, on a thread of its own, so that the live stream goes on. */
const port = parentPort;
port?.on('message', (report: ProgrammeReport) => void pdfOf(report).then((bytes) => port.postMessage(bytes, [bytes.buffer as ArrayBuffer])));
