import { Injectable } from '@nestjs/common';
import type { Direction, UsualSession } from '@sightline/contracts';
import { usualArrivals, usualDays, usualFigures } from '@sightline/domain';
import type { PastRun, Span } from '@sightline/domain';
import { Temporal } from 'temporal-polyfill';
import { Config } from '../config/config.js';
import { shifted } from './fleet.memory.js';
import { PastDayQueries } from './past-days.queries.js';

const minute = 60_000;
/** Looked through for days on which there were runs: half a year leaves out no term because of its holidays. */
const weeksBack = 26;
/** Days are told late, too: how soon they are looked for again, while they are too few and once they are enough. */
const askAgainAfter = { tooFew: minute, enough: 15 * minute } as const;

/** What today's sessions are compared with: the days of the same weekday that were seen. */
@Injectable()
export class UsualDays {
  private readonly timeZone: string;
  private today = '';
  private askedAt = Number.NEGATIVE_INFINITY;
  private days: readonly (readonly PastRun[])[] = [];
  private isKnown = false;
  private readonly told = new Map<Direction, { minute: number; usual: UsualSession }>();

  constructor(
    config: Config,
    private readonly queries: PastDayQueries,
  ) {
    this.timeZone = config.timeZone;
  }

  /** Makes sure that the days for `today` are known, or soon will be. Never waits: without them there is no comparison yet. */
  prepare(today: string, now: number): void {
    const patience = this.days.length < usualDays.fewest ? askAgainAfter.tooFew : askAgainAfter.enough;
    if (today === '' || (this.today === today && now - this.askedAt < patience)) return;
    if (this.today !== today) this.isKnown = false;
    this.today = today;
    this.askedAt = now;
    this.read(today).then(
      (days) => this.take(today, days),
      // The database is away: asked again in a minute.
      () => undefined,
    );
  }

  /** A session's comparison at a moment, of all runs or a part of them; undefined until the days were read. */
  of(direction: Direction, now: number, isWanted?: (run: PastRun) => boolean): UsualSession | undefined {
    if (!this.isKnown) return undefined;
    if (isWanted !== undefined) return this.make(direction, now, isWanted);
    const known = this.told.get(direction);
    if (known?.minute === Math.floor(now / minute)) return known.usual;
    const usual = this.make(direction, now);
    this.told.set(direction, { minute: Math.floor(now / minute), usual });
    return usual;
  }

  private make(direction: Direction, now: number, isWanted: (run: PastRun) => boolean = () => true): UsualSession {
    const days = this.days.map((runs) => runs.filter((run) => run.direction === direction && isWanted(run))).filter((runs) => runs.length > 0);
    return {
      weekday: Temporal.PlainDate.from(this.today).dayOfWeek,
      daysSeen: days.length,
      daysNeeded: usualDays.fewest,
      figures: usualFigures(days, now),
      arrivals: usualArrivals(days).map((point) => ({ ...point, at: new Date(point.at).toISOString() })),
    };
  }

  private async read(today: string): Promise<readonly (readonly PastRun[])[]> {
    const dates = Array.from({ length: weeksBack }, (_, index) => shifted(today, -7 * (index + 1)));
    const days = await this.queries.runsOf(dates, usualDays.most);
    return Array.from(days, ([date, runs]) => runs.map((run) => moved(run, this.noon(today) - this.noon(date))));
  }

  private take(today: string, days: readonly (readonly PastRun[])[]): void {
    if (this.today !== today) return;
    this.days = days;
    this.isKnown = true;
    this.told.clear();
  }

  /** By the clock on the wall, which is an hour off where clocks changed in between. */
  private noon(date: string): number {
    return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: this.timeZone, plainTime: '12:00' }).epochMilliseconds;
  }
}

/** A past run with its moments on another day's clock. */
function moved(run: PastRun, by: number): PastRun {
  const at = (moment: number | undefined): number | undefined => (moment === undefined ? undefined : moment + by);
  const span = ({ from, until }: Span): Span => ({ from: from + by, until: until + by });
  return {
    ...run,
    startsAt: run.startsAt + by,
    endsAt: run.endsAt + by,
    startedAt: at(run.startedAt),
    completedAt: at(run.completedAt),
    arrivedAt: at(run.arrivedAt),
    cancelledAt: at(run.cancelledAt),
    late: run.late.map(span),
    silent: run.silent.map(span),
  };
}
