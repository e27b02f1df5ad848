import type { EventData, FieldProblem } from '@sightline/contracts';

/** What is known of one call. Instants are epoch milliseconds; whatever has not been heard of yet is absent. */
export interface Call {
  readonly callRef: string;
  readonly queue?: string;
  /** Who took it, by the telephone system's word: an adviser's user name. */
  readonly adviserRef?: string;
  readonly queuedAt?: number;
  readonly answeredAt?: number;
  readonly abandonedAt?: number;
  readonly endedAt?: number;
  /** Talk, hold and paperwork together, in seconds. */
  readonly handledSeconds?: number;
}

type CallEventType = 'call.queued' | 'call.answered' | 'call.abandoned' | 'call.ended';
export type CallEvent = { [T in CallEventType]: { readonly type: T; readonly data: EventData<T> } }[CallEventType];
export type CallDecision = { readonly state: Call } | { readonly rejected: readonly FieldProblem[] };

const refused = (message: string): CallDecision => ({ rejected: [{ path: 'type', message }] });

/**
 * What a telephone event makes of a call. Telephone systems report out of order, so each event fills in its own part,
 * and only what excludes one another is refused: a caller was either answered or gave up.
 */
export function decideCall(known: Call | undefined, event: CallEvent): CallDecision {
  const call: Call = known ?? { callRef: event.data.callRef };
  const at = Date.parse(event.data.at);
  switch (event.type) {
    case 'call.queued':
      if (call.queuedAt !== undefined) return refused('the call is in the queue already');
      return { state: { ...call, queue: event.data.queue, queuedAt: at } };
    case 'call.answered':
      if (call.abandonedAt !== undefined) return refused('the caller gave up');
      if (call.answeredAt !== undefined) return refused('the call was answered already');
      return before(call, at) ?? { state: { ...call, answeredAt: at, adviserRef: event.data.adviserRef } };
    case 'call.abandoned':
      if (call.answeredAt !== undefined || call.endedAt !== undefined) return refused('the call was answered');
      if (call.abandonedAt !== undefined) return refused('the caller gave up already');
      return before(call, at) ?? { state: { ...call, abandonedAt: at } };
    case 'call.ended': {
      if (call.abandonedAt !== undefined) return refused('the caller gave up');
      if (call.endedAt !== undefined) return refused('the call has ended already');
      const { talkSeconds, holdSeconds, wrapSeconds } = event.data;
      return before(call, at) ?? { state: { ...call, endedAt: at, handledSeconds: talkSeconds + holdSeconds + wrapSeconds } };
    }
  }
}

function before(call: Call, at: number): CallDecision | undefined {
  if (call.queuedAt === undefined || at >= call.queuedAt) return undefined;
  return { rejected: [{ path: 'data.at', message: 'is before the call was queued' }] };
}

/** Neither answered nor given up. */
export const isWaiting = (call: Call): boolean =>
  call.queuedAt !== undefined && call.answeredAt === undefined && call.abandonedAt === undefined && call.endedAt === undefined;
