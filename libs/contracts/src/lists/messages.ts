/**
 * What a message about a run is about: `written` is in the control room's own words; the others are drafted from what
 * became of the run.
 */
export const messageKinds = ['late', 'cancelled', 'resumed', 'covered', 'arrived', 'written'] as const;
export type MessageKind = (typeof messageKinds)[number];

/** Kinds that a rule decides on: what a person writes needs no leave. */
export const ruledKinds = ['late', 'cancelled', 'resumed', 'covered', 'arrived'] as const satisfies readonly MessageKind[];
export type RuledKind = (typeof ruledKinds)[number];

/** What becomes of a kind of message: it goes at once, it waits until the control room has approved it, or there is none. */
export const messageRules = ['send', 'approve', 'off'] as const;
export type MessageRule = (typeof messageRules)[number];

/** Where a message to one recipient is. `suppressed`: it was not and will not be sent, see its reason. */
export const deliveryStates = ['held', 'queued', 'sending', 'sent', 'delivered', 'failed', 'suppressed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Why a message was not sent. `superseded`: something else became true first. `out-of-date`: what it says was over. */
export const suppressions = ['opted-out', 'no-address', 'superseded', 'dropped', 'out-of-date'] as const;
export type Suppression = (typeof suppressions)[number];

/** Why a message did not arrive, as its channel said. */
export const failures = ['bad-address', 'refused', 'not-delivered', 'given-up'] as const;
export type Failure = (typeof failures)[number];

/** Who carries a message: the outbox keeps it and nothing leaves. */
export const carriers = ['outbox', 'notify'] as const;
export type Carrier = (typeof carriers)[number];
