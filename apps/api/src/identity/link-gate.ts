import { Injectable, Logger } from '@nestjs/common';
import { Links } from './links.service.js';
import type { LinkSession } from './principal.js';
import { Throttle, linkRule } from './throttle.js';

/** Requests that one link may make at once, and how many come back a second: a telephone that empties its queue fits. */
const burst = 60;
const perSecond = 2;
const mostRemembered = 20_000;

/** Where the holders of public links come in, by HTTP and by socket: slows down who guesses, and bounds who is let in [LINK-4]. */
@Injectable()
export class LinkGate {
  private readonly guesses = new Throttle(linkRule);
  private readonly spent = new Map<string, { left: number; at: number }>();
  private readonly log = new Logger('Identity');

  constructor(private readonly links: Links) {}

  /** The session of a link, or why there is none. `address` is where the request comes from. */
  async enter(token: string | undefined, address: string): Promise<LinkSession | 'unauthorised' | 'too-many' | 'unavailable'> {
    const now = Date.now();
    const linkRef = token === undefined ? undefined : this.links.refIn(token);
    if (token === undefined || linkRef === undefined) {
      if (this.guesses.waitFor(address, now) > 0) return 'too-many';
      this.guesses.failed(address, now);
      return 'unauthorised';
    }
    if (!this.spend(linkRef, now)) return 'too-many';
    try {
      return (await this.links.of(token)) ?? 'unauthorised';
    } catch (error) {
      this.log.warn(`A link could not be looked up: ${String(error)}`);
      return 'unavailable';
    }
  }

  private spend(linkRef: string, now: number): boolean {
    const known = this.spent.get(linkRef);
    const left = known === undefined ? burst : Math.min(burst, known.left + ((now - known.at) / 1000) * perSecond);
    this.spent.delete(linkRef);
    this.spent.set(linkRef, { left: Math.max(0, left - 1), at: now });
    const oldest = this.spent.keys().next();
    if (this.spent.size > mostRemembered && !oldest.done) this.spent.delete(oldest.value);
    return left >= 1;
  }
}
