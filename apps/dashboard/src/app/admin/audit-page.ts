import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { unusualOutcomes } from '@sightline/contracts';
import type { UnusualFinding, UnusualOutcome } from '@sightline/contracts';
import { Age } from '../ui/age';
import { Clock } from '../ui/clock';
import { download } from '../ui/csv';
import { written } from '../ui/form';
import { Icon } from '../ui/icon';
import { StatePanel } from '../ui/state-panel';
import { plainAges } from './ages';
import { actionChoices, actionWords, detailWords, kindWords, outcomeWords, whoWords } from './audit-words';
import { AuditStore, mostRows } from './audit-store';
import { attempt } from './paged-store';

/** Who looked at what, whether that record is whole, and what somebody should look at. Filters are in the URL. */
@Component({
  selector: 'sl-audit',
  imports: [Age, Icon, RouterLink, StatePanel],
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
  readonly whoWords = whoWords;
  readonly mostRows = mostRows;
  /** From the URL. */
  readonly from = input<string>();
  readonly to = input<string>();
  readonly person = input<string>();
  readonly action = input<string>();
  readonly ref = input<string>();
  readonly unusual = input<string>();
  readonly query = computed(() => ({ from: this.from() ?? null, to: this.to() ?? null, person: this.person() ?? null, action: this.action() ?? null, ref: this.ref() ?? null, unusual: this.unusual() === 'true' ? 'true' : null }));
  readonly isNarrowed = computed(() => Object.values(this.query()).some((value) => value !== null));
  readonly problem = signal('');
  readonly verifying = signal(false);
  private readonly findings = computed(() => {
    const unusual = this.store.unusual();
    return unusual.state === 'ready' ? unusual.value.items : [];
  });
  readonly open = computed(() => this.findings().filter(({ lookedAt }) => lookedAt === undefined));
  readonly seen = computed(() => this.findings().filter(({ lookedAt }) => lookedAt !== undefined));
  private readonly unusualHeading = viewChild<ElementRef<HTMLElement>>('unusualHeading');
  private readonly recordsHeading = viewChild.required<ElementRef<HTMLElement>>('recordsHeading');

  constructor() {
    void this.store.loadChain();
    // On the way in it is being read for the number beside the section.
    if (this.store.unusual().state !== 'loading') void this.store.loadUnusual();
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

  /** The days of a finding; of one on a single day its hours. */
  when({ from, until }: UnusualFinding): string {
    const days = [this.clock.day(from), this.clock.day(until)] as const;
    return days[0] === days[1] ? `${days[0]}, ${[...new Set([this.clock.time(from), this.clock.time(until)])].join(' to ')}` : days.join(' to ');
  }

  /** What narrows the records to those behind a finding. */
  behind({ username, from, until }: UnusualFinding): Record<string, string> {
    return { ...(username !== null && { person: username }), from: this.clock.civilDate(from), to: this.clock.civilDate(until), unusual: 'true' };
  }

  toRecords(): void {
    const heading = this.recordsHeading().nativeElement;
    heading.focus();
    heading.scrollIntoView();
  }

  async csv(): Promise<void> {
    this.problem.set(await attempt(async () => download('audit.csv', await this.store.csv(this.query()))));
  }

  async verify(): Promise<void> {
    this.verifying.set(true);
    this.problem.set(await this.store.verify());
    this.verifying.set(false);
  }

  async mark(event: SubmitEvent, key: string): Promise<void> {
    event.preventDefault();
    const outcome = written(new FormData(event.target as HTMLFormElement), 'outcome');
    if (outcome === '') return this.problem.set('Choose what came of it.');
    this.problem.set(await this.store.seen(key, outcome as UnusualOutcome));
    // What was looked at leaves the list: its heading, which says what is left, is where to go on.
    if (this.problem() === '') this.unusualHeading()?.nativeElement.focus();
  }
}
