import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { MetricView } from '@sightline/contracts';
import { duration } from '../ui/words';

/** How the lines are doing, in one row; each figure carries its formula. */
const shown: readonly { name: string; label: string }[] = [
  { name: 'calls-waiting', label: 'Waiting' },
  { name: 'longest-wait', label: 'Longest wait' },
  { name: 'service-level', label: 'Answered within 20 s' },
  { name: 'abandonment', label: 'Hung up before answer' },
  { name: 'average-speed-of-answer', label: 'Average wait' },
];

@Component({
  selector: 'sl-call-strip',
  template: `
    <dl>
      @for (figure of figures(); track figure.name) {
        <div [attr.title]="figure.formula"><dt>{{ figure.label }}</dt><dd>{{ figure.text }} <span class="q t12">{{ figure.of }}</span></dd></div>
      }
    </dl>
  `,
  styles: `
    :host { display: block; background: var(--surface); border-bottom: 1px solid var(--line); }
    dl { display: flex; flex-wrap: wrap; }
    div { padding: 8px 20px 8px 24px; border-right: 1px solid var(--line); }
    dt { font-size: var(--t-12); color: var(--ink-2); }
    dd { font-size: var(--t-18); font-weight: var(--w-semi); min-width: 74px; }
    dd .q { font-weight: var(--w-reg); }
    @media (max-width: 700px) { div { padding: 6px 14px; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CallStrip {
  readonly metrics = input.required<ReadonlyMap<string, MetricView>>();
  readonly figures = computed(() =>
    shown.map(({ name, label }) => {
      const metric = this.metrics().get(name);
      return {
        name,
        label,
        text: metric === undefined || metric.value === null ? '–' : text(metric),
        of: metric?.unit === '%' && metric.denominator !== undefined && metric.denominator > 0 ? `${metric.numerator?.toLocaleString('en-GB') ?? ''} of ${metric.denominator.toLocaleString('en-GB')}` : '',
        formula: metric?.formula ?? '',
      };
    }),
  );
}

function text({ value, unit }: MetricView): string {
  if (value === null) return '–';
  if (unit === '%') return `${value.toFixed(1)}%`;
  if (unit === 's' || unit === 'seconds') return duration(value);
  return value.toLocaleString('en-GB');
}
