import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { ProgrammeCounts } from '@sightline/contracts';
import { ratings } from '@sightline/contracts';
import { BragTag } from '../ui/brag-tag';
import { changeSince } from './words';

/** The actions by rating, each with its share of those rated here and its change since the period before. */
@Component({
  selector: 'sl-headline-counts',
  imports: [BragTag],
  template: `
    <div class="all">
      <h2>Actions</h2>
      <p class="figure">{{ actions().total.toLocaleString('en-GB') }}</p>
      <p class="q">{{ ratedHere() }} rated here, {{ actions().ledElsewhere }} elsewhere</p>
    </div>
    @for (cell of cells(); track cell.rating) {
      <div>
        <sl-brag [rating]="cell.rating" />
        <p class="line"><span class="figure">{{ cell.count }}</span><span class="q">{{ cell.percent }}</span></p>
        <p class="q change"><b>{{ cell.change.figure }}</b> {{ cell.change.since }}</p>
      </div>
    }
  `,
  styles: `
    :host { display: grid; grid-template-columns: 1.28fr repeat(5, 1fr); background: var(--surface); border: 1px solid var(--line); border-radius: var(--r-2); }
    div { padding: 14px 16px 12px; border-left: 1px solid var(--line); min-width: 0; }
    .all { border-left: 0; }
    h2 { font-size: var(--t-14); line-height: 20px; }
    .figure { font-size: var(--t-40); line-height: 1.2; font-weight: var(--w-semi); letter-spacing: -0.025em; }
    .line { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 10px; }
    .q { font-size: var(--t-14); }
    .change b { color: var(--ink); font-weight: var(--w-semi); }
    @media (max-width: 900px) {
      :host { grid-template-columns: repeat(3, 1fr); }
      div { border-top: 1px solid var(--line); margin-top: -1px; }
      .figure { font-size: var(--t-28); }
    }
    @media (max-width: 480px) { :host { grid-template-columns: repeat(2, 1fr); } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class HeadlineCounts {
  readonly counts = input.required<ProgrammeCounts>();
  readonly actions = computed(() => this.counts().counts.actions);
  readonly ratedHere = computed(() => this.actions().total - this.actions().ledElsewhere);
  readonly cells = computed(() => {
    const { counts, change, percentages, previousPeriod } = this.counts();
    return ratings.map((rating) => ({
      rating,
      count: counts.actions[rating],
      percent: `${percentages[rating].toFixed(1)}%`,
      change: changeSince(change?.actions[rating], previousPeriod),
    }));
  });
}
