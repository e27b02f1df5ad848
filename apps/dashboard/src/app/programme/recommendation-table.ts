import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { RecommendationView } from '@sightline/contracts';
import { Icon } from '../ui/icon';
import { StatePanel } from '../ui/state-panel';
import { lateness } from './changes';
import { ProgrammeTables } from './programme-tables.store';
import { dateName } from './words';

/** What others have recommended, body by body: assessed by whose scheme, how late in days, and what is wrong with it. */
@Component({
  selector: 'sl-recommendation-table',
  imports: [Icon, StatePanel],
  template: `
    <section class="panel" aria-labelledby="recommendations">
      <div class="panel-head">
        <h2 id="recommendations">Recommendations</h2>
        <span class="q t13">{{ summary() }}</span>
        <span class="grow"></span>
        <button type="button" class="btn small" (click)="tables.save('recommendations')" aria-label="Recommendations, download as CSV">CSV</button>
      </div>
      @if (bodies().length > 0) {
        <div class="scroll-x" tabindex="0" role="region" aria-label="Recommendations, table">
          <table class="table">
            <thead><tr><th scope="col">Recommendation</th><th scope="col">Lead</th><th scope="col">Assessed as</th><th scope="col">Due</th><th scope="col">Late</th></tr></thead>
            @for (group of bodies(); track group.body) {
              <tbody>
                <tr class="body"><th scope="rowgroup" colspan="5">{{ group.body }} <span class="q">{{ group.rows.length }}</span></th></tr>
                @for (one of group.rows; track one.recommendationRef) {
                  <tr [class.on]="one.recommendationRef === chosen()">
                    <th scope="row">
                      <button type="button" class="link" (click)="choose.emit(one.recommendationRef)" [attr.aria-expanded]="one.recommendationRef === chosen()"><b>{{ one.recommendationRef }}</b> {{ one.recommendation }}</button>
                      <span class="q t12 refs">{{ kind(one) }}</span>
                      @for (finding of one.findings; track finding.finding) {<span class="flag"><sl-icon name="flag" [size]="12" /> <span>{{ finding.explanation }}</span></span>}
                    </th>
                    <td class="q">{{ one.leadRole ?? 'nobody' }}</td>
                    <td>@if (one.category; as category) {<b>{{ category.code }}</b> {{ category.label }}} @else {<span class="qq">not assessed</span>}</td>
                    <td>
                      <span class="nw">{{ one.originalDueDate ? date(one.originalDueDate) : 'no date' }}</span>
                      @if (one.achievedDate) {<span class="q t12 words">achieved {{ date(one.achievedDate) }}</span>} @else if (one.anticipatedDate && one.anticipatedDate !== one.originalDueDate) {<span class="q t12 words">expected {{ date(one.anticipatedDate) }}</span>}
                    </td>
                    <td class="nw" [class.b]="(one.lateDays ?? 0) > 0">{{ late(one) }}</td>
                  </tr>
                }
              </tbody>
            }
          </table>
        </div>
      } @else {<sl-state kind="empty" heading="No recommendation is on record" text="Those of inquiries, inspections and scrutiny appear here as the programme office enters them." />}
    </section>
  `,
  styleUrl: './record-table.scss',
  styles: `.body th { background: var(--sunken); font-weight: var(--w-semi); } .body .q { font-weight: var(--w-reg); } .on th, .on td { background: var(--accent-soft); }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RecommendationTable {
  readonly tables = inject(ProgrammeTables);
  readonly recommendations = input.required<readonly RecommendationView[]>();
  readonly chosen = input<string | null>(null);
  readonly choose = output<string>();

  readonly date = dateName;
  readonly bodies = computed(() => {
    const groups = Map.groupBy(this.recommendations(), ({ body }) => body);
    return [...groups].map(([body, rows]) => ({ body, rows }));
  });
  readonly summary = computed(() => {
    const all = this.recommendations();
    const achieved = all.filter((one) => one.achieved).length;
    const overdue = all.filter((one) => !one.achieved && one.achievedDate === undefined && (one.lateDays ?? 0) > 0).length;
    const flagged = all.filter(({ findings }) => findings.length > 0).length;
    return `${achieved} of ${all.length} achieved, ${overdue} open past the due date${flagged > 0 ? `, ${flagged} flagged` : ''}`;
  });

  kind({ theme, immediateFix, longTerm }: RecommendationView): string {
    return [theme, immediateFix === true ? 'immediate fix' : '', longTerm === true ? 'long-term' : ''].filter((part) => part !== undefined && part !== '').join(', ');
  }

  late({ lateDays, achievedDate, expectedLateDays }: RecommendationView): string {
    if (lateDays !== null) return achievedDate !== undefined || lateDays <= 0 ? lateness(lateDays) : `${lateness(lateDays)}, open`;
    return expectedLateDays !== null && expectedLateDays > 0 ? `expected ${lateness(expectedLateDays)}` : '–';
  }
}
