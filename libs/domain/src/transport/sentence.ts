import { counted, inMinutes, lowerFirst, punctuality, upperFirst } from '../words.js';
import { latenessNow, nextCall } from './lateness.js';
import type { Run } from './run.js';
import { ages } from './settings.js';

export interface SentenceContext {
  /** Epoch milliseconds. */
  readonly now: number;
  /** A moment as people here write it, such as `08:24`. */
  readonly clock: (at: number) => string;
  /** Children expected on the run, and how many of them are aboard where someone ticks them off. */
  readonly childrenCount: number;
  readonly aboard?: number | undefined;
}

const minutes = (milliseconds: number): string => inMinutes(milliseconds, 'short');
const onTime = (latenessSeconds: number | undefined): string => (latenessSeconds === undefined ? 'Under way' : upperFirst(punctuality(latenessSeconds, 'short')));

const stopName = (run: Run, index: number): string => run.plan.calls[index]?.name ?? run.plan.calls[index]?.stopRef ?? 'the last stop';

function children({ childrenCount, aboard }: SentenceContext): string {
  if (aboard !== undefined) return `, ${aboard === 0 ? 'nobody' : aboard === 1 ? '1 child' : `${aboard} children`} aboard`;
  return childrenCount === 0 ? '' : `, ${childrenCount === 1 ? '1 child' : `${childrenCount} children`} expected`;
}

/** Where a run is and how late, in one sentence to read aloud. It never says more than is known, and how old it is. */
export function sentenceOf(run: Run, context: SentenceContext): string {
  switch (run.state) {
    case 'cancelled':
      return cancelled(run);
    case 'completed':
      return completed(run, context);
    case 'scheduled':
      return `${closing(run)}${scheduled(run, context)}`;
    case 'running':
      return `${closing(run)}${running(run, context)}`;
  }
}

/** What the closing of the school asks of a run that goes all the same. */
function closing({ closure }: Run): string {
  switch (closure?.effect) {
    case 'return':
      return 'The school is closed: take the children home. ';
    case 'collect':
      return 'The school is closing: its children are there and must be fetched. ';
    case 'retimed':
      return 'Leaves early with the school. ';
    case 'cancelled':
    case 'untouched':
    case undefined:
      return '';
  }
}

function cancelled({ cancellation, coveredAt, closure }: Run): string {
  if (closure?.effect === 'cancelled') return `The school is closed: ${closure.cause}. Does not run, no transport is needed`;
  const cause = cancellation === undefined ? '' : `: ${cancellation.cause}`;
  return `Cancelled${cause}. ${coveredAt === undefined ? 'No other transport yet' : 'Other transport is arranged'}`;
}

function completed(run: Run, { clock }: SentenceContext): string {
  const last = run.calls.length - 1;
  const arrivedAt = run.calls[last]?.arrivedAt;
  if (arrivedAt === undefined) return `Completed${run.completedAt === undefined ? '' : ` at ${clock(run.completedAt)}`}; the arrival at ${stopName(run, last)} was not seen`;
  return `Arrived at ${stopName(run, last)} at ${clock(arrivedAt)}, ${punctuality((arrivedAt - run.plan.endsAt) / 1000, 'short')}`;
}

function scheduled(run: Run, { now, clock }: SentenceContext): string {
  const due = `leave ${stopName(run, 0)} at ${clock(run.plan.startsAt)}`;
  const delay = run.delay === undefined ? '' : `; ${Math.round(run.delay.minutes)} min delay reported: ${run.delay.cause}`;
  if (now < run.plan.startsAt + 60_000) return `Due to ${due}${delay}`;
  const crew = run.signIns.length > 0 ? ', the crew has signed in' : '';
  return `Not started: was due to ${due}, ${minutes(now - run.plan.startsAt)} ago${crew}${delay}`;
}

function running(run: Run, context: SentenceContext): string {
  const { now } = context;
  const last = run.calls.length - 1;
  const left = last - Math.min(nextCall(run), last) + 1;
  const way = left === 1 ? `next stop ${stopName(run, last)}` : `${counted(left, 'stop', 'stops')} to ${stopName(run, last)}`;
  if (run.track === undefined) return `Started, never seen by its tracker; ${way}${children(context)}`;
  const age = now - run.track.fix.recordedAt;
  const seen = `Last seen ${minutes(age)} ago, ${way}`;
  if (age > ages.lost) return `${seen}; nobody knows where it is now${children(context)}`;
  if (age > ages.ageing) return `${seen}, then ${lowerFirst(onTime(run.latenessSeconds))}; may be wrong by now${children(context)}`;
  return `${onTime(latenessNow(run, now))}, ${way}${children(context)}`;
}
