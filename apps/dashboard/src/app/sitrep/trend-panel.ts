import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import type { SitrepFigure, SitrepFigureName, SitrepTrendWeek } from '@sightline/contracts';
import { sitrepFigures } from '@sightline/contracts';
import { ChartCard } from '../ui/chart-card';
import { LineChart } from '../ui/line-chart';
import { figureWords, mondayOf } from './words';

const weeksShown = 8;

/** One of the seven over the last eight weeks; the table has all of them. */
@Component({
  selector: 'sl-trend-panel',
  imports: [ChartCard, LineChart],
  template: `
    <sl-chart-card heading="The last eight weeks" [note]="note()" [columns]="columns()" [rows]="rows()" fileName="sitrep-trend">
      <label class="select"><span>Figure</span><select (change)="choose($event)">@for (name of names; track name) {<option [value]="name" [selected]="name === chosen()">{{ words[name].short }}</option>}</select></label>
      @if (points().length > 1) {
        @defer (on idle) {<sl-line-chart [label]="label()" [series]="series()" [height]="180" />} @placeholder {<div class="room"></div>}
      } @else {<p class="q t13 room">A line needs two weeks. This is the first.</p>}
    </sl-chart-card>
  `,
  styles: `
    .room { height: 180px; padding-top: 10px; }
    .select { margin-bottom: 8px; }
    @media print { .select { display: none; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TrendPanel {
  readonly trend = input.required<readonly SitrepTrendWeek[]>();
  readonly figures = input.required<readonly SitrepFigure[]>();
  readonly chosen = signal<SitrepFigureName>('on-time');
  readonly names = sitrepFigures;
  readonly words = figureWords;

  private readonly weeks = computed(() => this.trend().slice(-weeksShown));
  private readonly figure = computed(() => this.figures().find(({ figure }) => figure === this.chosen()));
  readonly note = computed(() => `${this.figure()?.label ?? ''}, ${this.figure()?.unit ?? ''}, by week; the last one is under way.`);
  readonly points = computed(() => this.weeks().flatMap(({ week, values }) => {
    const value = values[this.chosen()];
    return value === null ? [] : [{ at: mondayOf(week), value }];
  }));
  readonly series = computed(() => [{ name: figureWords[this.chosen()].short, points: this.points() }]);
  readonly label = computed(() => `${figureWords[this.chosen()].short}: ${this.points().map(({ value }) => value).join(', ')}`);
  readonly columns = computed(() => [
    { key: 'week', label: 'Week' },
    ...this.figures().map(({ figure, unit }) => ({ key: figure, label: `${figureWords[figure].short}, ${unit}`, numeric: true })),
    { key: 'state', label: 'State' },
  ]);
  readonly rows = computed(() => this.weeks().map(({ week, frozen, values }) => ({ week, ...Object.fromEntries(sitrepFigures.map((name) => [name, values[name] ?? null])), state: frozen ? 'frozen' : 'open' })));

  choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.chosen.set(sitrepFigures.find((name) => name === value) ?? 'on-time');
  }
}
