import { ChangeDetectionStrategy, Component, computed, effect, inject, input, untracked } from '@angular/core';
import type { MeasureDayView, MeasureView } from '@sightline/contracts';
import { ChartCard } from '../../ui/chart-card';
import { Clock } from '../../ui/clock';
import { LineChart } from '../../ui/line-chart';
import { StatePanel } from '../../ui/state-panel';
import { dateName } from '../words';
import { MeasureHistoryStore } from './measure-history.store';
import { withUnit } from './measure-words';

const columns = [
  { key: 'date', label: 'Day' },
  { key: 'value', label: 'At its end', numeric: true },
  { key: 'target', label: 'Target', numeric: true },
  { key: 'met', label: 'At target' },
  { key: 'lowest', label: 'Lowest', numeric: true },
  { key: 'highest', label: 'Highest', numeric: true },
  { key: 'firstOff', label: 'First off target' },
];

/** How a measure went day by day, with the target that was in force: as a line, as a table, as CSV. */
@Component({
  selector: 'sl-measure-history',
  imports: [ChartCard, LineChart, StatePanel],
  providers: [MeasureHistoryStore],
  template: `
    @if (store.shown(); as shown) {
      @switch (shown.state) {
        @case ('loading') {<section class="panel"><sl-state kind="loading" heading="Loading the days" /></section>}
        @case ('error') {<section class="panel"><sl-state kind="error" heading="The days could not be read" [text]="shown.message" action="Ask again" (act)="again()" /></section>}
        @default {
          @if (days().length === 0) {
            <section class="panel"><sl-state kind="empty" heading="No day is on record" text="It is kept from the first moment at which it has a value. Nothing is known of before." /></section>
          } @else {
            <sl-chart-card heading="Day by day" [note]="note()" [columns]="columns" [rows]="rows()" [fileName]="'measure-' + measure().measureRef">
              @if (points().length > 1) {
                @defer (on immediate) {<sl-line-chart [label]="label()" [series]="series()" [height]="200" />} @placeholder {<div class="room"></div>}
                <p class="key q t12"><span class="value"></span> {{ measure().title }} <span class="target"></span> target</p>
              } @else {<p class="q t13 room">A line needs two days. This is the first: {{ first() }}.</p>}
            </sl-chart-card>
          }
        }
      }
    }
  `,
  styles: `
    :host { display: block; }
    .room { min-height: 60px; padding-top: 8px; }
    .key { display: flex; flex-wrap: wrap; align-items: center; gap: 6px; }
    .key span { width: 18px; height: 0; border-top: 2px solid var(--ink); }
    .key .target { margin-left: 8px; border-color: var(--bar-2); }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class MeasureHistory {
  readonly store = inject(MeasureHistoryStore);
  private readonly clock = inject(Clock);
  readonly measure = input.required<MeasureView>();
  private readonly measureRef = computed(() => this.measure().measureRef);
  readonly columns = columns;

  constructor() {
    effect(() => {
      const ref = this.measureRef();
      untracked(() => void this.store.ask(ref));
    });
  }

  /** The days on record. The last one of a live measure moves with the page. */
  readonly days = computed<readonly MeasureDayView[]>(() => {
    const shown = this.store.shown();
    if (shown.state !== 'ready') return [];
    const { items } = shown.history;
    const last = items.at(-1);
    const { live, value, met, recent = [] } = this.measure();
    const isToday = last !== undefined && last.date === (recent.at(-1)?.date ?? last.date);
    return live === true && isToday ? [...items.slice(0, -1), { ...last, value, met }] : items;
  });
  readonly points = computed(() => this.days().flatMap(({ date, value }) => (value === null ? [] : [{ at: date, value }])));
  readonly series = computed(() => [
    { name: this.measure().title, points: this.points() },
    { name: 'target', points: this.days().map(({ date, target }) => ({ at: date, value: target })) },
  ]);
  readonly first = computed(() => {
    const [point] = this.points();
    return point === undefined ? 'no value that can be shown' : `${withUnit(point.value, this.measure().unit)} on ${dateName(point.at)}`;
  });
  readonly note = computed(() => {
    const since = this.days()[0]?.date;
    const missed = this.days().filter(({ met }) => met === false).length;
    const what = this.measure().live === true ? 'days that ended' : 'figures';
    return since === undefined ? '' : `On record since ${dateName(since)}; nothing is known of before. ${missed} of ${this.days().length} ${what} off target. A day is judged by how it ended.`;
  });
  readonly label = computed(() => {
    const points = this.points();
    const [from, to] = [points[0], points.at(-1)];
    const { title, target, unit } = this.measure();
    return from === undefined || to === undefined ? title : `${title}: from ${withUnit(from.value, unit)} on ${dateName(from.at)} to ${withUnit(to.value, unit)} on ${dateName(to.at)}, target ${withUnit(target, unit)}`;
  });
  readonly rows = computed(() =>
    this.days().toReversed().map(({ date, value, target, met, lowest, highest, firstOffAt }) => ({
      date, value, target, met: met === null ? 'not known' : met ? 'met' : 'missed', lowest, highest, firstOff: firstOffAt === null ? null : this.clock.time(firstOffAt),
    })),
  );

  again(): void {
    void this.store.ask(this.measure().measureRef);
  }
}
