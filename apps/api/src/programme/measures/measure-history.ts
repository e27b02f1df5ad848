import { Injectable } from '@nestjs/common';
import { addToDay } from '@sightline/domain';
import type { Measure, MeasureDay, MeasureValue } from '@sightline/domain';
import { Config } from '../../config/config.js';
import type { Transaction } from '../../database/transaction.js';
import { CivilDay } from '../../engine/civil-day.js';
import type { Context } from '../../engine/decider.js';
import { MeasureDaysRepository } from './measure-days.repository.js';
import type { MeasureValues } from './measure-values.js';

/** A measure's day is written at most so often while it moves. */
const writtenEveryMilliseconds = 60_000;

/**
 * The measures day by day. Of a live measure the day that is under way is a latest value, as a position is: memory has it
 * at once and the disk within a minute, and when the day ends. What was told of an external figure is a fact: it is
 * written with the event that told it, and memory has it after the commit. Only the decider's drafts change it.
 */
@Injectable()
export class MeasureHistory {
  private days = new Map<string, readonly MeasureDay[]>();
  /** Not yet on disk, by measure and date. */
  readonly unwritten = new Map<string, MeasureDay>();
  readonly writtenAt = new Map<string, number>();
  private looked = '';
  private readonly civil: CivilDay;

  constructor(
    readonly repository: MeasureDaysRepository,
    config: Config,
  ) {
    this.civil = new CivilDay(config.timeZone);
  }

  async load(): Promise<void> {
    this.days = await this.repository.load();
    this.unwritten.clear();
    this.writtenAt.clear();
    this.lookAgain();
  }

  /** A measure's days, oldest first. Nothing is known of any before the first. */
  of(measureRef: string): readonly MeasureDay[] {
    return this.days.get(measureRef) ?? [];
  }

  on(measureRef: string, date: string): MeasureDay | undefined {
    return this.of(measureRef).findLast((day) => day.date === date);
  }

  /** Puts a day in its place. */
  put(day: MeasureDay): void {
    const days = this.of(day.measureRef);
    const last = days.at(-1);
    if (last === undefined || last.date < day.date) this.days.set(day.measureRef, [...days, day]);
    else this.days.set(day.measureRef, [...days.filter(({ date }) => date < day.date), day, ...days.filter(({ date }) => date > day.date)]);
  }

  /** Whether anything may say something else than when this was last asked. */
  isNews(version: number, today: string): boolean {
    const key = `${version} ${today}`;
    if (key === this.looked) return false;
    this.looked = key;
    return true;
  }

  /** A measure was described anew: it is to be looked at although no figure moved. */
  lookAgain(): void {
    this.looked = '';
  }

  begin(context: Context): MeasureHistoryDraft {
    return new MeasureHistoryDraft(this, context);
  }

  dateOf(at: string): string {
    return this.civil.at(Date.parse(at));
  }
}

/** What one batch or one tick adds to the days. */
export class MeasureHistoryDraft {
  private readonly entered = new Map<string, MeasureDay>();
  private due: readonly MeasureDay[] = [];
  private isDescribed = false;

  constructor(
    private readonly history: MeasureHistory,
    private readonly context: Context,
  ) {}

  get changed(): boolean {
    return this.entered.size + this.due.length > 0;
  }

  /**
   * A figure that someone told: of the day on which it was true. A second one of the same day corrects the first. One
   * without a date belongs to no day. Of a live measure it stands for a day before we watched, and never in the place of what we saw.
   */
  enter(measure: Measure): void {
    this.isDescribed = true;
    const { metric, value, asOf, measureRef } = measure;
    if (value === undefined || asOf === undefined) return;
    const date = this.history.dateOf(asOf);
    if (date > this.context.today || (metric !== undefined && (date === this.context.today || this.history.on(measureRef, date) !== undefined))) return;
    this.entered.set(keyOf(measureRef, date), addToDay(undefined, measure, date, { value, at: asOf }));
  }

  /** Takes in what live measures say now, and finds out what is to be written. */
  look(measures: Iterable<Measure>, { version, now: read }: Pick<MeasureValues, 'version' | 'now'>): void {
    const { today, now } = this.context;
    if (this.history.isNews(version, today)) for (const measure of measures) if (measure.metric !== undefined) this.take(measure, today, read(measure));
    this.due = [...this.history.unwritten.values()].filter(({ measureRef, date }) => date < today || now - (this.history.writtenAt.get(measureRef) ?? Number.NEGATIVE_INFINITY) >= writtenEveryMilliseconds);
  }

  private take(measure: Measure, today: string, { value, hidden, problem }: MeasureValue): void {
    // Of a metric that does not exist there is nothing to watch.
    if (problem !== undefined) return;
    const before = this.history.on(measure.measureRef, today);
    const day = addToDay(before, measure, today, { value, hidden, at: new Date(this.context.now).toISOString() });
    if (day === before) return;
    this.history.put(day);
    this.history.unwritten.set(keyOf(day.measureRef, today), day);
  }

  async write(tx: Transaction): Promise<void> {
    await this.history.repository.write(tx, [...this.entered.values(), ...this.due]);
  }

  /** After the commit. */
  swap(): void {
    if (this.isDescribed) this.history.lookAgain();
    for (const day of this.entered.values()) this.history.put(day);
    for (const day of this.due) {
      const key = keyOf(day.measureRef, day.date);
      this.history.writtenAt.set(day.measureRef, this.context.now);
      if (this.history.unwritten.get(key) === day) this.history.unwritten.delete(key);
    }
  }
}

const keyOf = (measureRef: string, date: string): string => `${date} ${measureRef}`;
