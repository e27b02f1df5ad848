import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { programmeTables } from '@sightline/contracts';
import type { ProgrammeItem } from '@sightline/contracts';
import { Age } from '../ui/age';
import { Clock } from '../ui/clock';
import { Sheet } from '../ui/sheet';
import { StatePanel } from '../ui/state-panel';
import { sentenceCase } from '../ui/words';
import { BoardNeeds } from './board-needs';
import { ContradictionsPanel } from './contradictions-panel';
import type { ClashFilter } from './contradictions-panel';
import { HeadlineCounts } from './headline-counts';
import { MeasureSheet } from './measures/measure-sheet';
import { measuresOf } from './measures/measures-of';
import { MeasuresTable } from './measures/measures-table';
import { MilestoneTable } from './milestone-table';
import { ProgrammeStore } from './programme.store';
import { ProjectSheet } from './project-sheet';
import { ProjectTable } from './project-table';
import { RatingMatrix } from './rating-matrix';
import { RecommendationSheet } from './recommendation-sheet';
import { RecommendationTable } from './recommendation-table';
import { RiskTable } from './risk-table';
import { SectionNav } from './section-nav';
import { SlipsAndDecisions } from './slips-and-decisions';
import { WhatChanged } from './what-changed';
import { headline, periodEnd, periodName, sinceTaken } from './words';

/** Is the plan on track, what worries those who run it, and can the ratings be believed: in the order of a paper. */
@Component({
  selector: 'sl-programme',
  imports: [Age, BoardNeeds, ContradictionsPanel, HeadlineCounts, MeasureSheet, MeasuresTable, MilestoneTable, ProjectSheet, ProjectTable, RatingMatrix, RecommendationSheet, RecommendationTable, RiskTable, RouterLink, SectionNav, Sheet, SlipsAndDecisions, StatePanel, WhatChanged],
  templateUrl: './programme-page.html',
  styleUrl: './programme-page.scss',
  providers: [ProgrammeStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProgrammePage {
  private readonly router = inject(Router);
  private readonly clock = inject(Clock);
  readonly store = inject(ProgrammeStore);

  /** From the URL: the project or action that is open, or else the recommendation. */
  readonly project = input<string>();
  /** From the URL: the kind and the workstream that the contradictions are narrowed to. */
  readonly clash = input<string>();
  readonly within = input<string>();
  readonly recommendation = input<string>();
  readonly chosen = computed(() => this.store.items().find((item) => item.itemRef === this.project()) ?? null);
  readonly chosenRecommendation = computed(() => this.store.recommendations().find((one) => one.recommendationRef === this.recommendation()) ?? null);
  readonly linked = computed(() => {
    const refs = this.chosenRecommendation()?.itemRefs ?? [];
    return this.store.items().filter(({ itemRef }) => refs.includes(itemRef));
  });
  /** The period before, by its name. */
  readonly before = computed(() => {
    const previous = this.store.counts()?.previousPeriod;
    return previous ? periodName(previous, false) : 'the beginning';
  });

  /** From the URL: the measure that is open, before the project under it. */
  readonly measure = input<string>();
  readonly chosenMeasure = computed(() => measuresOf(this.store.items()).find((row) => row.measure.measureRef === this.measure()) ?? null);

  readonly headline = computed(() => {
    const counts = this.store.counts();
    return counts === null ? 'Improvement programme' : headline(counts);
  });
  readonly subtitle = computed(() => {
    const period = this.store.counts()?.period;
    return period ? `Improvement programme, period to ${periodEnd(period)}.` : 'Improvement programme, not rated yet.';
  });

  narrow(to: ClashFilter): void {
    void this.router.navigate([], { queryParams: to, queryParamsHandling: 'merge', replaceUrl: true, scroll: 'manual' });
  }
  /** What "live" is on paper: the time at which it was true. */
  readonly trueAt = computed(() => {
    const at = this.store.asOf();
    return at === null ? '' : ` Measures as at ${this.clock.time(Date.parse(at))}, ${this.clock.day(Date.parse(at))}.`;
  });
  readonly tables = programmeTables;
  readonly sinceTaken = sinceTaken;

  kicker({ kind, parentRef }: ProgrammeItem): string {
    return parentRef === null ? sentenceCase(kind) : `${sentenceCase(kind)} of ${parentRef} ${this.store.title(parentRef)}`;
  }

  openMeasure(measure: string | null): void {
    if (measure === null && this.measure() === undefined) return;
    this.show({ measure: measure === this.measure() ? null : measure });
  }

  open(project: string | null): void {
    if (project === null && this.project() === undefined) return;
    this.show({ project: project === this.project() ? null : project, recommendation: null, measure: null });
  }

  openRecommendation(recommendation: string | null): void {
    this.show({ recommendation: recommendation === this.recommendation() ? null : recommendation, project: null, measure: null });
  }

  private show(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', scroll: 'manual' });
  }
}
