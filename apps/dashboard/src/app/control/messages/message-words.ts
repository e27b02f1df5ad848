import type { CarrierState, DeliveryState, MessageKind, OutboxMessage } from '@sightline/contracts';

export const kindWords: Readonly<Record<MessageKind, string>> = { late: 'Late', cancelled: 'Does not run', resumed: 'To time, or runs after all', covered: 'Other transport', arrived: 'Has arrived', written: 'In our own words' };
export const audienceNames = { families: 'Families', school: 'School', operator: 'Operator' } as const;

/** Where a message is, as an officer says it. Of the outbox alone nothing leaves, and that is said. */
export const stateWords: Readonly<Record<DeliveryState, string>> = { held: 'waits for approval', queued: 'to go', sending: 'being sent', sent: 'sent', delivered: 'delivered', failed: 'failed', suppressed: 'not sent' };

const reasonWords: Readonly<Record<string, string>> = {
  'opted-out': 'wants no messages',
  'no-address': 'no number or address',
  superseded: 'overtaken by news',
  dropped: 'dropped by the control room',
  'out-of-date': 'too late to be of use',
  'bad-address': 'number or address does not work',
  refused: 'refused by the carrier',
  'not-delivered': 'not delivered',
  'given-up': 'given up after eight attempts',
};
export const reasonOf = (reason: string): string => reasonWords[reason] ?? reason;

/** `38 sent · 2 failed`, without what is none. */
export function countsOf({ counts, carriers }: Pick<OutboxMessage, 'counts' | 'carriers'>): string {
  const kept = carriers.length > 0 && carriers.every((carrier) => carrier === 'outbox');
  const states: readonly DeliveryState[] = ['held', 'queued', 'sending', 'sent', 'delivered', 'failed', 'suppressed'];
  return states.flatMap((state) => (counts[state] > 0 ? [`${counts[state]} ${state === 'sent' && kept ? 'kept, not sent' : stateWords[state]}`] : [])).join(' · ');
}

export const reasonsOf = ({ reasons }: Pick<OutboxMessage, 'reasons'>): string => Object.entries(reasons).map(([reason, count]) => `${count} ${reasonOf(reason)}`).join(', ');

/** How messages leave, in a sentence; `tone` is not said by colour alone. */
export function carrierSentence(carrier: CarrierState): { readonly tone: 'plain' | 'good' | 'bad'; readonly words: string } {
  if (carrier.carrier === 'outbox') return { tone: 'plain', words: 'Nothing leaves: messages are kept here to be seen. GOV.UK Notify is not switched on.' };
  if (carrier.state === 'working') return { tone: 'good', words: 'Messages leave by GOV.UK Notify.' };
  return { tone: 'bad', words: `${carrier.state === 'stopped' ? 'No messages are sent' : 'Sending pauses'}: ${carrier.reason ?? 'the carrier does not take them'}. They are kept and go when it works again.` };
}

/** Which messages a filter shows. */
export const filters = [
  { value: 'all', label: 'All' },
  { value: 'trouble', label: 'With failures' },
  { value: 'going', label: 'Going' },
] as const;
export function shows(filter: string, { counts }: Pick<OutboxMessage, 'counts'>): boolean {
  if (filter === 'trouble') return counts.failed > 0;
  return filter === 'going' ? counts.queued + counts.sending > 0 : true;
}
