import type { Call } from './calls.js';
import { isWaiting } from './calls.js';

/** T of the service-level formulas, in seconds. */
export const answerTarget = 20;

/** Contacts of a child about one thing; `at` in epoch milliseconds. */
export interface Contact {
  readonly passengerRef?: string;
  readonly reason: string;
  readonly at: number;
}

/** What the formulas are made of: counts and sums of the calls that were queued since local midnight. */
export interface CallTally {
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly answeredWithin: number;
  readonly abandonedWithin: number;
  readonly waiting: number;
  /** Seconds. */
  readonly longestWait: number;
  readonly waitedSeconds: number;
  readonly handled: number;
  readonly handledSeconds: number;
}

/** Counts calls as they stand at `now`, epoch milliseconds. A call whose queueing was never reported counts nowhere. */
export function tallyCalls(calls: Iterable<Call>, now: number): CallTally {
  const total = { offered: 0, answered: 0, abandoned: 0, answeredWithin: 0, abandonedWithin: 0, waiting: 0, longestWait: 0, waitedSeconds: 0, handled: 0, handledSeconds: 0 };
  for (const call of calls) {
    if (call.queuedAt === undefined) continue;
    total.offered++;
    if (isWaiting(call)) {
      total.waiting++;
      total.longestWait = Math.max(total.longestWait, (now - call.queuedAt) / 1000);
    }
    if (call.answeredAt !== undefined) {
      const waited = (call.answeredAt - call.queuedAt) / 1000;
      total.answered++;
      total.waitedSeconds += waited;
      if (waited <= answerTarget) total.answeredWithin++;
    }
    if (call.abandonedAt !== undefined) {
      total.abandoned++;
      if ((call.abandonedAt - call.queuedAt) / 1000 <= answerTarget) total.abandonedWithin++;
    }
    if (call.handledSeconds !== undefined) {
      total.handled++;
      total.handledSeconds += call.handledSeconds;
    }
  }
  return total;
}

/** A figure of the wallboard with the formula that computes, labels and explains it. */
export interface WallboardMetric {
  readonly name: string;
  readonly label: string;
  readonly unit: '%' | 's' | 'calls';
  readonly formula: string;
  readonly of: (tally: CallTally) => { readonly value: number | null; readonly numerator?: number; readonly denominator?: number };
}

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

const share = (numerator: number, denominator: number) => ({ value: denominator === 0 ? null : oneDecimal((100 * numerator) / denominator), numerator, denominator });
const mean = (sum: number, count: number) => ({ value: count === 0 ? null : oneDecimal(sum / count), numerator: Math.round(sum), denominator: count });

const T = `${answerTarget} s`;
/** Since local midnight. The four service levels are the usual ones; `d` is ours, and is what `service-level` shows. */
export const wallboardMetrics: readonly WallboardMetric[] = [
  { name: 'calls-waiting', label: 'Calls waiting', unit: 'calls', formula: 'calls queued and neither answered nor abandoned', of: (c) => ({ value: c.waiting }) },
  { name: 'longest-wait', label: 'Longest wait now', unit: 's', formula: 'the most of now − queued over the calls waiting', of: (c) => ({ value: Math.round(c.longestWait) }) },
  ...(['service-level', 'service-level-d'] as const).map((name): WallboardMetric => ({
    name,
    label: `Answered within ${T}`,
    unit: '%',
    formula: `answered within ${T} ÷ (answered + abandoned after ${T}), since midnight`,
    of: (c) => share(c.answeredWithin, c.answered + c.abandoned - c.abandonedWithin),
  })),
  {
    name: 'service-level-a',
    label: `Answered or abandoned within ${T}, of offered`,
    unit: '%',
    formula: `(answered within ${T} + abandoned within ${T}) ÷ offered, since midnight`,
    of: (c) => share(c.answeredWithin + c.abandonedWithin, c.answered + c.abandoned),
  },
  { name: 'service-level-b', label: `Answered within ${T}, of answered`, unit: '%', formula: `answered within ${T} ÷ answered, since midnight`, of: (c) => share(c.answeredWithin, c.answered) },
  { name: 'service-level-c', label: `Answered within ${T}, of offered`, unit: '%', formula: `answered within ${T} ÷ offered, since midnight`, of: (c) => share(c.answeredWithin, c.answered + c.abandoned) },
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

const week = 7 * 86_400_000;
export const firstContactFormula = 'contacts with no repeat for the same child and reason within 7 days ÷ contacts; the last 7 days are not yet known';

/**
 * Share of contacts that needed no second one for the same child and reason within 7 days, in percent to one decimal.
 * Contacts of the last 7 days are left out: nobody can know yet. Contacts without a child cannot be matched and are left out.
 */
export function firstContactResolution(contacts: readonly Contact[], now: number) {
  const about = new Map<string, number[]>();
  for (const { passengerRef, reason, at } of contacts) {
    if (passengerRef === undefined) continue;
    const key = `${passengerRef}\n${reason}`;
    const times = about.get(key);
    if (times) times.push(at);
    else about.set(key, [at]);
  }
  let known = 0;
  let resolved = 0;
  for (const times of about.values()) {
    times.sort((a, b) => a - b);
    for (const [index, at] of times.entries()) {
      if (at > now - week) continue;
      known++;
      const next = times[index + 1];
      if (next === undefined || next - at > week) resolved++;
    }
  }
  return share(resolved, known);
}
