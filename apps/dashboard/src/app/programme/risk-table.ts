import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { RiskView } from '@sightline/contracts';
import { Icon } from '../ui/icon';
import type { IconName } from '../ui/icon';
import { StatePanel } from '../ui/state-panel';
import { dateName } from './words';
import { ProgrammeTables } from './programme-tables.store';

/** Risks with what is done about them; the score before and after, and which way it went. */
@Component({
  selector: 'sl-risk-table',
  imports: [Icon, StatePanel],
  template: `
    <section class="panel" aria-labelledby="risks">
      <div class="panel-head">
        <h2 id="risks">Risks</h2>
        <span class="q t13">{{ summary() }}</span>
        <span class="grow"></span>
        <button type="button" class="btn small" (click)="tables.save('risks')" aria-label="Risks, download as CSV">CSV</button>
      </div>
      @if (rows().length > 0) {
        <div class="scroll-x" tabindex="0" role="region" aria-label="Risks, table">
          <table class="table">
            <thead><tr><th scope="col">Risk</th><th scope="col">What is done about it</th><th scope="col">Owner</th><th scope="col" class="r">Score before</th><th scope="col" class="r">After</th><th scope="col">Since {{ since() }}</th></tr></thead>
            <tbody>
              @for (row of rows(); track row.risk.riskRef) {
                <tr [class.closed]="row.risk.closedDate">
                  <th scope="row"><b>{{ row.risk.riskRef }}</b> {{ row.risk.description }}@if (row.risk.itemRefs; as refs) {<span class="q t12 refs">{{ refs.join(', ') }}</span>}</th>
                  <td>{{ row.risk.mitigation ?? 'nothing is on record' }}</td>
                  <td class="q">{{ row.risk.ownerRole ?? 'nobody' }}</td>
                  <td class="r q">{{ row.risk.scoreBefore ?? '–' }}</td>
                  <td class="r num">{{ row.risk.scoreAfter ?? '–' }}</td>
                  <td class="nw" [class.b]="row.worse">@if (row.icon; as icon) {<sl-icon [name]="icon" [size]="14" /> }{{ row.words }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      } @else {<sl-state kind="empty" heading="No risk is on record" text="Risks appear here as the programme office enters them." />}
    </section>
  `,
  styleUrl: './record-table.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RiskTable {
  readonly tables = inject(ProgrammeTables);
  readonly risks = input.required<readonly RiskView[]>();
  /** The period before, by its name. */
  readonly since = input.required<string>();

  /** The highest first; what was closed stands last. */
  readonly rows = computed(() =>
    this.risks()
      .toSorted((a, b) => Number(a.closedDate !== undefined) - Number(b.closedDate !== undefined) || (b.score ?? -1) - (a.score ?? -1))
      .map((risk) => ({ risk, ...movement(risk) })),
  );
  readonly summary = computed(() => {
    const open = this.risks().filter(({ closedDate }) => closedDate === undefined);
    const worse = open.filter(({ change }) => (change ?? 0) > 0).length;
    const better = open.filter(({ change }) => (change ?? 0) < 0).length;
    return `${open.length} open, ${worse} scored higher and ${better} lower than in ${this.since()}; the highest first`;
  });
}

function movement({ change, closedDate }: RiskView): { icon: IconName | null; words: string; worse: boolean } {
  if (closedDate !== undefined) return { icon: 'check', words: `closed ${dateName(closedDate)}`, worse: false };
  if (change === null) return { icon: 'plus', words: 'new', worse: false };
  if (change === 0) return { icon: 'level', words: 'level', worse: false };
  return change > 0 ? { icon: 'up', words: `${change} higher`, worse: true } : { icon: 'down-arrow', words: `${-change} lower`, worse: false };
}
