import { Injectable } from '@nestjs/common';
import { PartTallies, WeekTally, figuresOf, weekOf } from '@sightline/domain';
import type { AgreedContract, RunOutcome, RunPart, RunTally } from '@sightline/domain';
import { CivilDay } from '../../engine/civil-day.js';
import { Config } from '../../config/config.js';
import type { Headline } from './sitrep.repository.js';

/** A week that is not frozen: its runs with their sums. */
export interface OpenWeek {
  readonly runs: Map<string, RunOutcome>;
  readonly tally: WeekTally;
  /** The civil date on which the first of it was heard. */
  firstHeardDate: string;
}

/** What the SitRep holds in memory: the outcomes of the weeks that are open, and which weeks are closed. */
@Injectable()
export class SitrepState {
  readonly open = new Map<string, OpenWeek>();
  readonly frozen = new Map<string, { readonly frozenAt: number; readonly headline: Headline }>();
  /** Weeks that somebody asked to freeze. */
  readonly asked = new Set<string>();
  readonly contracts = new Map<string, AgreedContract>();
  private readonly parts = new PartTallies();
  /** The civil date of the last batch. */
  today = '';
  /** Grows with every change. */
  version = 0;
  private readonly day: CivilDay;
  private readonly hours: Intl.DateTimeFormat;

  constructor(config: Config) {
    this.day = new CivilDay(config.timeZone);
    this.hours = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: config.timeZone });
  }

  get currentWeek(): string {
    return weekOf(this.today);
  }

  dateOf(moment: number): string {
    return this.day.at(moment);
  }

  /** The hour of the day in the council's time. */
  hourOf(moment: number): number {
    return Number(this.hours.format(moment));
  }

  /** The outcome of a run in an open week. */
  outcome(serviceDate: string, runRef: string): RunOutcome | undefined {
    return this.open.get(weekOf(serviceDate))?.runs.get(runRef);
  }

  /** Puts an outcome in, or takes it out. */
  replace(before: RunOutcome | undefined, after: RunOutcome | undefined): void {
    this.version += 1;
    const [was, is] = [before && weekOf(before.serviceDate), after && weekOf(after.serviceDate)];
    if (before !== undefined && was !== undefined && was !== is) this.put(was, before.runRef, undefined);
    if (after !== undefined && is !== undefined) this.put(is, after.runRef, after);
  }

  /** The sums of a part of the runs of the week that is under way, kept up as they come. */
  partTally(part: RunPart): RunTally {
    return this.parts.of(part, () => this.open.get(this.currentWeek)?.runs.values() ?? []);
  }

  clear(): void {
    this.open.clear();
    this.frozen.clear();
    this.asked.clear();
    this.contracts.clear();
    this.parts.clear();
    this.version += 1;
  }

  /** The figures of an open week by name. */
  headline(week: string): Headline {
    return headlineOf(this.open.get(week)?.tally ?? new WeekTally());
  }

  private put(week: string, runRef: string, outcome: RunOutcome | undefined): void {
    const open = this.open.get(week) ?? { runs: new Map<string, RunOutcome>(), tally: new WeekTally(), firstHeardDate: this.today };
    this.open.set(week, open);
    open.tally.replace(open.runs.get(runRef), outcome);
    this.parts.replace(open.runs.get(runRef), outcome);
    if (outcome === undefined) open.runs.delete(runRef);
    else open.runs.set(runRef, outcome);
  }
}

export const headlineOf = (tally: WeekTally): Headline => Object.fromEntries(figuresOf(tally, () => '').map(({ figure, value }) => [figure, value]));
