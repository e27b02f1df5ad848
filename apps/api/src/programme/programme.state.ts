import { Injectable } from '@nestjs/common';
import type { Contradiction, ProgrammeEntry, ProgrammeRecords, Suggestion } from '@sightline/contracts';
import { contradictionsOf, emptyProgramme, recordsOf, sightsOf, suggestionsOf, viewOf } from '@sightline/domain';
import type { PeriodView, Programme, ReadMeasure } from '@sightline/domain';
import { MeasureValues } from './measures/measure-values.js';

/** The live programme, and what its page shows of it. Only the decider's drafts change it. */
@Injectable()
export class ProgrammeState {
  programme: Programme = emptyProgramme;
  /** Civil date for which contradictions were looked for. */
  today = '';
  /** What viewers were told last, by key, with its JSON. */
  private readonly shown = new Map<string, { readonly entry: ProgrammeEntry; readonly json: string }>();

  /** What live measures said when viewers were told last. */
  private told = '';

  constructor(readonly measures: MeasureValues) {}

  /** What a measure says: the metric of ours that feeds it, else the figure that was entered. */
  readonly read: ReadMeasure = (measure) => this.measures.of(measure, this.today);

  /** The programme in its newest period, or in the one asked for; `undefined` of a period that nobody spoke of. */
  view(period?: string): PeriodView | undefined {
    return viewOf(this.programme, this.read, period);
  }

  /** What stands beside the items today, against the period before `view`'s. */
  records(view: PeriodView | undefined): ProgrammeRecords {
    return recordsOf(this.programme, this.today, view?.previousPeriod ?? null);
  }

  /** A period with what stands beside it: as it was when the board took it, or as it stands. The newest as it stands, unless asked for. */
  whole(period?: string): PeriodView | undefined {
    const view = this.view(period);
    if (view === undefined || (period !== undefined && this.programme.frozen.has(period))) return view;
    return { ...view, ...this.records(view) };
  }

  contradictions(): Contradiction[] {
    return contradictionsOf(this.programme, this.read, this.today);
  }

  suggestions(): Suggestion[] {
    return suggestionsOf(this.programme, this.read, this.today);
  }

  /** Whether a live measure says something else than viewers were told. Cheap: only measures are read. */
  get measuresMoved(): boolean {
    return this.sayings() !== this.told;
  }

  private sayings(): string {
    const live = [...this.programme.measures.values()].filter(({ metric }) => metric !== undefined);
    return JSON.stringify(live.map((measure) => ({ ref: measure.measureRef, ...this.measures.now(measure) })), withoutReadingTimes);
  }

  entries(): Record<string, ProgrammeEntry> {
    return Object.fromEntries([...this.shown].map(([key, { entry }]) => [key, entry]));
  }

  /** Works the page out anew and gives back what changed of it; `null` for what is gone. */
  refresh(): { key: string; value: ProgrammeEntry | null }[] {
    this.told = this.sayings();
    const now = this.workOut();
    const changes: { key: string; value: ProgrammeEntry | null }[] = [];
    for (const [key, entry] of now) {
      const json = JSON.stringify(entry, withoutReadingTimes);
      if (this.shown.get(key)?.json === json) continue;
      this.shown.set(key, { entry, json });
      changes.push({ key, value: entry });
    }
    for (const key of this.shown.keys()) {
      if (now.has(key)) continue;
      this.shown.delete(key);
      changes.push({ key, value: null });
    }
    return changes;
  }

  private workOut(): Map<string, ProgrammeEntry> {
    const entries = new Map<string, ProgrammeEntry>();
    const view = this.view();
    if (view === undefined || view.items.length === 0) return entries;
    const { period, previousPeriod, periods, counts: tallies, change, percentages, asTaken } = view;
    const counts = { period, previousPeriod, periods, counts: tallies, change, percentages, ...(asTaken && { asTaken }) };
    entries.set('counts', { entry: 'counts', counts });
    const { risks, recommendations, milestones, decisions, schemes } = this.records(view);
    for (const risk of risks) entries.set(`risk:${risk.riskRef}`, { entry: 'risk', risk });
    for (const recommendation of recommendations) entries.set(`recommendation:${recommendation.recommendationRef}`, { entry: 'recommendation', recommendation });
    for (const milestone of milestones) entries.set(`milestone:${milestone.milestoneRef}`, { entry: 'milestone', milestone });
    for (const decision of decisions) entries.set(`decision:${decision.decisionRef}`, { entry: 'decision', decision });
    for (const scheme of schemes) entries.set(`scheme:${scheme.scheme}`, { entry: 'scheme', scheme });
    for (const item of view.items) entries.set(`item:${item.itemRef}`, { entry: 'item', item });
    const sights = sightsOf(this.programme, this.read, this.today);
    for (const suggestion of suggestionsOf(this.programme, this.read, this.today, sights)) entries.set(`suggestion:${suggestion.itemRef}`, { entry: 'suggestion', suggestion });
    for (const contradiction of contradictionsOf(this.programme, this.read, this.today, sights)) {
      const past = contradiction.period === undefined || contradiction.period === counts.period ? '' : `:${contradiction.period}`;
      entries.set(`contradiction:${contradiction.kind}:${contradiction.itemRef}${past}`, { entry: 'contradiction', contradiction });
    }
    return entries;
  }
}

/** A live measure that was read again and has not moved is no change. */
const withoutReadingTimes = (name: string, value: unknown): unknown => (name === 'asOf' ? undefined : value);
