import type { RunCondition, RunDetail, StopCallView } from '@sightline/contracts';
import { ages } from '../transport/settings.js';

/** What somebody asks of a run. */
export interface Asked {
  /** The stop that the caller asks about. */
  readonly stop: StopCallView | null;
  /** Epoch milliseconds. */
  readonly now: number;
  /** A moment as people here write it, such as `08:24`. */
  readonly time: (at: string) => string;
  /** Whether to say `your stop` instead of its name: only to who is known to wait there. */
  readonly yourStop: boolean;
  /** What the crew's ticks say of the one child that is asked about; absent where nobody ticks, or the caller is not verified. */
  readonly child?: 'to-board' | 'aboard' | 'alighted' | 'absent' | undefined;
}

/** How old the position is (experience.md): `unknown` is a bus that was never seen. */
export type Age = 'fresh' | 'ageing' | 'stale' | 'lost' | 'unknown';

/** A window as it is said: it never begins before now. Epoch milliseconds. */
export interface SaidWindow {
  readonly earliest: number;
  readonly likely: number;
  readonly latest: number;
  readonly latenessSeconds: number;
}

/** What the words turn on, read once from the run: nothing here is a sentence yet. */
export interface Situation {
  readonly run: RunDetail;
  readonly asked: Asked;
  readonly age: Age;
  /** Of the position. */
  readonly ageSeconds: number | undefined;
  readonly calls: readonly StopCallView[];
  /** Index of the next stop; the number of stops when none is left. */
  readonly next: number;
  /** Index of the caller's stop; -1 for none. */
  readonly at: number;
  /** The caller's stop lies behind the run, or the run stands there. */
  readonly passed: boolean;
  /** The stop whose time is still asked for: the caller's, or the school once a run to it has passed the caller's. */
  readonly target: StopCallView | undefined;
  readonly targetAt: number;
  /** Stops to the target, itself included; 1 is next. */
  readonly away: number;
  /** When it is expected at the target, where anybody can say so and it is not over. */
  readonly window: SaidWindow | undefined;
  /** Its whole window has gone by and it was not seen there. */
  readonly overdue: boolean;
  /** Whether a guide, driver or operator reported stops after the bus was last seen. */
  readonly reported: { readonly call: StopCallView; readonly at: string; readonly what: 'was at' | 'left' } | undefined;
  readonly has: (condition: RunCondition) => boolean;
}

const ms = (at: string): number => Date.parse(at);

export function ageOf(ageSeconds: number | undefined): Age {
  if (ageSeconds === undefined) return 'unknown';
  if (ageSeconds * 1000 <= ages.fresh) return 'fresh';
  if (ageSeconds * 1000 <= ages.ageing) return 'ageing';
  return ageSeconds * 1000 <= ages.lost ? 'stale' : 'lost';
}

const visited = ({ arrivedAt, departedAt }: StopCallView): boolean => arrivedAt !== undefined || departedAt !== undefined;

/** The next stop as the engine knows it, which also knows of stops that were passed unseen; else by what was seen. */
function nextOf({ state, stopCalls, nextSequence }: RunDetail): number {
  if (state === 'completed') return stopCalls.length;
  const seen = stopCalls.findLastIndex(visited) + 1;
  if (nextSequence === undefined) return seen;
  return Math.max(seen, stopCalls.findIndex((call) => call.sequence === nextSequence));
}

function windowOf({ expectedAt, scheduledAt }: StopCallView, now: number): SaidWindow | undefined {
  if (expectedAt === undefined || ms(expectedAt.latest) < now) return undefined;
  const earliest = Math.max(now, ms(expectedAt.earliest));
  // A window of one minute on the clock would be a point.
  const latest = Math.max(ms(expectedAt.latest), earliest + 60_000);
  const likely = Math.max(earliest, ms(expectedAt.likely));
  return { earliest, likely, latest, latenessSeconds: (likely - ms(scheduledAt)) / 1000 };
}

/** The last report of a stop after the bus was last seen: what stands in for it while it is silent. */
function reportOf(calls: readonly StopCallView[], seenAt: number): Situation['reported'] {
  const call = calls.findLast(visited);
  const at = call?.departedAt ?? call?.arrivedAt;
  if (call === undefined || at === undefined || ms(at) <= seenAt) return undefined;
  return { call, at, what: call.departedAt === undefined ? 'was at' : 'left' };
}

/** A delay before the start speaks for a bus that nobody sees until it has run out: after that nobody knows. */
const isPromised = ({ delay, startsAt }: RunDetail, now: number): boolean => delay !== undefined && now <= ms(startsAt) + (delay.minutes + 5) * 60_000;

export function situationOf(run: RunDetail, asked: Asked): Situation {
  const { stop, now } = asked;
  const { stopCalls: calls, position } = run;
  const ageSeconds = position === undefined ? undefined : Math.max(0, Math.round((now - ms(position.recordedAt)) / 1000));
  const age = ageOf(ageSeconds);
  const next = nextOf(run);
  const at = stop === null ? -1 : calls.findIndex((call) => call.sequence === stop.sequence);
  const passed = run.state !== 'scheduled' && at >= 0 && at < next;
  const last = calls.length - 1;
  const homeward = run.direction === 'from-school';
  const targetAt = at >= 0 && !passed ? at : homeward && passed ? -1 : last;
  const target = calls[targetAt];
  // From a position that is lost, or of a bus that was never seen, nothing is expected; a delay reported before the start is the exception.
  const isVisible = age === 'fresh' || age === 'ageing';
  const mayExpect = run.state === 'running' ? isVisible || age === 'stale' : run.state === 'scheduled' && (isVisible || isPromised(run, now));
  const ahead = target !== undefined && !visited(target) && mayExpect ? target : undefined;
  return {
    run, asked, age, ageSeconds, calls, next, at, passed, target, targetAt,
    away: targetAt - next + 1,
    window: ahead && windowOf(ahead, now),
    overdue: ahead?.expectedAt !== undefined && ms(ahead.expectedAt.latest) < now,
    reported: reportOf(calls, position === undefined ? Number.NEGATIVE_INFINITY : ms(position.recordedAt) + 60_000),
    has: (condition) => run.conditions.some((each) => each.condition === condition),
  };
}

/** Seconds behind the schedule at a stop that was visited; who came early and waited is measured when it left, and so is the first stop. */
export function latenessAt(calls: readonly StopCallView[], index: number): number | undefined {
  const call = calls[index];
  if (call === undefined) return undefined;
  const behind = (at: string | undefined): number | undefined => (at === undefined ? undefined : (ms(at) - ms(call.scheduledAt)) / 1000);
  const [arrived, departed] = [index === 0 ? undefined : behind(call.arrivedAt), behind(call.departedAt)];
  return arrived !== undefined && (arrived >= 0 || departed === undefined) ? arrived : departed;
}
