import { Injectable } from '@nestjs/common';
import { demonstrationSources } from '@sightline/contracts';
import { BirthMark } from '../database/birth.js';

/**
 * Keeps invented data and real data apart: a database that holds real data refuses the demonstration's feed. One that
 * was begun without data becomes what the first feed is. (A demonstration takes what anyone tries out on it; that it
 * is never used in earnest is seen to at start-up.)
 */
@Injectable()
export class FeedGate {
  constructor(private readonly birth: BirthMark) {}

  /** Whether events of these sources may come in. Throws `StorageUnavailable` where that cannot be found out. */
  async admits(events: readonly { readonly source: string }[]): Promise<boolean> {
    if (this.birth.demonstration === true || events.length === 0) return true;
    const invented = events.filter(({ source }) => source.startsWith(demonstrationSources)).length;
    const isDemonstration = this.birth.demonstration ?? (await this.birth.decide(invented === events.length));
    return isDemonstration || invented === 0;
  }
}
