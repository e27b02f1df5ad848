import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Age } from '../ui/age';
import { Sheet } from '../ui/sheet';
import { StatePanel } from '../ui/state-panel';
import { BoardNeeds } from './board-needs';
import { HeadlineCounts } from './headline-counts';
import { ProgrammeStore } from './programme.store';
import { ProjectSheet } from './project-sheet';
import { ProjectTable } from './project-table';
import { RatingMatrix } from './rating-matrix';
import { headline, periodEnd } from './words';

/** Is the plan on track, what worries those who run it, and can the ratings be believed: in the order of a paper. */
@Component({
  selector: 'sl-programme',
  imports: [Age, BoardNeeds, HeadlineCounts, ProjectSheet, ProjectTable, RatingMatrix, RouterLink, Sheet, StatePanel],
  templateUrl: './programme-page.html',
  styleUrl: './programme-page.scss',
  providers: [ProgrammeStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProgrammePage {
  private readonly router = inject(Router);
  readonly store = inject(ProgrammeStore);

  /** From the URL: the project that is open. */
  readonly project = input<string>();
  readonly chosen = computed(() => this.store.projects().find((item) => item.itemRef === this.project()) ?? null);

  readonly headline = computed(() => {
    const counts = this.store.counts();
    return counts === null ? 'Improvement programme' : headline(counts);
  });
  readonly subtitle = computed(() => {
    const period = this.store.counts()?.period;
    return period ? `Improvement programme, period to ${periodEnd(period)}.` : 'Improvement programme, not rated yet.';
  });
  readonly titleOf = (itemRef: string): string => this.store.title(itemRef);

  open(project: string | null): void {
    if (project === null && this.project() === undefined) return;
    void this.router.navigate([], { queryParams: { project: project === this.project() ? null : project }, queryParamsHandling: 'merge' });
  }
}
