import { messageBurst, messagesPerSecond, messagesTooMany } from './limits.js';

/** How many messages a socket may still send: a burst, refilled by the second [LIVE-14]. */
export class Allowance {
  #left = messageBurst;
  #at: number;

  constructor(now: number) {
    this.#at = now;
  }

  /** Whether the last message was one too many. */
  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** Counts a message; false when the client is so far over that it is no client of ours. */
  spend(now: number): boolean {
    this.#left = Math.min(messageBurst, this.#left + ((now - this.#at) / 1000) * messagesPerSecond) - 1;
    this.#at = now;
    return this.#left >= -messagesTooMany;
  }
}
