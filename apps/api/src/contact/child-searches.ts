import { HttpException, Injectable, Logger } from '@nestjs/common';
import { Audit } from '../identity/audit/audit.repository.js';
import { SearchPace } from './search-pace.js';

/**
 * Every search for a child: not too many by one person, and on the record. The record has references, never what was typed.
 */
@Injectable()
export class ChildSearches {
  private readonly logger = new Logger('Search');
  private readonly pace = new SearchPace();
  /** What each account was shown last: a list that stays while its words are typed on is one look. */
  private readonly shown = new Map<string, string>();

  constructor(private readonly audit: Audit) {}

  /** Throws a 429 for who looks for more children than callers can be served. Its first refusal in a row is written to the audit. */
  async admit(accountId: string, now: number): Promise<void> {
    const { waitMilliseconds, isFirst } = this.pace.ask(accountId, now);
    if (waitMilliseconds === 0) return;
    if (isFirst) await this.write('child-search-refused', accountId, {});
    const seconds = Math.ceil(waitMilliseconds / 1000);
    throw new HttpException({ message: `You have been shown many children in a short time. Wait ${seconds} s, or search by route or vehicle.` }, 429);
  }

  /** Writes down which children were shown, as initials, before they are. */
  async found(accountId: string, passengerRefs: readonly string[], now: number): Promise<void> {
    this.pace.shown(accountId, passengerRefs, now);
    const list = [...passengerRefs].sort().join('\n');
    if (this.shown.get(accountId) === list) return;
    this.shown.set(accountId, list);
    if (passengerRefs.length > 0) await this.audit.append('child-search', accountId, { passengerRefs });
  }

  private async write(action: 'child-search-refused', accountId: string, detail: Record<string, unknown>): Promise<void> {
    await this.audit.append(action, accountId, detail).catch(() => this.logger.warn('A refused search could not be written to the audit.'));
  }
}
