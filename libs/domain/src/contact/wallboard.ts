import type { Call } from './calls.js';
import { isWaiting } from './calls.js';

/** T of the service-level formulas where a council sets no other, in seconds. */
export const answerTarget = 20;

/** A call that nobody answered or gave up for so long was lost by the telephone system: nobody waits four hours. Milliseconds. */
export const forgottenAfter = 4 * 3_600_000;

/** What the formulas are made of: counts and sums of the calls that were queued since local midnight. */
export interface CallTally {
  readonly answered: number;
  readonly abandoned: number;
  readonly answeredWithin: number;
  readonly abandonedWithin: number;
  readonly waiting: number;
  /** When the caller who waits longest was queued, epoch milliseconds; `undefined` while nobody waits. */
  readonly waitingSince: number | undefined;
  /** Seconds. */
  readonly longestWait: number;
  readonly waitedSeconds: number;
  readonly handled: number;
  readonly handledSeconds: number;
  /** Queued, and nothing was heard of them for {@link forgottenAfter}: they wait no more, and count nowhere else. */
  readonly forgotten: number;
}

export interface CallDay {
  /** Local midnight, epoch milliseconds. */
  readonly since: number;
  readonly now: number;
  /** T in seconds. */
  readonly target: number;
}

/**
 * Counts calls as they stand. A call belongs to the day in which it was queued: one from before midnight counts only while
 * its caller still waits. A call whose queueing was never reported counts nowhere.
 */
export function tallyCalls(calls: Iterable<Call>, { since, now, target }: CallDay): CallTally {
  const total = { answered: 0, abandoned: 0, answeredWithin: 0, abandonedWithin: 0, waiting: 0, waitedSeconds: 0, handled: 0, handledSeconds: 0, forgotten: 0 };
  let waitingSince: number | undefined;
  for (const call of calls) {
    if (call.queuedAt === undefined) continue;
    if (isWaiting(call)) {
      if (now - call.queuedAt > forgottenAfter) {
        total.forgotten++;
        continue;
      }
      total.waiting++;
      waitingSince = Math.min(waitingSince ?? call.queuedAt, call.queuedAt);
    }
    if (call.queuedAt < since) continue;
    if (call.answeredAt !== undefined) {
      const waited = (call.answeredAt - call.queuedAt) / 1000;
      total.answered++;
      total.waitedSeconds += waited;
      if (waited <= target) total.answeredWithin++;
    }
    if (call.abandonedAt !== undefined) {
      total.abandoned++;
      if ((call.abandonedAt - call.queuedAt) / 1000 <= target) total.abandonedWithin++;
    }
    if (call.handledSeconds !== undefined) {
      total.handled++;
      total.handledSeconds += call.handledSeconds;
    }
  }
  return { ...total, waitingSince, longestWait: waitingSince === undefined ? 0 : Math.max(0, (now - waitingSince) / 1000) };
}

/** What a formula comes to. `since`: a value that grows with the clock from this moment on, epoch milliseconds. */
export interface CallFigure {
  readonly value: number | null;
  readonly numerator?: number;
  readonly denominator?: number;
  readonly since?: number;
  /** What the figure does not know or leaves out just now, in words. */
  readonly note?: string;
}

/** A figure of the wallboard with the formula that computes, labels and explains it. */
export interface WallboardMetric {
  readonly name: string;
  readonly label: string;
  readonly unit: '%' | 's' | 'calls';
  readonly formula: string;
  readonly of: (tally: CallTally) => CallFigure;
}

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

/** A percentage to one decimal; of nothing there is no share. */
export const share = (numerator: number, denominator: number) => ({ value: denominator === 0 ? null : oneDecimal((100 * numerator) / denominator), numerator, denominator });
const mean = (sum: number, count: number) => ({ value: count === 0 ? null : oneDecimal(sum / count), numerator: Math.round(sum), denominator: count });

/** The four usual service levels by their letter; `d` is what `service-level` shows unless another is chosen. */
export const serviceLevels = ['a', 'b', 'c', 'd'] as const;
export type ServiceLevel = (typeof serviceLevels)[number];
export const usualServiceLevel: ServiceLevel = 'd';

/** Every figure of the calls since local midnight, with T in seconds. Offered are those answered and those abandoned. */
export function wallboardMetrics(target: number = answerTarget): readonly WallboardMetric[] {
  const T = `${target} s`;
  const within = (name: string): WallboardMetric => ({
    name,
    label: `Answered within ${T}`,
    unit: '%',
    formula: `answered within ${T} ÷ (answered + abandoned after ${T}), since midnight`,
    of: (c) => share(c.answeredWithin, c.answered + c.abandoned - c.abandonedWithin),
  });
  return [
    {
      name: 'calls-waiting',
      label: 'Calls waiting',
      unit: 'calls',
      formula: 'calls queued and neither answered nor abandoned',
      of: (c) => ({ value: c.waiting, ...(c.forgotten > 0 && { note: `${c.forgotten} not heard of for ${forgottenAfter / 3_600_000} hours left out` }) }),
    },
    { name: 'longest-wait', label: 'Longest wait now', unit: 's', formula: 'the most of now − queued over the calls waiting', of: (c) => ({ value: Math.round(c.longestWait), ...(c.waitingSince !== undefined && { since: c.waitingSince }) }) },
    within('service-level'),
    {
      name: 'service-level-a',
      label: `Answered or hung up within ${T}`,
      unit: '%',
      formula: `(answered within ${T} + abandoned within ${T}) ÷ offered, since midnight`,
      of: (c) => share(c.answeredWithin + c.abandonedWithin, c.answered + c.abandoned),
    },
    { name: 'service-level-b', label: `Within ${T}, of those answered`, unit: '%', formula: `answered within ${T} ÷ answered, since midnight`, of: (c) => share(c.answeredWithin, c.answered) },
    { name: 'service-level-c', label: `Within ${T}, of all offered`, unit: '%', formula: `answered within ${T} ÷ offered, since midnight`, of: (c) => share(c.answeredWithin, c.answered + c.abandoned) },
    within('service-level-d'),
    { name: 'abandonment', label: 'Hung up before an answer', unit: '%', formula: 'abandoned ÷ offered, since midnight', of: (c) => share(c.abandoned, c.answered + c.abandoned) },
    {
      name: 'abandonment-excluding-short',
      label: `Hung up after more than ${T}`,
      unit: '%',
      formula: `abandoned after ${T} ÷ (offered − abandoned within ${T}), since midnight`,
      of: (c) => share(c.abandoned - c.abandonedWithin, c.answered + c.abandoned - c.abandonedWithin),
    },
    { name: 'average-speed-of-answer', label: 'Average wait before an answer', unit: 's', formula: 'sum of answered − queued ÷ answered, since midnight', of: (c) => mean(c.waitedSeconds, c.answered) },
    { name: 'average-handling-time', label: 'Average handling time', unit: 's', formula: '(talk + hold + wrap) ÷ handled, since midnight', of: (c) => mean(c.handledSeconds, c.handled) },
  ];
}
