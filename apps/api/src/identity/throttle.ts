/** How many failures are free, how long the first wait is, how it grows, and when all is forgotten. */
export interface ThrottleRule {
  readonly free: number;
  readonly firstWaitMilliseconds: number;
  readonly longestWaitMilliseconds: number;
  readonly forgetAfterMilliseconds: number;
}

/** One person at one address: three slips are free, then 2 s, 4 s, 8 s … up to a quarter of an hour. */
export const personRule: ThrottleRule = {
  free: 3,
  firstWaitMilliseconds: 2_000,
  longestWaitMilliseconds: 15 * 60_000,
  forgetAfterMilliseconds: 60 * 60_000,
};
/** One account from anywhere: at most a hundred guesses an hour (OWASP ASVS 5.0 § 6.3). */
export const accountRule: ThrottleRule = {
  free: 100,
  firstWaitMilliseconds: 36_000,
  longestWaitMilliseconds: 36_000,
  forgetAfterMilliseconds: 60 * 60_000,
};

/** One address that guesses at public links: a mistyped one is no crime, a search is. */
export const linkRule: ThrottleRule = {
  free: 10,
  firstWaitMilliseconds: 2_000,
  longestWaitMilliseconds: 15 * 60_000,
  forgetAfterMilliseconds: 60 * 60_000,
};

interface Failures {
  count: number;
  lastAt: number;
}

/** Counts failures by key and tells how long to wait. Bounded: the longest unseen key is forgotten first. */
export class Throttle {
  readonly #failures = new Map<string, Failures>();
  readonly #rule: ThrottleRule;
  readonly #capacity: number;

  constructor(rule: ThrottleRule, capacity = 10_000) {
    this.#rule = rule;
    this.#capacity = capacity;
  }

  /** Milliseconds until `key` may try again; 0 when it may now. */
  waitFor(key: string, now: number): number {
    const seen = this.#failures.get(key);
    if (!seen || now - seen.lastAt > this.#rule.forgetAfterMilliseconds || seen.count < this.#rule.free) return 0;
    const doubled = this.#rule.firstWaitMilliseconds * 2 ** Math.min(30, seen.count - this.#rule.free);
    return Math.max(0, seen.lastAt + Math.min(doubled, this.#rule.longestWaitMilliseconds) - now);
  }

  failed(key: string, now: number): void {
    const seen = this.#failures.get(key);
    const isOld = seen !== undefined && now - seen.lastAt > this.#rule.forgetAfterMilliseconds;
    this.#failures.delete(key);
    this.#failures.set(key, { count: seen && !isOld ? seen.count + 1 : 1, lastAt: now });
    const oldest = this.#failures.keys().next();
    if (this.#failures.size > this.#capacity && !oldest.done) this.#failures.delete(oldest.value);
  }

  succeeded(key: string): void {
    this.#failures.delete(key);
  }
}
