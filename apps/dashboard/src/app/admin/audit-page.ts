import { ChangeDetectionStrategy, Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { unusualOutcomes } from '@sightline/contracts';
import type { UnusualOutcome } from '@sightline/contracts';
import { Age } from '../ui/age';
import { Clock } from '../ui/clock';
import { download } from '../ui/csv';
import { written } from '../ui/form';
import { StatePanel } from '../ui/state-panel';
import { plainAges } from './ages';
import { actionChoices, actionWords, detailWords, kindWords, outcomeWords } from './audit-words';
import { AuditStore } from './audit-store';

/** Who looked at what, whether that record is whole, and what somebody should look at. Filters are in the URL. */
@Component({
  selector: 'sl-audit',
  imports: [Age, StatePanel],
  templateUrl: './audit-page.html',
  styleUrls: ['./section.scss', './audit-page.scss'],
  providers: [AuditStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AuditPage {
  private readonly router = inject(Router);
  readonly clock = inject(Clock);
  readonly store = inject(AuditStore);
  readonly ages = plainAges;
  readonly actionWords = actionWords;
  readonly actions = actionChoices;
  readonly detailWords = detailWords;
  readonly kindWords = kindWords;
  readonly outcomes = unusualOutcomes.map((outcome) => ({ outcome, words: outcomeWords[outcome] }));
  readonly outcomeWords = outcomeWords;
  /** From the URL. */
  readonly from = input<string>();
  readonly to = input<string>();
  readonly person = input<string>();
  readonly action = input<string>();
  readonly ref = input<string>();
  readonly unusual = input<string>();
  readonly query = computed(() => ({ from: this.from() ?? null, to: this.to() ?? null, person: this.person() ?? null, action: this.action() ?? null, ref: this.ref() ?? null, unusual: this.unusual() === 'true' ? 'true' : null }));
  readonly isNarrowed = computed(() => Object.values(this.query()).some((value) => value !== null));
  readonly open = computed(() => this.store.unusual()?.items.filter(({ lookedAt }) => lookedAt === undefined) ?? []);
  readonly seen = computed(() => this.store.unusual()?.items.filter(({ lookedAt }) => lookedAt !== undefined) ?? []);

  constructor() {
    void this.store.loadState();
    effect(() => {
      const query = this.query();
      untracked(() => void this.store.load(query));
    });
  }

  narrow(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const value = (name: string): string | null => written(data, name).trim() || null;
    void this.router.navigate([], { queryParams: { from: value('from'), to: value('to'), person: value('person'), action: value('action'), ref: value('ref'), unusual: data.get('unusual') === null ? null : 'true' } });
  }

  clear(): void {
    void this.router.navigate([], { queryParams: {} });
  }

  async csv(): Promise<void> {
    download('audit.csv', await this.store.csv(this.query()));
  }

  mark(key: string, outcome: string): void {
    if (outcome !== '') void this.store.seen(key, outcome as UnusualOutcome);
  }
}
