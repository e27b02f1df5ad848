import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { Comparison, PeriodSummary } from '@sightline/contracts';
import { ratings } from '@sightline/contracts';
import { BragTag } from '../../ui/brag-tag';
import { StatePanel } from '../../ui/state-panel';
import { sentenceCase, signed } from '../../ui/words';
import { ProgrammeTables } from '../programme-tables.store';
import { dateName, periodName } from '../words';
import { CompareStore } from './compare.store';
import { comparisonInWords, distance, ratingOf, tables, valueName } from './compare-words';

/** Any two periods laid side by side, as their difference: a paper between two meetings. */
@Component({
  selector: 'sl-compare',
  imports: [BragTag, RouterLink, StatePanel],
  templateUrl: './compare-page.html',
  styleUrl: './compare-page.scss',
  providers: [CompareStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ComparePage {
  private readonly router = inject(Router);
  readonly tables = inject(ProgrammeTables);
  readonly store = inject(CompareStore);

  /** From the URL, `YYYY-MM`: the newest and the one before it unless told. */
  readonly from = input<string>();
  readonly to = input<string>();

  readonly ratings = ratings;
  readonly kinds = ['actions', 'projects'] as const;
  readonly signed = signed;
  readonly period = periodName;
  readonly kind = sentenceCase;
  readonly value = valueName;
  readonly rating = ratingOf;
  readonly distance = distance;
  readonly time = (at: number): string => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

  readonly loaded = computed(() => {
    const comparison = this.store.comparison();
    return comparison.state === 'ready' ? comparison : null;
  });
  readonly problem = computed(() => {
    const comparison = this.store.comparison();
    return comparison.state === 'error' ? comparison.problem : '';
  });
  readonly words = computed(() => {
    const loaded = this.loaded();
    return loaded === null ? 'Two periods side by side' : comparisonInWords(loaded.value);
  });
  readonly sections = computed(() => {
    const rows = this.loaded()?.value.items ?? [];
    return tables.map(({ id, heading, holds }) => ({ id, heading, rows: rows.filter(holds) })).filter(({ rows: held }) => held.length > 0);
  });

  constructor() {
    effect(() => void this.store.open(this.from(), this.to()));
  }

  /** What a period is worth as evidence: taken once and for all, or still moving. */
  standing({ frozen, taken }: Comparison['from']): string {
    if (!frozen) return 'not taken yet: as it stands now';
    return taken === undefined ? 'taken by the board' : `taken ${dateName(taken.at.slice(0, 10))}`;
  }

  optionName({ period, frozen }: PeriodSummary): string {
    return `${periodName(period)}${frozen ? '' : ' (not taken yet)'}`;
  }

  choose(which: 'from' | 'to', event: Event): void {
    const chosen = (event.target as HTMLSelectElement).value;
    const { from, to } = this.loaded()?.value ?? { from: null, to: null };
    const queryParams = { from: this.from() ?? from?.period, to: this.to() ?? to?.period, [which]: chosen };
    void this.router.navigate([], { queryParams, scroll: 'manual' });
  }

  save(): void {
    const comparison = this.loaded()?.value;
    if (comparison) void this.tables.save('compare', { from: comparison.from.period, to: comparison.to.period });
  }

  again(): void {
    void this.store.open(this.from(), this.to());
  }
}
