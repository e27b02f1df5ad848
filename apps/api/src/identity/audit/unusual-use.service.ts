import { Injectable } from '@nestjs/common';
import type { UnusualFinding, UnusualKind, UnusualList } from '@sightline/contracts';
import { isLook, unusualUse } from '@sightline/domain';
import type { Finding, LocalTime } from '@sightline/domain';
import { Config } from '../../config/config.js';
import { AuditReading } from './audit-reading.queries.js';
import { Families } from './family.repository.js';
import { nameKeyOf } from './name-key.js';

const day = 86_400_000;
/** Findings of so many days are told; so many more tell what is usual. */
const toldDays = 28;
const usualDays = 28;
/** It is worked out from many records: what a minute ago was found still counts. */
const keptMilliseconds = 60_000;
const quarter = 900_000;
const mostPlaces = 200;

/** Use of children's data that somebody should look at, by the domain's rules [AUD-9]. Nothing follows from it by itself. */
@Injectable()
export class UnusualUse {
  private kept: { readonly at: number; readonly found: Promise<readonly Finding[]> } | undefined;
  private readonly local: LocalTime;

  constructor(
    private readonly reading: AuditReading,
    private readonly families: Families,
    private readonly config: Config,
  ) {
    this.local = localTime(config.timeZone);
  }

  async list(): Promise<UnusualList> {
    const [found, usernames, said] = await Promise.all([this.findings(), this.reading.usernames(), this.reading.lookedAt()]);
    const names = new Map([...usernames.values()].map((name) => [nameKeyOf(this.config.auditKey, name), name]));
    const items = found.map(({ key, kind, person, from, until, places, why, isWeak }): UnusualFinding => {
      const seen = said.get(key);
      // Of a guess at a name: whose it is, where there is such an account.
      const guessed = kind === 'guessed-sign-in' ? names.get(this.guesses.get(key) ?? '') : undefined;
      return {
        key, kind, why, isWeak,
        username: person === null ? null : (usernames.get(person) ?? null),
        ...(guessed !== undefined && { why: `${why} There is an account of that name: ${guessed}.` }),
        from: new Date(from).toISOString(), until: new Date(until).toISOString(), places: places.slice(0, mostPlaces),
        ...(seen && { lookedAt: { at: seen.at.toISOString(), by: seen.by, outcome: seen.outcome } }),
      };
    });
    return { items, open: items.filter(({ lookedAt }) => lookedAt === undefined).length, since: new Date(Date.now() - toldDays * day).toISOString() };
  }

  /** By place of a record: what it is behind. */
  async kinds(): Promise<Map<number, Set<UnusualKind>>> {
    const kinds = new Map<number, Set<UnusualKind>>();
    for (const { places, kind } of await this.findings()) for (const place of places) kinds.set(place, (kinds.get(place) ?? new Set()).add(kind));
    return kinds;
  }

  async has(key: string): Promise<boolean> {
    return (await this.findings()).some((finding) => finding.key === key);
  }

  /** What is said anew of the family counts at once. */
  forget(): void {
    this.kept = undefined;
  }

  private readonly guesses = new Map<string, string>();

  private findings(): Promise<readonly Finding[]> {
    const now = Date.now();
    if (this.kept === undefined || now - this.kept.at > keptMilliseconds) {
      const found = this.find(now);
      this.kept = { at: now, found };
      found.catch(() => this.forget());
    }
    return this.kept.found;
  }

  private async find(now: number): Promise<readonly Finding[]> {
    const since = new Date(now - (toldDays + usualDays) * day);
    const [uses, calls, dealings, usernames] = await Promise.all([this.reading.uses(since), this.reading.calls(since), this.reading.dealings(since), this.reading.usernames()]);
    const looked = new Map(uses.flatMap((use) => (use.person !== null && use.passengerRef !== undefined && (isLook(use) || use.action.startsWith('look-up-')) ? [[`${use.person} ${use.passengerRef}`, { person: use.person, username: usernames.get(use.person) ?? '', passengerRef: use.passengerRef }] as const] : [])));
    const kin = await this.families.kin([...looked.values()]);
    const found = unusualUse(uses, { calls, dealings, kin, local: this.local }, now - toldDays * day);
    const byPlace = new Map(uses.map((use) => [use.place, use]));
    for (const { key, kind, places } of found) if (kind === 'guessed-sign-in') this.guesses.set(key, byPlace.get(places[0] ?? 0)?.name ?? '');
    return found;
  }
}

/** The clock of a time zone; zones differ by quarters of an hour at the least. */
function localTime(timeZone: string): LocalTime {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', weekday: 'short', hourCycle: 'h23' });
  const known = new Map<number, ReturnType<LocalTime>>();
  return (at) => {
    const key = Math.floor(at / quarter);
    const found = known.get(key);
    if (found) return found;
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const time = { day: `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`, hour: Number(parts['hour']), isWeekend: /^S/.test(parts['weekday'] ?? '') };
    if (known.size > 20_000) known.clear();
    known.set(key, time);
    return time;
  };
}
