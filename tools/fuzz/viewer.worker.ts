import { parentPort, workerData } from 'node:worker_threads';
import type { Target } from './target.ts';
import { LegitimateViewer } from './viewer.ts';

/** The legitimate viewer on a thread of its own: how busy the fuzzer is must not count as the product's latency. */
const viewer = new LegitimateViewer(workerData as Target);
await viewer.start();
parentPort?.on('message', (question: 'take' | 'stop') => {
  if (question === 'take') parentPort?.postMessage({ milliseconds: viewer.take(), failures: viewer.failures });
  else void viewer.stop().then(() => process.exit(0));
});
parentPort?.postMessage('ready');
