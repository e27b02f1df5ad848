import { ChangeDetectionStrategy, Component, ElementRef, computed, effect, inject, input, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import type { CaseType } from '@sightline/contracts';
import { caseTypes } from '@sightline/contracts';
import { Age } from '../ui/age';
import { download } from '../ui/csv';
import { Sheet } from '../ui/sheet';
import { StatePanel } from '../ui/state-panel';
import { signed } from '../ui/words';
import { BacklogStore } from './backlog.store';
import { BacklogTable } from './backlog-table';
import { CallEvidence } from './call-evidence';
import { CaseListView } from './case-list';
import type { CaseFilter } from './case-filter';
import { filterIn, filterWords, paramsOf, shortDate } from './case-filter';
import { CaseloadPanel } from './caseload-panel';
import { ClearingPanel } from './clearing-panel';
import { ClockSheet } from './clock-sheet';
import { Explorer } from './explorer';
import { QualityPanel } from './quality-panel';
import { FlowPanel } from './flow-panel';
import { OutcomesPanel } from './outcomes-panel';
import { ReasonsPanel } from './reasons-panel';
import { SlaPanel } from './sla-panel';
import { VolumesPanel } from './volumes-panel';
import { WorkloadPanel } from './workload-panel';
import { WorstService } from './worst-service';

/** Who is drowning, and will we clear it: counters that move, the cases behind each, the proof of each date. */
@Component({
  selector: 'sl-backlog',
  imports: [Age, BacklogTable, CallEvidence, CaseListView, CaseloadPanel, ClearingPanel, ClockSheet, Explorer, FlowPanel, QualityPanel, RouterLink, OutcomesPanel, ReasonsPanel, Sheet, SlaPanel, StatePanel, VolumesPanel, WorkloadPanel, WorstService],
  templateUrl: './backlog-page.html',
  styleUrl: './backlog-page.scss',
  providers: [BacklogStore],
  host: { '[class.with-sheet]': 'filter() !== null || explained() !== null' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BacklogPage {
  private readonly router = inject(Router);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly store = inject(BacklogStore);

  private readonly params = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });

  /** From the URL: the case whose dates are explained. */
  readonly case = input<string>();

  readonly chosenType = computed<CaseType | null>(() => caseTypes.find((name) => name === this.params().get('type')) ?? null);
  /** Which cases are listed. Equal filters are one, so that a list is not asked for again when something else of the URL changes. */
  readonly filter = computed<CaseFilter | null>(() => (this.store.mayOpenCases() ? filterIn(this.params()) : null), { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) });
  readonly explained = computed(() => (this.store.mayOpenCases() ? (this.case() ?? null) : null));
  readonly sheetHeading = computed(() => filterWords(this.filter() ?? {}, this.labelOf(this.chosenType())));
  readonly types = computed(() => this.store.rows().map(({ caseType, label, completeness }) => ({ value: caseType, label, completeness })));
  readonly today = computed(() => new Date(this.store.asOf() ?? Date.now()).toLocaleDateString('sv-SE', { timeZone: 'Europe/London' }));
  readonly headline = computed(() => {
    const { open, overdue } = this.store.totals();
    return `${overdue.toLocaleString('en-GB')} of ${open.toLocaleString('en-GB')} open cases are overdue`;
  });
  readonly rate = computed(() => {
    const net = this.store.totals().netPerDay;
    if (Math.abs(net) < 0.05) return 'As many cases arrive as are closed each working day. Worst first.';
    return `Net ${signed(net, 1).replace(/^[+−]/, '')} ${net > 0 ? 'more' : 'fewer'} cases each working day, over the last 20. Worst first.`;
  });

  /** The type whose arrivals and closures are shown: the one asked for, else the one that is listed. */
  readonly flowType = computed(() => this.params().get('flow') ?? this.chosenType());

  constructor() {
    effect(() => {
      const filter = this.filter();
      if (filter !== null) untracked(() => void this.store.list(filter));
    });
    effect(() => {
      const caseRef = this.explained();
      if (caseRef !== null) untracked(() => void this.store.explain(caseRef));
    });
  }

  list(filter: CaseFilter | null): void {
    this.go({ ...paramsOf(filter), case: null });
  }

  explain(caseRef: string | null): void {
    this.go({ case: caseRef });
  }

  close(): void {
    if (this.explained() !== null && this.filter() !== null) this.explain(null);
    else this.list(null);
  }

  showFlow(type: CaseType): void {
    this.go({ flow: type });
    this.host.querySelector('#flow')?.scrollIntoView({ block: 'center' });
  }

  async save(filter: CaseFilter): Promise<void> {
    const file = await this.store.csv(filter);
    if (file !== null) download('cases.csv', file);
  }

  readonly date = shortDate;

  private labelOf(type: CaseType | null): string | undefined {
    return this.store.rows().find(({ caseType }) => caseType === type)?.label;
  }

  private go(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
