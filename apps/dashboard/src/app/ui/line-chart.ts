import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { LineChartModule } from '@swimlane/ngx-charts';

export interface ChartSeries {
  name: string;
  points: readonly { at: string | Date; value: number }[];
}

/** Lines over time in neutral greys, the first one in ink. Load it with `@defer`: it brings the chart library. */
@Component({
  selector: 'sl-line-chart',
  imports: [LineChartModule],
  template: `<div class="chart" [attr.role]="label() === '' ? null : 'img'" [attr.aria-label]="label()" [style.height.px]="height()">
    <ngx-charts-line-chart [results]="results()" [customColors]="colours()" [xAxis]="true" [yAxis]="true" [autoScale]="false" [animations]="false" [yAxisTickFormatting]="figure" [xAxisTickFormatting]="when" [roundDomains]="true" [legend]="false" [tooltipDisabled]="true" />
  </div>`,
  styleUrl: './chart.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LineChart {
  readonly label = input.required<string>();
  readonly series = input.required<readonly ChartSeries[]>();
  readonly height = input(220);
  readonly results = computed(() => this.series().map(({ name, points }) => ({ name, series: points.map(({ at, value }) => ({ name: typeof at === 'string' ? new Date(at) : at, value })) })));
  readonly colours = computed(() => this.series().map(({ name }, index) => ({ name, value: lineColours[index % lineColours.length] ?? 'var(--ink)' })));
  readonly figure = (value: number): string => value.toLocaleString('en-GB');
  readonly when = (value: Date | string): string => (value instanceof Date ? value.toLocaleDateString('en-GB', { day: 'numeric', month: 'short' }) : value);
}

const lineColours = ['var(--ink)', 'var(--bar-2)', 'var(--bar-3)'];
