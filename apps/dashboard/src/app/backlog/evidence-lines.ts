import type { ContactEvidence } from '@sightline/contracts';

interface Words {
  readonly time: (at: string) => string;
  readonly duration: (seconds: number) => string;
  readonly sentenceCase: (text: string) => string;
}
export interface EvidenceLine {
  readonly name: string;
  readonly words: string;
}

/** What was known of the run when the call was logged, line by line. */
export function evidenceLines({ run, sequence }: ContactEvidence, { time, duration, sentenceCase }: Words): EvidenceLine[] {
  const stop = run.stopCalls.find((call) => call.sequence === sequence);
  const { position, delay, cancellation } = run;
  const lines: (EvidenceLine | undefined)[] = [
    { name: 'Run', words: [`Route ${run.routeRef}`, sentenceCase(run.state), ...run.conditions.map(({ condition, since }) => `${condition.replaceAll('-', ' ')} since ${time(since)}`)].join(', ') },
    { name: 'Position', words: position === undefined ? 'none' : `${position.latitude.toFixed(5)}, ${position.longitude.toFixed(5)}, from ${time(position.recordedAt)}, ${duration(position.ageSeconds)} old` },
    run.latenessSeconds === undefined ? undefined : { name: 'Lateness', words: `${duration(Math.abs(run.latenessSeconds))} ${run.latenessSeconds < 0 ? 'early' : 'late'}` },
    stop && { name: 'Stop asked about', words: [stop.name ?? `Stop ${stop.sequence}`, `due ${time(stop.scheduledAt)}`, stop.arrivedAt && `arrived ${time(stop.arrivedAt)}`, stop.expectedAt && `expected ${time(stop.expectedAt.earliest)} – ${time(stop.expectedAt.latest)}`].filter((part) => part !== undefined && part !== '').join(', ') },
    delay && { name: 'Delay reported', words: `${Math.round(delay.minutes)} min at ${time(delay.at)}: ${delay.message ?? delay.cause}` },
    cancellation && { name: 'Cancelled', words: `at ${time(cancellation.at)}: ${cancellation.message ?? cancellation.cause}` },
    { name: 'Told to families', words: (run.messages ?? []).filter(({ audience }) => audience === 'families').map(({ at, words }) => `${time(at)}: “${words}”`).join('; ') || 'nothing yet' },
  ];
  return lines.filter((line) => line !== undefined);
}
