import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { BarChartModule } from '@swimlane/ngx-charts';

export interface ColumnGroup {
  name: string;
  columns: readonly { name: string; value: number }[];
}

/** Columns side by side in neutral greys, the last of a group in ink. Load it with `@defer`: it brings the chart library. */
@Component({
  selector: 'sl-column-chart',
  imports: [BarChartModule],
  template: `<div class="chart" [attr.role]="label() === '' ? null : 'img'" [attr.aria-label]="label()" [style.height.px]="height()">
    <ngx-charts-bar-vertical-2d [results]="results()" [customColors]="colours()" [xAxis]="true" [yAxis]="true" [animations]="false" [roundEdges]="false" [groupPadding]="10" [barPadding]="1" [legend]="false" [tooltipDisabled]="true" [rotateXAxisTicks]="true" [yAxisTickFormatting]="figure" />
  </div>`,
  styleUrl: './chart.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ColumnChart {
  readonly label = input.required<string>();
  readonly groups = input.required<readonly ColumnGroup[]>();
  readonly height = input(220);
  readonly results = computed(() => this.groups().map(({ name, columns }) => ({ name, series: columns.map(({ name: of, value }) => ({ name: of, value })) })));
  readonly colours = computed(() => {
    const names = (this.groups()[0]?.columns ?? []).map(({ name }) => name);
    return names.map((name, index) => ({ name, value: index === names.length - 1 ? 'var(--ink-2)' : 'var(--bar-3)' }));
  });
  readonly figure = (value: number): string => value.toLocaleString('en-GB');
}
