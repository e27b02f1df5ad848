import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import type { DecisionView, MilestoneView, ProgrammeItem } from '@sightline/contracts';
import { BragTag } from '../ui/brag-tag';
import { counted } from '../ui/words';
import { StatePanel } from '../ui/state-panel';
import { lateness, slipsOf } from './changes';
import { dateName } from './words';

const shown = 5;

/** What slipped since the board last looked, and what it is asked to decide. */
@Component({
  selector: 'sl-slips-and-decisions',
  imports: [BragTag, StatePanel],
  template: `
    <section class="panel" aria-labelledby="slipped">
      <h3 id="slipped">Slipped since {{ since() }} <span class="q">{{ slips().length }}</span></h3>
      <ul>
        @for (slip of listed(); track slip.ref) {
          <li>
            <p class="top">
              @if (slip.what === 'milestone') {<span><b>{{ slip.ref }}</b> {{ slip.title }} <span class="q t12">milestone</span></span>} @else {<button type="button" class="link" (click)="choose.emit(slip.ref)"><b>{{ slip.ref }}</b> {{ slip.title }}</button>}
              <b class="nw">{{ days(slip.days) }}</b>
            </p>
            <p class="q t13">@if (slip.rating; as rating) {<sl-brag [rating]="rating" [overruled]="slip.overruled" /> } Was due {{ date(slip.wasDate) }}, now {{ date(slip.nowDate) }}.@if (slip.leadRole) { {{ slip.leadRole }}.}</p>
          </li>
        } @empty {<li><sl-state kind="empty" heading="Nothing slipped" text="No open action, project or milestone is due later than it was." /></li>}
      </ul>
      @if (slips().length > shown) {<button type="button" class="btn small more" (click)="all.set(!all())" [attr.aria-expanded]="all()">{{ all() ? 'Fewer' : 'All ' + slips().length }}</button>}
    </section>
    <section class="panel" aria-labelledby="decisions">
      <h3 id="decisions">Decisions due <span class="q">{{ open().length }}</span></h3>
      <ul>
        @for (decision of open(); track decision.decisionRef) {
          <li>
            <p class="top"><span><b>{{ decision.decisionRef }}</b> {{ decision.title }}</span>@if (decision.lateDays; as late) {<b class="nw warn">{{ lateness(late) }}</b>}</p>
            <p class="q t13">{{ decision.dueDate ? 'Due ' + date(decision.dueDate) : 'No date is given' }}@if (decision.itemRefs; as refs) {, for {{ refs.join(', ') }}}.</p>
          </li>
        } @empty {<li><sl-state kind="empty" heading="Nothing to decide" text="No decision of the board is due." /></li>}
        @for (decision of taken(); track decision.decisionRef) {
          <li><p><b>{{ decision.decisionRef }}</b> {{ decision.title }}</p><p class="q t13">Decided{{ decision.decidedDate ? ' on ' + date(decision.decidedDate) : '' }}: {{ decision.outcome ?? 'no outcome is on record' }}</p></li>
        }
      </ul>
    </section>
  `,
  styles: `
    :host { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 16px; align-items: start; }
    h3 { display: flex; justify-content: space-between; padding: 10px 16px; border-bottom: 1px solid var(--line); font-weight: var(--w-semi); }
    h3 .q { font-weight: var(--w-reg); }
    li { display: grid; gap: 2px; padding: 9px 16px; border-bottom: 1px solid var(--line); font-size: var(--t-14); break-inside: avoid; }
    li:last-child { border-bottom: 0; }
    b { font-weight: var(--w-semi); }
    .top { display: flex; justify-content: space-between; gap: 12px; align-items: baseline; }
    .link { min-height: 24px; padding: 0; border: 0; background: none; color: inherit; font: inherit; text-align: left; cursor: pointer; }
    .link:hover { text-decoration: underline; }
    .more { margin: 0 16px 12px; }
    @media (max-width: 900px) { :host { grid-template-columns: minmax(0, 1fr); } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SlipsAndDecisions {
  readonly items = input.required<readonly ProgrammeItem[]>();
  readonly milestones = input.required<readonly MilestoneView[]>();
  readonly decisions = input.required<readonly DecisionView[]>();
  /** The period before, by its name. */
  readonly since = input.required<string>();
  readonly choose = output<string>();

  readonly shown = shown;
  readonly all = signal(false);
  readonly date = dateName;
  readonly lateness = lateness;
  readonly days = (days: number): string => `${counted(days, 'day', 'days')} later`;
  readonly slips = computed(() => slipsOf(this.items(), this.milestones()));
  readonly listed = computed(() => (this.all() ? this.slips() : this.slips().slice(0, shown)));
  readonly open = computed(() => this.decisions().filter(({ decided }) => !decided).toSorted((a, b) => (a.dueDate ?? '9').localeCompare(b.dueDate ?? '9')));
  readonly taken = computed(() => this.decisions().filter(({ decided }) => decided));
}
