import { ChangeDetectionStrategy, Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router } from '@angular/router';
import type { CaseType } from '@sightline/contracts';
import { caseTypes } from '@sightline/contracts';
import { Age } from '../ui/age';
import { Sheet } from '../ui/sheet';
import { StatePanel } from '../ui/state-panel';
import { signed } from '../ui/words';
import type { CaseFilter } from './backlog.store';
import { BacklogStore } from './backlog.store';
import { BacklogTable } from './backlog-table';
import { CaseListView } from './case-list';
import { ClockSheet } from './clock-sheet';
import { FlowPanel } from './flow-panel';
import { OutcomesPanel } from './outcomes-panel';
import { SlaPanel } from './sla-panel';

/** Who is drowning, and will we clear it: counters that move, the cases behind each, the proof of each date. */
@Component({
  selector: 'sl-backlog',
  imports: [Age, BacklogTable, CaseListView, ClockSheet, FlowPanel, OutcomesPanel, Sheet, SlaPanel, StatePanel],
  templateUrl: './backlog-page.html',
  styleUrl: './backlog-page.scss',
  providers: [BacklogStore],
  host: { '[class.with-sheet]': 'filter() !== null || explained() !== null' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BacklogPage {
  private readonly router = inject(Router);
  readonly store = inject(BacklogStore);

  /** From the URL: the case type whose cases are listed, whether only the overdue, and the case whose dates are explained. */
  readonly type = input<string>();
  readonly overdue = input<string>();
  readonly case = input<string>();

  readonly chosenType = computed<CaseType | null>(() => caseTypes.find((name) => name === this.type()) ?? null);
  readonly filter = computed<CaseFilter | null>(() => {
    const caseType = this.chosenType();
    return caseType === null || !this.store.mayOpenCases() ? null : { caseType, overdue: this.overdue() === 'yes', serviceArea: null, ownerRef: null };
  });
  /** The case whose dates are explained. */
  readonly explained = computed(() => (this.store.mayOpenCases() ? (this.case() ?? null) : null));
  readonly sheetHeading = computed(() => {
    const row = this.store.rows().find((candidate) => candidate.caseType === this.chosenType());
    return `${row?.label ?? 'Cases'}${this.overdue() === 'yes' ? ', overdue' : ''}`;
  });
  readonly headline = computed(() => {
    const { open, overdue } = this.store.totals();
    return `${overdue.toLocaleString('en-GB')} of ${open.toLocaleString('en-GB')} open cases are overdue`;
  });
  readonly rate = computed(() => {
    const net = this.store.totals().netPerDay;
    if (Math.abs(net) < 0.05) return 'As many cases arrive as are closed each working day. Worst first.';
    return `Net ${signed(net, 1).replace(/^[+−]/, '')} ${net > 0 ? 'more' : 'fewer'} cases each working day, over the last 20. Worst first.`;
  });

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

  choose(choice: { caseType: CaseType; overdue: boolean }): void {
    this.go({ type: choice.caseType, overdue: choice.overdue ? 'yes' : null, case: null });
  }

  explain(caseRef: string | null): void {
    this.go({ case: caseRef });
  }

  close(): void {
    if (this.explained() !== null) this.explain(null);
    else this.go({ type: null, overdue: null, case: null });
  }

  private go(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}
