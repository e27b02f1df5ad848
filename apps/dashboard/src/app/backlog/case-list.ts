import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { CaseSummary } from '@sightline/contracts';
import { StatePanel } from '../ui/state-panel';
import { counted } from '../ui/words';
import type { CaseFilter } from './case-filter';
import { CaseNarrowing } from './case-narrowing';
import type { Loadable } from './backlog.store';

/** The cases behind a number, those that fall due first at the top. */
@Component({
  selector: 'sl-case-list',
  imports: [CaseNarrowing, StatePanel],
  template: `
    <sl-case-narrowing [filter]="filter()" (narrow)="narrow.emit($event)" />
    @switch (cases().state) {
      @case ('loading') {<sl-state kind="loading" heading="Listing the cases" />}
      @case ('error') {
        @if (problem(); as problem) {
          <sl-state [kind]="problem.status === 403 ? 'forbidden' : 'error'" [heading]="problem.status === 403 ? 'Not for your role' : 'The cases could not be read'" [text]="problem.message" [action]="problem.status === 403 ? '' : 'Try again'" (act)="retry.emit()" />
        }
      }
      @case ('ready') {
        @if (items().length === 0) {
          <sl-state kind="empty" heading="None of these" text="No case matches what you asked for." />
        } @else {
          <p class="q t13 total"><span [attr.data-total]="total()">{{ totalText() }}</span> <button type="button" class="btn small" aria-label="CSV of these cases" (click)="csv.emit()">CSV</button></p>
          <ul>
            @for (item of items(); track item.caseRef) {
              <li [class.on]="item.caseRef === chosen()">
                <button type="button" (click)="choose.emit(item.caseRef)">
                  <span class="ref b">{{ item.caseRef }}</span>
                  <span class="due" [class.crit]="item.overdue" [class.warn]="item.dueSoon">{{ dueText(item) }}</span>
                  <span class="q t12">{{ item.serviceArea }}{{ item.stage ? ', ' + item.stage : '' }}{{ item.ownerRef ? ', ' + item.ownerRef : ', no owner' }}</span>
                  <span class="q t12 days">{{ item.ageDays }} days old{{ item.state === 'paused' ? ', paused' : '' }}</span>
                </button>
              </li>
            }
          </ul>
          @if (hasMore()) {<button type="button" class="btn more" (click)="more.emit()">Show more</button>}
        }
      }
    }
  `,
  styles: `
    .total { display: flex; gap: 8px; justify-content: space-between; align-items: start; padding: 10px var(--s-5); }
    li { border-top: 1px solid var(--line); }
    li.on { background: var(--accent-soft); }
    li button { display: grid; grid-template-columns: 1fr auto; gap: 1px 12px; width: 100%; padding: 8px var(--s-5); border: 0; background: none; text-align: left; cursor: pointer; }
    li button:hover { background: var(--hover); }
    .ref { font-size: var(--t-14); overflow-wrap: anywhere; }
    .due { font-size: var(--t-13); font-weight: var(--w-med); text-align: right; }
    .days { text-align: right; }
    .more { margin: 12px var(--s-5); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CaseListView {
  readonly cases = input.required<Loadable<{ items: CaseSummary[]; total: number; nextCursor: string | null }>>();
  readonly filter = input.required<CaseFilter>();
  readonly chosen = input<string | null>(null);
  readonly narrow = output<CaseFilter>();
  readonly choose = output<string>();
  readonly more = output();
  readonly retry = output();
  readonly csv = output();

  readonly items = computed(() => {
    const cases = this.cases();
    return cases.state === 'ready' ? cases.value.items : [];
  });
  readonly problem = computed(() => {
    const cases = this.cases();
    return cases.state === 'error' ? cases.problem : null;
  });
  readonly hasMore = computed(() => {
    const cases = this.cases();
    return cases.state === 'ready' && cases.value.nextCursor !== null;
  });
  readonly total = computed(() => {
    const cases = this.cases();
    return cases.state === 'ready' ? cases.value.total : null;
  });
  readonly totalText = computed(() => {
    const cases = this.cases();
    if (cases.state !== 'ready') return '';
    return `${counted(cases.value.total, 'case', 'cases')}, ${this.filter().order === 'oldest' ? 'the oldest' : 'the first due'} at the top. Showing ${cases.value.items.length}.`;
  });

  dueText(item: CaseSummary): string {
    if (item.dueDate === undefined) return 'no clock';
    const day = new Date(`${item.dueDate}T12:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
    return item.overdue ? `overdue since ${day}` : `due ${day}`;
  }
}
