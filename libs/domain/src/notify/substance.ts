import type { DeliveryState, MessageKind, MessagingRules } from '@sightline/contracts';

/** What a family is to believe of a run: what a message says once all its words are taken away. */
export type Substance =
  | { readonly is: 'planned' }
  /** Against the schedule, at the recipient's own stop. */
  | { readonly is: 'late'; readonly minutes: number }
  /** `since` tells one cancellation from the next, epoch milliseconds. */
  | { readonly is: 'cancelled' | 'covered'; readonly since: number }
  | { readonly is: 'arrived' };

/** A message to one recipient about one run, as it was written down, the oldest first. */
export interface Earlier {
  readonly deliveryRef: string;
  readonly state: DeliveryState;
  /** One of the suppressions or failures. */
  readonly reason?: string | undefined;
  readonly substance: Substance;
}

export interface ToTell {
  /** Messages that have not gone and are true no longer. */
  readonly superseded: readonly string[];
  readonly tell: boolean;
}

type Thresholds = Pick<MessagingRules, 'lateMinutes' | 'changeMinutes'>;
const planned: Substance = { is: 'planned' };

const minutesOf = (substance: Substance): number | undefined => (substance.is === 'late' ? substance.minutes : substance.is === 'planned' ? 0 : undefined);

/** Whether a recipient who believes the one would learn something of substance from the other. */
export function differs(believed: Substance, now: Substance, { lateMinutes, changeMinutes }: Thresholds): boolean {
  if (now.is === 'arrived' || believed.is === 'arrived') return now.is !== believed.is;
  const [before, after] = [minutesOf(believed), minutesOf(now)];
  if (before !== undefined && after !== undefined) return believed.is === 'planned' ? after >= lateMinutes : Math.abs(after - before) >= changeMinutes;
  if (believed.is !== now.is) return true;
  return 'since' in believed && 'since' in now && believed.since !== now.since;
}

const isOnItsWay = ({ state }: Earlier): boolean => state === 'sending' || state === 'sent' || state === 'delivered';
const isUnsent = ({ state }: Earlier): boolean => state === 'held' || state === 'queued';
const isSuperseded = ({ state, reason }: Earlier): boolean => state === 'suppressed' && reason === 'superseded';

/**
 * Whether a recipient is to be told what is true now. A recipient is told when what it was last told is true no longer;
 * never the same twice, also not where the first was dropped, refused or not wanted. What waits and is overtaken is
 * taken back: a cancellation that nobody heard of needs no "it runs after all".
 */
export function tellingOf(earlier: readonly Earlier[], now: Substance, thresholds: Thresholds): ToTell {
  const unsent = earlier.filter(isUnsent).map(({ deliveryRef }) => deliveryRef);
  const believed = earlier.findLast(isOnItsWay)?.substance ?? planned;
  if (!differs(believed, now, thresholds)) return { superseded: unsent, tell: false };
  const last = earlier.findLast((one) => !isSuperseded(one));
  if (last !== undefined && !differs(last.substance, now, thresholds)) return { superseded: [], tell: false };
  return { superseded: unsent, tell: true };
}

/** What a message is called that tells of `now` to someone who believes what it told before. */
export function kindOfChange(now: Substance): Exclude<MessageKind, 'written'> {
  return now.is === 'planned' ? 'resumed' : now.is;
}
