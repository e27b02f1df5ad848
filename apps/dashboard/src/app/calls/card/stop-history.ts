import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Clock } from '../../ui/clock';
import { counted } from '../../ui/words';
import { barsOf, lateWords } from './past-lateness';
import { StopHistoryStore } from './stop-history.store';

/** How late the bus was at this stop on the last school days: a small chart, and its table. */
@Component({
  selector: 'sl-stop-history',
  template: `
    <div class="row">
      <h2>Late at this stop@if (view(); as view) {@if (view.items.length > 0) {, {{ days() }} <span class="q plain">{{ view.late }} of {{ view.seen }} late</span>}}</h2>
      <span class="grow"></span>
      @if (days()) {<button type="button" class="btn quiet small" [attr.aria-pressed]="asTable()" aria-label="Lateness at this stop as a table" (click)="asTable.set(!asTable())">Table</button>}
    </div>
    @if (view(); as view) {
      @if (view.items.length === 0) {
        <p class="q t13">No school day on record yet on which this stop was planned.</p>
      } @else if (asTable()) {
        <div class="scroll" tabindex="0" role="region" aria-label="Lateness by day">
          <table class="table compact">
            <thead><tr><th scope="col">Day</th><th scope="col" class="r">Due</th><th scope="col" class="r">There</th><th scope="col" class="r">Late</th></tr></thead>
            <tbody>@for (item of view.items; track item.serviceDate) {<tr><th scope="row">{{ day(item.serviceDate) }}</th><td class="r">{{ clock.time(item.scheduledAt) }}</td><td class="r">{{ clock.time(item.arrivedAt) || '–' }}</td><td class="r">{{ late(item) }}</td></tr>}</tbody>
          </table>
        </div>
      } @else {
        <svg viewBox="0 0 372 74" role="img" [attr.aria-label]="label()">
          <path [attr.d]="'M0 ' + bars().limit + 'H372'" class="limit" />
          @for (bar of bars().bars; track bar.day.serviceDate) {
            @if (bar.height > 0) {<rect [attr.x]="bar.x" [attr.y]="bar.y" [attr.width]="bars().width" [attr.height]="bar.height" [class.late]="bar.late" />}
            @else {<text [attr.x]="bar.x + bars().width / 2" y="54" text-anchor="middle">{{ bar.day.outcome === 'cancelled' ? '×' : '–' }}</text>}
          }
          <path d="M0 56.5H372" class="axis" />
          <text x="0" y="71">{{ day(oldest()[0]?.serviceDate) }}</text>
          <text x="186" y="71" text-anchor="middle">dotted: {{ view.lateFromMinutes }} min</text>
          <text x="372" y="71" text-anchor="end">{{ day(oldest().at(-1)?.serviceDate) }}</text>
        </svg>
      }
      <details class="qq t12"><summary>How this is counted</summary>{{ view.formula }}</details>
    } @else {
      <p class="q t13">{{ store.history().state === 'error' ? 'The days before could not be read.' : 'Looking at the last school days' }}</p>
    }
  `,
  host: { class: 'panel', role: 'region', 'aria-label': 'Late at this stop' },
  styles: `
    :host { display: grid; gap: 8px; padding: 10px 16px 12px; }
    .row { flex-wrap: wrap; }
    h2 { font-size: var(--t-14); }
    .plain { font-weight: var(--w-reg); }
    svg { width: 100%; overflow: visible; }
    rect { fill: var(--bar-2); }
    rect.late { fill: var(--warn-fill); stroke: var(--v-warn-edge); stroke-width: 1; }
    .limit { stroke: var(--line-strong); stroke-dasharray: 2 3; }
    .axis { stroke: var(--line-strong); }
    text { font-size: 12px; fill: var(--ink-2); }
    summary { min-height: 24px; cursor: pointer; }
    .scroll { max-height: 220px; overflow: auto; }
  `,
  providers: [StopHistoryStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StopHistory {
  readonly clock = inject(Clock);
  readonly store = inject(StopHistoryStore);
  readonly runRef = input.required<string>();
  readonly sequence = input.required<number>();
  readonly asTable = signal(false);
  readonly view = computed(() => {
    const history = this.store.history();
    return history.state === 'known' ? history.view : null;
  });
  readonly oldest = computed(() => this.view()?.items.toReversed() ?? []);
  readonly bars = computed(() => barsOf(this.oldest(), this.view()?.lateFromMinutes ?? 0));
  readonly days = computed(() => (this.oldest().length === 0 ? '' : counted(this.oldest().length, 'school day', 'school days')));
  readonly label = computed(() => `${this.view()?.summary ?? ''} The table says each day.`);
  readonly late = lateWords;

  constructor() {
    effect(() => {
      const [runRef, sequence] = [this.runRef(), this.sequence()];
      untracked(() => void this.store.ask(runRef, sequence));
    });
  }

  day(date: string | undefined): string {
    return date === undefined ? '' : this.clock.shortDay(`${date}T12:00:00Z`);
  }
}
