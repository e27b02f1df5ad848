import { ChangeDetectionStrategy, Component, computed, input, model, output, signal } from '@angular/core';
import type { SitrepFigure, SitrepFigureName, SitrepGroup, SitrepGrouping } from '@sightline/contracts';
import { download, toCsv } from '../ui/csv';
import { Segmented } from '../ui/segmented';
import { SortHeader } from '../ui/sort-header';
import type { Sort } from '../ui/sorting';
import { sorted } from '../ui/sorting';
import type { RunsAsked } from './sitrep.store';
import { amount, figureWords } from './words';

interface Row {
  ref: string;
  label: string;
  runs: number;
  cells: Map<SitrepFigureName, SitrepGroup>;
}

const firstShown = 40;

/** The seven side by side for each operator, route or area, so that they compare. Every number opens its runs. */
@Component({
  selector: 'sl-breakdown-table',
  imports: [Segmented, SortHeader],
  template: `
    <div class="panel-head">
      <h2>By {{ by() }}</h2>
      <span class="grow"></span>
      <sl-segmented class="screen" [small]="true" label="Break down by" [options]="options" [value]="by()" (valueChange)="by.set($event)" />
      <button type="button" class="btn small screen" [attr.aria-label]="'CSV by ' + by()" (click)="save()">CSV</button>
    </div>
    <div class="scroll-x" tabindex="0" role="region" [attr.aria-label]="'The seven by ' + by()">
      <table class="table">
        <caption class="visually-hidden">The weekly seven by {{ by() }}</caption>
        <thead>
          <tr>
            <th slSort="label" [(sort)]="sort">{{ noun() }}</th>
            <th slSort="runs" [(sort)]="sort" [descendingFirst]="true" class="r">Runs</th>
            @for (figure of figures(); track figure.figure) {<th [slSort]="figure.figure" [(sort)]="sort" [descendingFirst]="true" class="r">{{ short(figure.figure) }}, {{ figure.unit }}</th>}
          </tr>
        </thead>
        <tbody>
          @for (row of shownRows(); track row.ref) {
            <tr>
              <th scope="row">{{ row.label }}</th>
              <td class="r">{{ row.runs.toLocaleString('en-GB') }}</td>
              @for (figure of figures(); track figure.figure) {
                <td class="r">@if (cell(row, figure); as text) {@if (opens() && row.ref !== '') {<button type="button" class="link" (click)="ask(row, figure.figure)">{{ text }}<span class="visually-hidden">, {{ short(figure.figure) }}, {{ row.label }}: list the runs</span></button>} @else {{{ text }}}}</td>
              }
            </tr>
          }
        </tbody>
      </table>
    </div>
    @if (rows().length > shownRows().length) {<p class="more"><button type="button" class="btn small" (click)="all.set(true)">Show all {{ rows().length }}</button></p>}
  `,
  host: { class: 'panel' },
  styles: `
    :host { display: block; }
    tbody th { vertical-align: middle; font-weight: var(--w-reg); text-align: left; padding: 0 8px 0 16px; font-size: var(--t-13); color: var(--ink); border-bottom: 1px solid var(--line); white-space: nowrap; }
    thead th:first-child { padding-left: 16px; }
    td:last-child, thead th:last-child { padding-right: 16px; }
    .more { padding: 10px 16px 12px; }
    .link { min-width: 24px; min-height: 24px; padding: 0; border: 0; background: none; color: inherit; text-decoration: underline; text-decoration-color: var(--line-strong); text-underline-offset: 3px; text-align: right; cursor: pointer; }
    .link:hover { color: var(--accent); }
    @media print { .screen, .more { display: none; } .link { text-decoration: none; } tbody th { white-space: normal; } tr { break-inside: avoid; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BreakdownTable {
  readonly figures = input.required<readonly SitrepFigure[]>();
  readonly week = input.required<string>();
  readonly by = model.required<string>();
  readonly opens = input(false);
  readonly choose = output<RunsAsked>();
  readonly sort = signal<Sort>({ by: 'on-time', descending: false });
  readonly all = signal(false);

  readonly options = [
    { value: 'operator', label: 'Operator' },
    { value: 'route', label: 'Route' },
    { value: 'area', label: 'Area' },
  ];
  readonly noun = computed(() => this.options.find(({ value }) => value === this.by())?.label ?? '');
  readonly short = (figure: SitrepFigureName): string => figureWords[figure].short;

  readonly rows = computed(() => {
    const rows = new Map<string, Row>();
    for (const figure of this.figures()) {
      for (const group of groupsOf(figure, this.by())) {
        const row = rows.get(group.ref) ?? { ref: group.ref, label: group.label, runs: 0, cells: new Map<SitrepFigureName, SitrepGroup>() };
        if (figure.figure === 'operated') row.runs = group.denominator ?? 0;
        row.cells.set(figure.figure, group);
        rows.set(group.ref, row);
      }
    }
    return sorted([...rows.values()], this.sort(), (row, by) => (by === 'label' ? row.label : by === 'runs' ? row.runs : row.cells.get(by as SitrepFigureName)?.value));
  });
  readonly shownRows = computed(() => (this.all() ? this.rows() : this.rows().slice(0, firstShown)));

  cell(row: Row, { figure }: SitrepFigure): string {
    const group = row.cells.get(figure);
    if (group === undefined) return '–';
    return group.numerator === null ? 'under 5' : amount(group.value, '');
  }

  ask(row: Row, figure: SitrepFigureName): void {
    this.choose.emit({ figure, part: null, members: 'denominator', by: this.by() as SitrepGrouping, ref: row.ref });
  }

  save(): void {
    const columns = [{ key: 'label', label: this.noun() }, { key: 'runs', label: 'Runs' }, ...this.figures().map(({ figure, label, unit }) => ({ key: figure, label: `${label}, ${unit}` }))];
    const rows = this.rows().map((row) => ({ label: row.label, runs: row.runs, ...Object.fromEntries(this.figures().map(({ figure }) => [figure, row.cells.get(figure)?.value ?? null])) }));
    download(`sitrep-${this.week()}-by-${this.by()}.csv`, toCsv(columns, rows));
  }
}

const groupsOf = ({ byOperator, byRoute, byArea }: SitrepFigure, by: string): readonly SitrepGroup[] => (by === 'operator' ? byOperator : by === 'route' ? (byRoute ?? []) : (byArea ?? []));
