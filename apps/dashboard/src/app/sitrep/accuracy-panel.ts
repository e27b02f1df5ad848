import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { SitrepAccuracy } from '@sightline/contracts';
import { StatePanel } from '../ui/state-panel';
import { plain } from './words';

/** How right the product's own expected times were, by how far ahead they were made. */
@Component({
  selector: 'sl-accuracy-panel',
  imports: [StatePanel],
  template: `
    <div class="panel-head"><h2>How right our expected times were</h2><span class="grow"></span><button type="button" class="btn small" aria-label="CSV of the accuracy" (click)="csv.emit()">CSV</button></div>
    @if (compared() === 0) {<sl-state kind="empty" heading="Nothing to compare yet" text="An expected time is compared with what happened when the stop is called at." />} @else {
      <div class="scroll-x" tabindex="0" role="region" aria-label="Accuracy by horizon">
        <table class="table">
          <caption class="visually-hidden">Accuracy of the expected times by horizon</caption>
          <thead><tr><th scope="col">Minutes ahead</th><th scope="col">Right means</th><th scope="col" class="r">Compared</th><th scope="col" class="r">Told to families, %</th><th scope="col" class="r">Likely time, %</th><th scope="col" class="r">In the window told, %</th><th scope="col" class="r">Mean error, s</th></tr></thead>
          <tbody>
            @for (row of rows(); track row.horizon) {<tr><th scope="row">{{ row.horizon }}</th><td>{{ row.window }}</td><td class="r">{{ show(row.compared) }}</td><td class="r num">{{ show(row.centred) }}</td><td class="r">{{ show(row.likely) }}</td><td class="r">{{ show(row.within) }}</td><td class="r">{{ show(row.meanErrorSeconds) }}</td></tr>}
          </tbody>
        </table>
      </div>
      <p class="q t12 foot">Every expected time is kept and compared with the arrival that followed. Percentages are of the comparisons of each row.</p>
    }
  `,
  host: { class: 'panel' },
  styles: `
    :host { display: block; }
    tbody th { vertical-align: middle; font-weight: var(--w-reg); font-size: var(--t-13); color: var(--ink); white-space: nowrap; }
    th:first-child { padding-left: 16px; }
    td:last-child, th:last-child { padding-right: 16px; }
    .foot { padding: 8px 16px 12px; }
    @media print { tbody th { white-space: normal; } .btn { display: none; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccuracyPanel {
  readonly rows = input.required<readonly SitrepAccuracy[]>();
  readonly csv = output<void>();
  readonly compared = computed(() => this.rows().reduce((sum, { compared }) => sum + compared, 0));
  readonly show = (value: number | null): string => (value === null ? '–' : plain(value));
}
