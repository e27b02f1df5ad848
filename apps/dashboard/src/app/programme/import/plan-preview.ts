import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { PlanImportSummary } from '@sightline/contracts';
import { ratings } from '@sightline/contracts';
import { BragTag } from '../../ui/brag-tag';
import { counted } from '../../ui/words';
import { periodName } from '../words';

const mostListed = 100;

/** The plan that would come of a file: its counts as the board would see them, and what is odd about them. */
@Component({
  selector: 'sl-plan-preview',
  imports: [BragTag],
  templateUrl: './plan-preview.html',
  styleUrl: '../rating-matrix.scss',
  styles: ':host { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--s-3); }',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PlanPreview {
  readonly summary = input.required<PlanImportSummary>();
  readonly isPreview = input.required<boolean>();
  readonly ratings = ratings;

  readonly sentence = computed(() => {
    const { workstreams, projects, actions } = this.summary().plan;
    const elsewhere = actions.ledElsewhere === 0 ? '' : `, ${actions.ledElsewhere} led by other boards`;
    return `The programme ${this.isPreview() ? 'would then have' : 'now has'} ${counted(workstreams.length, 'workstream', 'workstreams')}, ${counted(projects.total, 'project', 'projects')} and ${counted(actions.total, 'action', 'actions')}${elsewhere}.`;
  });
  readonly said = computed(() => {
    const { period, previousPeriod, periodFrom, ratings: said } = this.summary();
    if (period === null) return 'The file has no ratings.';
    const from = periodFrom === 'chosen' ? 'as you chose' : `as ${periodFrom} ${periodFrom === 'the headings' ? 'say' : 'says'}`;
    const before = previousPeriod === null ? '' : `; the period before is ${periodName(previousPeriod)}`;
    const kinds = [[said.added, 'new'], [said.corrected, 'corrected'], [said.unchanged, 'known already']] as const;
    const counts = kinds.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`).join(', ') || 'none';
    return `Ratings are of ${periodName(period)}, ${from}${before}. Ratings: ${counts}.`;
  });
  readonly warnings = computed(() => this.summary().warnings.slice(0, mostListed));
  readonly unlisted = computed(() => this.summary().warningCount - this.warnings().length);
  readonly most = computed(() => Math.max(1, ...this.summary().plan.workstreams.flatMap(({ actions }) => ratings.map((rating) => actions[rating]))));

  width(count: number): number {
    return Math.max(2, Math.round((count / this.most()) * 62));
  }
}
