import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import type { ContractRow } from '@sightline/contracts';
import { SortHeader } from '../ui/sort-header';
import type { Sort } from '../ui/sorting';
import { sorted } from '../ui/sorting';
import { StatePanel } from '../ui/state-panel';
import { plain } from './words';

const firstShown = 20;

/** What the contracts ask, what was met, and what falling short would carry. */
@Component({
  selector: 'sl-contracts-panel',
  imports: [SortHeader, StatePanel],
  template: `
    <div class="panel-head"><h2>Contract measures</h2><span class="grow"></span><button type="button" class="btn small" aria-label="CSV of the contract measures" (click)="csv.emit()">CSV</button></div>
    <p class="q t13 note">{{ summary() }} Nothing is deducted from here: people decide, with the operator’s evidence.</p>
    @if (rows().length === 0) {<sl-state kind="empty" heading="No operator has a run this week" />} @else {
      <div class="scroll-x" tabindex="0" role="region" aria-label="Contract measures by operator">
        <table class="table">
          <caption class="visually-hidden">Contract measures with the penalty each would carry</caption>
          <thead><tr>
            <th slSort="operatorName" [(sort)]="sort">Operator</th><th slSort="label" [(sort)]="sort">Measure</th>
            <th slSort="value" [(sort)]="sort" class="r">Met, %</th><th slSort="target" [(sort)]="sort" class="r">Target, %</th>
            <th slSort="defaults" [(sort)]="sort" [descendingFirst]="true" class="r">Defaults</th><th slSort="points" [(sort)]="sort" [descendingFirst]="true" class="r">Would carry, points</th><th slSort="pounds" [(sort)]="sort" [descendingFirst]="true" class="r">Would carry, £</th><th slSort="agreed" [(sort)]="sort">Terms</th>
          </tr></thead>
          <tbody>
            @for (row of shown(); track row.operatorRef + row.measure) {
              <tr [title]="row.formula"><th scope="row">{{ row.operatorName }}</th><td>{{ row.label }}</td><td class="r">{{ show(row.value) }}<span class="q t12"> {{ row.numerator }}/{{ row.denominator }}</span></td><td class="r">{{ show(row.target) }}</td><td class="r num">{{ row.defaults }}</td><td class="r">{{ show(row.points) }}</td><td class="r">{{ show(row.pounds) }}</td><td>{{ row.agreed ? 'own contract' : 'standard' }}</td></tr>
            }
          </tbody>
        </table>
      </div>
      @if (rows().length > shown().length) {<p class="more"><button type="button" class="btn small" (click)="all.set(true)">Show all {{ rows().length }}</button></p>}
    }
  `,
  host: { class: 'panel' },
  styles: `
    :host { display: block; }
    .note { padding: 0 16px 8px; }
    tbody th { vertical-align: middle; font-weight: var(--w-reg); font-size: var(--t-13); color: var(--ink); white-space: nowrap; }
    th:first-child { padding-left: 16px; }
    td:last-child, th:last-child { padding-right: 16px; }
    .more { padding: 10px 16px 12px; }
    @media print { tbody th { white-space: normal; } .btn, .more { display: none; } tr { break-inside: avoid; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ContractsPanel {
  readonly rows = input.required<readonly ContractRow[]>();
  readonly csv = output<void>();
  readonly sort = signal<Sort>({ by: 'pounds', descending: true });
  readonly all = signal(false);
  readonly ordered = computed(() => sorted(this.rows(), this.sort(), (row, by) => (by === 'agreed' ? String(row.agreed) : row[by as 'operatorName' | 'label' | 'value' | 'target' | 'defaults' | 'points' | 'pounds'])));
  readonly shown = computed(() => (this.all() ? this.ordered() : this.ordered().slice(0, firstShown)));
  readonly summary = computed(() => {
    const sum = (of: (row: ContractRow) => number): string => plain(this.rows().reduce((total, row) => total + of(row), 0));
    return `${sum(({ defaults }) => defaults)} defaults would carry ${sum(({ points }) => points)} points or £${sum(({ pounds }) => pounds)}.`;
  });
  readonly show = (value: number | null): string => (value === null ? '–' : plain(value));
}
