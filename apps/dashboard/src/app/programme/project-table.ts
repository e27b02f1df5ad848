import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import type { Contradiction, ProgrammeItem, Suggestion, Travel } from '@sightline/contracts';
import { BragTag } from '../ui/brag-tag';
import { download, toCsv } from '../ui/csv';
import type { IconName } from '../ui/icon';
import { Icon } from '../ui/icon';
import { reviewName } from './clashes';
import { lastMetWords, targetWords, valueWords } from './measures/measure-words';
import { periodName } from './words';

const travelIcons: Record<Travel, IconName> = { up: 'up', level: 'level', down: 'down-arrow', new: 'plus' };

/** Projects with their rating now and before, which way they went, and the measure that tells whether it can be believed. */
@Component({
  selector: 'sl-project-table',
  imports: [BragTag, Icon],
  templateUrl: './project-table.html',
  styleUrl: './project-table.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProjectTable {
  readonly projects = input.required<readonly ProgrammeItem[]>();
  readonly contradictions = input.required<readonly Contradiction[]>();
  readonly suggestions = input<readonly Suggestion[]>([]);
  readonly period = input<string | null>(null);
  readonly previousPeriod = input<string | null>(null);
  readonly chosen = input<string | null>(null);
  readonly choose = output<string>();

  readonly reviewName = reviewName;
  readonly words = { value: valueWords, target: targetWords, lastMet: lastMetWords };
  readonly all = signal(false);
  readonly now = computed(() => name(this.period(), 'Now'));
  readonly before = computed(() => name(this.previousPeriod(), 'Before'));
  readonly ratedHere = computed(() => this.projects().filter((project) => project.ledBy === undefined).length);

  /** Those that changed or carry a flag first; all of them on request. */
  readonly rows = computed(() => {
    const flagged = new Set(this.contradictions().map((clash) => clash.itemRef));
    const reviews = new Map(this.suggestions().map((one) => [one.itemRef, one]));
    const rows = this.projects().map((project) => ({
      project,
      flagged: flagged.has(project.itemRef),
      review: reviews.get(project.itemRef) ?? null,
      moved: project.travel === 'up' || project.travel === 'down',
      icon: project.travel === null ? null : travelIcons[project.travel],
      measure: project.measures[0] ?? null,
    }));
    if (this.all()) return rows;
    const worth = (row: (typeof rows)[number]) => (row.flagged ? 2 : 0) + (row.moved ? 2 : 0) + (row.measure !== null ? 1 : 0);
    return rows
      .filter((row) => row.project.ledBy === undefined)
      .toSorted((a, b) => worth(b) - worth(a))
      .slice(0, 8);
  });

  save(): void {
    const columns = ['itemRef', 'title', 'leadRole', 'ledBy', 'previousRating', 'rating', 'travel', 'dueDate'].map((key) => ({ key, label: key }));
    download('projects.csv', toCsv(columns, this.projects().map((project) => ({ ...pick(project) }))));
  }
}

const pick = (project: ProgrammeItem) => ({
  itemRef: project.itemRef,
  title: project.title,
  leadRole: project.leadRole ?? '',
  ledBy: project.ledBy ?? '',
  previousRating: project.previousRating,
  rating: project.rating,
  travel: project.travel,
  dueDate: project.dueDate ?? '',
});

const name = (period: string | null, otherwise: string): string => (period === null ? otherwise : periodName(period, false));
