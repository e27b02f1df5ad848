import type { Carrier as CarrierName, Failure } from '@sightline/contracts';

/** One message on its way. `deliveryRef` is what the carrier knows it by. */
export interface Parcel {
  readonly deliveryRef: string;
  readonly channel: 'sms' | 'email';
  readonly address: string;
  readonly about: string;
  readonly words: string;
  readonly link?: string | undefined;
}

/**
 * What became of handing it over. `uncertain`: it may have been taken; before it is handed over again the carrier is asked.
 * `paused` and `stopped`: it was surely not taken, and no other would be, until then or until someone acts.
 */
export type HandedOver =
  | { readonly is: 'taken'; readonly providerRef?: string | undefined }
  | { readonly is: 'failed'; readonly reason: Failure }
  | { readonly is: 'uncertain'; readonly why: string }
  | { readonly is: 'paused'; readonly why: string; readonly milliseconds: number }
  | { readonly is: 'stopped'; readonly why: string };

/** How it ended, by what the carrier calls it. */
export type Ended = { readonly is: 'delivered' } | { readonly is: 'failed'; readonly reason: Failure };

/** Who carries messages. None of its methods throws, and nothing of a person is in any of its words. */
export interface Carrier {
  readonly name: CarrierName;
  send(parcel: Parcel): Promise<HandedOver>;
  /** Whether it has this one already; `unknown`: it cannot be asked now. */
  find(deliveryRef: string): Promise<{ readonly providerRef: string } | 'none' | 'unknown'>;
  /** Of those that were handed over since then (epoch milliseconds), which have ended, by provider ref; absent where it tells nothing. */
  ended?(since: number): Promise<ReadonlyMap<string, Ended>>;
}

/** Injection token of the {@link Carrier}. */
export const CARRIER = Symbol('carrier');

/** The default: messages are kept in the outbox to be seen, and nothing leaves. */
export const outboxCarrier: Carrier = {
  name: 'outbox',
  send: () => Promise.resolve({ is: 'taken' }),
  find: () => Promise.resolve('none'),
};
