import type { FuzzReport } from './fuzz.ts';

/** The viewer's p99 may at most double; the memory must be back within a tenth. */
const promises = { latencyRatio: 2, memoryPart: 0.1 };

/** The middle value. */
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const latencyRatio = ({ windows }: FuzzReport): number => median(windows.map(({ fuzzed, quiet }) => fuzzed / quiet));
const memoryGrowth = ({ memory }: FuzzReport): number => (memory === undefined ? Number.NaN : memory.after.heap / memory.before.heap - 1);

/** Whether every promise that was measured was kept. A measurement that came to no number, as of a viewer who saw nothing, keeps none. */
export const isKept = (report: FuzzReport): boolean =>
  report.findings.length === 0
  && (report.windows.length === 0 || latencyRatio(report) <= promises.latencyRatio)
  && (report.memory === undefined || memoryGrowth(report) <= promises.memoryPart);

const list = <K extends string | number>(counts: ReadonlyMap<K, number>): string => [...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => `${name} ${count}`).join(', ');

/** What came of a run, for a person. */
export function reportText(report: FuzzReport): string {
  const { sent, seconds, kinds, statuses, broken, framesHeard, findings, counts, ledger, windows, memory, polluted, viewerFailures } = report;
  const row = (what: string, value: string): string => `${what.padEnd(34)} ${value}`;
  return [
    '',
    row('messages', `${sent} in ${Math.round(seconds)} s`),
    row('by kind', list(kinds)),
    row('replies', list(statuses)),
    row('broken off', list(broken) || 'none'),
    row('frames judged', String(framesHeard)),
    row('acknowledged and stored', `${ledger.told} events told apart: ${ledger.lost.length} lost, ${ledger.invented.length} stored though refused`),
    row('prototype changed', polluted === undefined ? 'not asked' : polluted ? 'YES' : 'no'),
    row('legitimate positions that failed', String(viewerFailures)),
    ...(windows.length > 0
      ? [
          row('viewer p99, medians of windows', `${median(windows.map(({ fuzzed }) => fuzzed)).toFixed(0)} ms fuzzed, ${median(windows.map(({ quiet }) => quiet)).toFixed(0)} ms quiet`),
          row('ratio, median of windows', `${latencyRatio(report).toFixed(2)} (at most ${promises.latencyRatio}) of ${windows.length}`),
        ]
      : []),
    ...(memory ? [row('heap after a full collection', `${memory.before.heap.toFixed(1)} MB after warming up, ${memory.after.heap.toFixed(1)} MB at the end: ${(memoryGrowth(report) * 100).toFixed(1)} % (at most ${promises.memoryPart * 100} %)`), row('resident', `${memory.before.resident.toFixed(0)} MB, ${memory.after.resident.toFixed(0)} MB`)] : []),
    row('findings', counts.size === 0 ? 'none' : list(counts)),
    ...findings.map(({ what, message, detail }) => `  message ${message}: ${what}: ${detail}`),
    '',
    isKept(report) ? 'Every promise was kept.' : 'A promise was NOT kept.',
  ].join('\n');
}
