import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { BarChartModule } from '@swimlane/ngx-charts';

export interface ChartBar {
  name: string;
  value: number;
  /** Over what is allowed: drawn in red instead of grey. */
  over?: boolean;
}

/** Horizontal bars in neutral grey, red where something is over. Load it with `@defer`: it brings the chart library. */
@Component({
  selector: 'sl-bar-chart',
  imports: [BarChartModule],
  template: `<div class="chart" [attr.role]="label() === '' ? null : 'img'" [attr.aria-label]="label()" [style.height.px]="height()">
    <ngx-charts-bar-horizontal [results]="results()" [customColors]="colours()" [xAxis]="true" [yAxis]="true" [animations]="false" [roundEdges]="false" [barPadding]="6" [legend]="false" [tooltipDisabled]="true" [maxYAxisTickLength]="30" />
  </div>`,
  styleUrl: './chart.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BarChart {
  readonly label = input.required<string>();
  readonly bars = input.required<readonly ChartBar[]>();
  readonly height = input(260);
  readonly results = computed(() => this.bars().map(({ name, value }) => ({ name, value })));
  readonly colours = computed(() => this.bars().map(({ name, over }) => ({ name, value: over === true ? 'var(--crit-fill)' : 'var(--bar)' })));
}
