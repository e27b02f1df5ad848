import { ChangeDetectionStrategy, Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router } from '@angular/router';
import type { SitrepFigure, SitrepFigureName, SitrepGrouping } from '@sightline/contracts';
import { sitrepFigures, sitrepGroupings } from '@sightline/contracts';
import { Age } from '../ui/age';
import { Clock } from '../ui/clock';
import { Sheet } from '../ui/sheet';
import { StatePanel } from '../ui/state-panel';
import { AccuracyPanel } from './accuracy-panel';
import { BreakdownTable } from './breakdown-table';
import { ClaimsPanel } from './claims-panel';
import { ContractsPanel } from './contracts-panel';
import { HeadlineSeven } from './headline-seven';
import { SitrepRuns } from './runs-list';
import type { RunsAsked } from './sitrep.store';
import { SitrepStore } from './sitrep.store';
import { TrendPanel } from './trend-panel';
import { plain, weekWords } from './words';

const memberWords = { numerator: 'Counted in', denominator: 'All of', rest: 'Not counted in' } as const;

/** The week in seven figures: live until its end, then as it stood. Reads in the order of a paper. */
@Component({
  selector: 'sl-sitrep',
  imports: [AccuracyPanel, Age, BreakdownTable, ClaimsPanel, ContractsPanel, HeadlineSeven, Sheet, SitrepRuns, StatePanel, TrendPanel],
  templateUrl: './sitrep-page.html',
  styleUrl: './sitrep-page.scss',
  providers: [SitrepStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SitrepPage {
  private readonly router = inject(Router);
  readonly clock = inject(Clock);
  readonly store = inject(SitrepStore);

  /** From the URL: the week, how it is broken down, and the number whose runs are listed. */
  readonly week = input<string>();
  readonly by = input<string>();
  readonly figure = input<string>();
  readonly part = input<string>();
  readonly members = input<string>();
  readonly ref = input<string>();

  readonly grouping = computed<SitrepGrouping>(() => sitrepGroupings.find((each) => each === this.by()) ?? 'operator');
  readonly asked = computed<RunsAsked | null>(() => {
    const figure = sitrepFigures.find((each) => each === this.figure());
    if (figure === undefined || !this.store.mayOpenRuns()) return null;
    const members = this.members() === 'numerator' || this.members() === 'rest' ? (this.members() as 'numerator' | 'rest') : 'denominator';
    const ref = this.ref() ?? null;
    return { figure, part: this.part() ?? null, members, by: ref === null ? null : this.grouping(), ref };
  });
  readonly shown = computed(() => {
    const report = this.store.report();
    return report.state === 'ready' ? report.value : null;
  });
  readonly problem = computed(() => {
    const report = this.store.report();
    return report.state === 'error' ? report.problem : null;
  });
  readonly isEmpty = computed(() => this.store.figures().every(({ denominator }) => denominator === 0 || denominator === null));
  readonly weeks = computed(() => this.store.trend().map(({ week, frozen }) => ({ week, words: `${weekWords(week)}${frozen ? '' : week === this.store.liveWeek() ? ' (under way)' : ' (open)'}` })).reverse());
  readonly headline = computed(() => sentenceOf(this.store.figures()));
  readonly title = computed(() => weekWords(this.shown()?.week ?? this.week() ?? this.store.liveWeek() ?? '1970-W01'));
  readonly sheetHeading = computed(() => {
    const asked = this.asked();
    const item = this.store.figures().find(({ figure }) => figure === asked?.figure);
    const label = item?.parts.find(({ part }) => part === asked?.part)?.label ?? item?.label ?? 'Runs';
    return `${memberWords[asked?.members ?? 'denominator']} “${label}”${asked?.ref ? `, ${this.nameOf(item, asked.ref)}` : ''}`;
  });

  constructor() {
    effect(() => {
      const [week, grouping] = [this.week() ?? null, this.grouping()];
      untracked(() => void this.store.open(week, grouping));
    });
    effect(() => {
      const asked = this.asked();
      if (asked !== null && this.shown() !== null) untracked(() => void this.store.list(asked));
    });
  }

  moment(at: string): string {
    return `${this.clock.shortDay(at)} ${this.clock.time(at)}`;
  }

  chooseWeek(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.go({ week: value === this.store.liveWeek() ? null : value, figure: null, part: null, members: null, ref: null });
  }

  chooseGrouping(by: string): void {
    this.go({ by: by === 'operator' ? null : by, figure: null, part: null, members: null, ref: null });
  }

  choose({ figure, part, members, ref }: RunsAsked): void {
    this.go({ figure, part, members: members === 'denominator' ? null : members, ref });
  }

  close(): void {
    this.go({ figure: null, part: null, members: null, ref: null });
  }

  retry(): void {
    void this.store.open(this.week() ?? null, this.grouping());
  }

  print(): void {
    window.print();
  }

  private nameOf(item: SitrepFigure | undefined, ref: string): string {
    const groups = this.grouping() === 'operator' ? item?.byOperator : this.grouping() === 'route' ? item?.byRoute : item?.byArea;
    return groups?.find((group) => group.ref === ref)?.label ?? ref;
  }

  private go(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}

/** The week in a sentence: what the board asks first. */
function sentenceOf(figures: readonly SitrepFigure[]): string {
  const of = (name: SitrepFigureName) => figures.find(({ figure }) => figure === name);
  const [onTime, cancelled] = [of('on-time'), of('cancelled')];
  if (onTime?.value === null || onTime?.value === undefined) return 'No run has ended this week yet';
  const late = `${plain(onTime.value)} % of runs were on time at the school`;
  return cancelled?.numerator === 0 ? `${late}; none was cancelled` : `${late}; ${plain(cancelled?.numerator ?? 0)} of ${plain(cancelled?.denominator ?? 0)} were cancelled`;
}
