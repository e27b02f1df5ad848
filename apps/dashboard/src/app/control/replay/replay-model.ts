import type { RunDetail, RunState, RunTrace, StopCallView } from '@sightline/contracts';

/** One fix of a trace, epoch milliseconds. */
export interface TraceFix {
  at: number;
  latitude: number;
  longitude: number;
  bearing?: number | undefined;
  speedMetresPerSecond?: number | undefined;
}
/** A silence: nothing is known between its two fixes, and nothing is drawn there. */
export interface Silence {
  from: number;
  until: number;
}
export type TraceCondition = RunTrace['conditions'][number];
export type TraceStep = RunTrace['alerts'][number];
/** What a moment is made of besides the run and its fixes. */
export type Events = Pick<RunTrace, 'conditions' | 'alerts'>;

/** As long as the domain waits before it calls a signal lost. Milliseconds. */
const silentAfter = 120_000;

export function fixesOf(trace: RunTrace): TraceFix[] {
  return trace.items.map(({ latitude, longitude, recordedAt, bearing, speedMetresPerSecond }) => ({ at: Date.parse(recordedAt), latitude, longitude, bearing, speedMetresPerSecond }));
}

/** Silences: longer than two minutes, and than three times the device's own interval where that is longer. */
export function silencesOf(fixes: readonly TraceFix[]): Silence[] {
  const intervals = fixes.slice(1).map((fix, index) => fix.at - (fixes[index]?.at ?? fix.at));
  const usual = [...intervals].sort((a, b) => a - b)[Math.floor(intervals.length / 2)] ?? 0;
  const longest = Math.max(silentAfter, 3 * usual);
  return intervals.flatMap((interval, index) => {
    const from = fixes[index]?.at;
    return interval > longest && from !== undefined ? [{ from, until: from + interval }] : [];
  });
}

/** The index of the last fix at or before a moment; -1 before the first. */
export function fixBefore(fixes: readonly TraceFix[], at: number): number {
  let low = 0;
  let high = fixes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((fixes[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** From where to where a replay goes: the run and its trace. */
export function spanOf(run: Pick<RunDetail, 'startsAt' | 'endsAt' | 'stopCalls'>, fixes: readonly TraceFix[]): { from: number; until: number } {
  const called = run.stopCalls.flatMap(({ arrivedAt, departedAt }) => [arrivedAt, departedAt].flatMap((at) => (at === undefined ? [] : [Date.parse(at)])));
  const first = fixes[0]?.at;
  const last = fixes.at(-1)?.at;
  if (first === undefined || last === undefined) return { from: Math.min(Date.parse(run.startsAt), ...called), until: Math.max(Date.parse(run.endsAt), ...called) };
  return { from: Math.min(first, ...called), until: Math.max(last, ...called) };
}

/** What was known at a moment of a run, and nothing that came after it. */
export interface Moment {
  at: number;
  state: RunState;
  fix: TraceFix | null;
  silent: boolean;
  /** Stop calls as they stood: without the times that were still to come, and without later expectations. */
  calls: StopCallView[];
  /** Against the schedule at the last stop passed, seconds; null before the first. */
  latenessSeconds: number | null;
  conditions: TraceCondition[];
  /** What had been wrong and was over. */
  over: TraceCondition[];
  /** What had become of the alerts, the newest first. */
  steps: TraceStep[];
}

export function momentOf(run: RunDetail, fixes: readonly TraceFix[], silences: readonly Silence[], { conditions, alerts }: Events, at: number): Moment {
  const until = (text: string | undefined): string | undefined => (text !== undefined && Date.parse(text) <= at ? text : undefined);
  const calls = run.stopCalls.map(({ expectedAt: _later, ...call }) => ({ ...call, arrivedAt: until(call.arrivedAt), departedAt: until(call.departedAt) }));
  const passed = calls.findLast((call) => call.arrivedAt !== undefined || call.departedAt !== undefined);
  const seen = passed?.arrivedAt ?? passed?.departedAt;
  const fix = fixes[fixBefore(fixes, at)] ?? null;
  const had = conditions.filter(({ since }) => Date.parse(since) <= at);
  const isOver = ({ until: end }: TraceCondition): boolean => end !== undefined && Date.parse(end) <= at;
  return {
    at,
    state: stateOf(run, calls, fix, at),
    fix,
    silent: silences.some(({ from, until: end }) => from < at && at < end) || (fix !== null && at - fix.at > silentAfter),
    calls,
    latenessSeconds: passed === undefined || seen === undefined ? null : (Date.parse(seen) - Date.parse(passed.scheduledAt)) / 1000,
    conditions: had.filter((each) => !isOver(each)),
    over: had.filter(isOver),
    steps: alerts.filter((step) => Date.parse(step.at) <= at).reverse(),
  };
}

function stateOf(run: RunDetail, calls: readonly StopCallView[], fix: TraceFix | null, at: number): RunState {
  if (run.cancellation !== undefined && Date.parse(run.cancellation.at) <= at) return 'cancelled';
  if (calls.at(-1)?.arrivedAt !== undefined) return 'completed';
  const moved = calls.some((call) => call.arrivedAt !== undefined || call.departedAt !== undefined);
  return moved || (fix !== null && at >= Date.parse(run.startsAt)) ? 'running' : 'scheduled';
}

/** The share of a run's own time (its first to its last stop) that was not silent, 0 to 1. */
export function coverageOf(run: RunDetail, fixes: readonly TraceFix[], silences: readonly Silence[]): number {
  const first = fixes[0];
  const last = fixes.at(-1);
  const from = Date.parse(run.stopCalls[0]?.departedAt ?? run.stopCalls[0]?.arrivedAt ?? run.startsAt);
  const until = Date.parse(run.stopCalls.at(-1)?.arrivedAt ?? run.endsAt);
  if (first === undefined || last === undefined || until <= from) return 0;
  const overlap = (a: number, b: number): number => Math.max(0, Math.min(b, until) - Math.max(a, from));
  const silent = silences.reduce((sum, each) => sum + overlap(each.from, each.until), 0);
  return Math.max(0, overlap(first.at, last.at) - silent) / (until - from);
}
