import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import type { ContractRow, SitrepAccuracy, SitrepAfter, SitrepClaim, SitrepFigure, SitrepFigureName, SitrepGrouping, SitrepReport, SitrepRun, SitrepTrendWeek } from '@sightline/contracts';
import { sitrepFigures } from '@sightline/contracts';
import { LiveClient } from '../live/live-client';
import type { Query } from '../shell/api';
import { Api, ApiProblem } from '../shell/api';
import { Session } from '../shell/session';
import { download } from '../ui/csv';

/** Something asked of the server: still on its way, there, or why it is not. */
export type Loadable<T> = { state: 'loading' } | { state: 'ready'; value: T } | { state: 'error'; problem: ApiProblem };

/** Which runs the sheet lists. Stands in the URL. */
export interface RunsAsked {
  figure: SitrepFigureName;
  part: string | null;
  members: 'numerator' | 'denominator' | 'rest';
  by: SitrepGrouping | null;
  ref: string | null;
}

interface Listed<T> {
  items: T[];
  nextCursor?: string;
}

const base = '/api/transport/sitrep';
const weeksKept = 26;
/** What is not live by itself is asked for anew so often. */
const refreshMilliseconds = 20_000;

/** The SitRep as its page reads it: the week under way is live, other weeks are as they were frozen. */
@Injectable()
export class SitrepStore {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly live = inject(LiveClient).open('sitrep');
  private week: string | null = null;
  private grouping: SitrepGrouping = 'operator';
  private asked: RunsAsked | null = null;

  readonly mayOpenRuns = computed(() => this.session.may('sitrep-runs'));
  readonly mayReplay = computed(() => this.session.may('traces'));
  readonly liveStatus = this.live.status;
  readonly report = signal<Loadable<SitrepReport>>({ state: 'loading' });
  readonly trend = signal<readonly SitrepTrendWeek[]>([]);
  readonly accuracy = signal<readonly SitrepAccuracy[]>([]);
  readonly claims = signal<readonly SitrepClaim[]>([]);
  readonly contracts = signal<readonly ContractRow[]>([]);
  readonly after = signal<readonly SitrepAfter[]>([]);
  readonly runs = signal<Loadable<Listed<SitrepRun>>>({ state: 'loading' });

  /** The week under way, as the topic has it. */
  readonly liveWeek = computed(() => this.live.values()[0]?.week ?? null);
  private readonly shown = computed(() => {
    const report = this.report();
    return report.state === 'ready' ? report.value : null;
  });
  readonly isLive = computed(() => this.shown() !== null && this.shown()?.frozen === false && this.shown()?.week === this.liveWeek());
  readonly asOf = computed(() => (this.isLive() ? this.live.asOf() : (this.shown()?.asOf ?? null)));
  readonly underWay = computed(() => (this.isLive() ? this.live.values()[0]?.underWay : this.shown()?.underWay) ?? 0);
  /** The seven in their order: moving by themselves in the week under way. */
  readonly figures = computed<readonly SitrepFigure[]>(() => {
    const { items } = this.shown() ?? { items: [] };
    if (!this.isLive()) return items;
    const live = this.live.items();
    return sitrepFigures.flatMap((name) => {
      const item = items.find(({ figure }) => figure === name);
      const moving = live.get(name)?.figure;
      if (moving === undefined) return item === undefined ? [] : [item];
      return [{ ...moving, ...(item?.byRoute && { byRoute: item.byRoute }), ...(item?.byArea && { byArea: item.byArea }) }];
    });
  });
  readonly previous = computed(() => {
    const trend = this.trend();
    const index = trend.findIndex(({ week }) => week === this.shown()?.week);
    return trend[index - 1]?.values ?? null;
  });

  constructor() {
    const timer = setInterval(() => {
      if (this.shown()?.frozen === false) void this.readRest();
    }, refreshMilliseconds);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }

  /** Shows a week; `null` for the one under way. */
  async open(week: string | null, grouping: SitrepGrouping): Promise<void> {
    if (week !== this.week) this.report.set({ state: 'loading' });
    this.week = week;
    this.grouping = grouping;
    await Promise.all([this.readReport(), this.readRest()]);
  }

  async list(asked: RunsAsked): Promise<void> {
    this.asked = asked;
    this.runs.set({ state: 'loading' });
    await this.take(() => this.api.get<Listed<SitrepRun>>(`${base}/runs`, this.runsQuery(asked)), (value) => {
      if (this.asked === asked) this.runs.set({ state: 'ready', value });
    }, (problem) => this.runs.set({ state: 'error', problem }));
  }

  async more(asked: RunsAsked): Promise<void> {
    const listed = this.runs();
    if (listed.state !== 'ready' || listed.value.nextCursor === undefined) return;
    const { items, nextCursor } = listed.value;
    await this.take(() => this.api.get<Listed<SitrepRun>>(`${base}/runs`, { ...this.runsQuery(asked), cursor: nextCursor }), (value) => {
      this.runs.set({ state: 'ready', value: { ...value, items: [...items, ...value.items] } });
    }, (problem) => this.runs.set({ state: 'error', problem }));
  }

  /** Hands the reader one of the tables as the server writes it. */
  async save(table: 'runs' | 'claims' | 'contracts' | 'accuracy', asked?: RunsAsked): Promise<void> {
    const week = this.shown()?.week ?? this.week;
    const query = asked === undefined ? { week } : { ...this.runsQuery(asked), limit: 1000 };
    await this.take(() => this.api.csv(`${base}/${table}`, query), (blob) => download(`sitrep-${week}-${table}.csv`, blob), () => undefined);
  }

  private readReport(): Promise<void> {
    const { week, grouping } = this;
    const query = { week, by: grouping === 'operator' ? null : grouping };
    return this.take(() => this.api.get<SitrepReport>(base, query), (value) => {
      if (this.week === week && this.grouping === grouping) this.report.set({ state: 'ready', value });
    }, (problem) => this.report.set({ state: 'error', problem }));
  }

  private async readRest(): Promise<void> {
    const { week } = this;
    const read = (path: string, into: { set: (items: never[]) => void }, query: Query = { week }): Promise<void> =>
      this.take(() => this.api.get<Listed<never>>(`${base}/${path}`, query), ({ items }) => {
        if (this.week === week) into.set(items);
      }, () => undefined);
    await Promise.all([
      read('trend', this.trend, { weeks: weeksKept }),
      read('accuracy', this.accuracy),
      read('contracts', this.contracts),
      read('after', this.after),
      ...(this.mayOpenRuns() ? [read('claims', this.claims)] : []),
      ...(this.shown()?.frozen === false && this.grouping !== 'operator' ? [this.readReport()] : []),
    ]);
  }

  private runsQuery({ figure, part, members, by, ref }: RunsAsked) {
    return { week: this.shown()?.week ?? this.week, figure, part, members, limit: 100, ...(by === null || ref === null ? {} : { [by === 'operator' ? 'operatorRef' : by === 'route' ? 'routeRef' : 'area']: ref }) };
  }

  private async take<T>(ask: () => Promise<T>, then: (value: T) => void, otherwise: (problem: ApiProblem) => void): Promise<void> {
    try {
      then(await ask());
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      otherwise(error);
    }
  }
}
