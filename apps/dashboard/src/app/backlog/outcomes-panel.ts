import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { CaseworkValues } from '@sightline/contracts';
import { ChartCard } from '../ui/chart-card';
import type { TableRow } from '../ui/csv';
import type { OpenedCell } from '../ui/data-table';
import { FigureButton } from '../ui/figure-button';
import { counted, sentenceCase } from '../ui/words';
import type { CaseFilter } from './case-filter';

/** The order in which outcomes stand in a bar, from most to least in the complainant's favour; others follow. */
const order = ['upheld', 'partly-upheld', 'not-upheld', 'no-update'];
const tones = ['strong', 'middle', 'light', 'none'];

/** Outcomes of complaints by service, as shares of one bar each. */
@Component({
  selector: 'sl-outcomes-panel',
  imports: [ChartCard, FigureButton],
  template: `
    <sl-chart-card heading="Outcomes of complaints" [columns]="columns()" [rows]="rows()" fileName="outcomes-of-complaints" [behind]="behind" (open)="open($event)">
      <div class="bars">
        @for (bar of bars(); track bar.label) {
          <div>
            <p class="line"><span>{{ bar.label }}</span><span class="q t12"><sl-figure [opens]="opens()" [of]="bar.of" [says]="bar.label + ': ' + bar.total + ', list them'" (list)="list.emit({ caseType: 'complaint', counts: 'closed', serviceArea: bar.label })">{{ bar.total }}</sl-figure></span></p>
            <div class="bar">
              @for (part of bar.parts; track part.outcome) {
                <span [class]="part.tone" [style.flex-grow]="part.percent" [attr.title]="part.words">{{ part.percent >= 9 ? part.percent + '%' : '' }}<span class="visually-hidden">{{ part.words }}</span></span>
              }
            </div>
            @if (opens()) {
              <p class="counts q t12">@for (part of bar.parts; track part.outcome) {@if (part.count > 0) {<sl-figure [opens]="true" [of]="part.count" [says]="bar.label + ', ' + part.words + ', list them'" (list)="list.emit(filterOf(bar.label, part.outcome))">{{ part.count }}&nbsp;{{ part.label }}</sl-figure>}}</p>
            }
          </div>
        }
        <p class="legend" aria-hidden="true">@for (outcome of shown(); track outcome.key) {<span><i [class]="outcome.tone"></i>{{ outcome.label }}</span>}</p>
      </div>
      <p class="formula q t12">{{ formula() }}</p>
    </sl-chart-card>
  `,
  styles: `
    .formula { margin-top: 10px; padding-top: 8px; border-top: 1px solid var(--line); }
    .bars { display: grid; gap: 10px; }
    .line { display: flex; justify-content: space-between; font-size: var(--t-13); }
    .bar { display: flex; gap: 2px; height: 26px; margin-top: 4px; }
    .bar > span { display: flex; align-items: center; flex-basis: 0; padding-left: 7px; min-width: 3px; overflow: hidden; font-size: var(--t-12); font-weight: var(--w-semi); white-space: nowrap; }
    .counts { display: flex; flex-wrap: wrap; gap: 0 12px; }
    .strong { background: var(--ink-2); color: var(--surface); }
    .middle { background: var(--bar-2); color: var(--bar-2-ink); }
    .light { background: var(--bar-3); color: var(--ink); }
    .none { background: repeating-linear-gradient(135deg, var(--hatch) 0 1.5px, transparent 1.5px 6px), var(--sunken); color: var(--ink); box-shadow: inset 0 0 0 1px var(--line); }
    .legend { display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: var(--t-12); color: var(--ink-2); }
    .legend span { display: inline-flex; align-items: center; gap: 6px; }
    .legend i { width: 14px; height: 14px; border-radius: 2px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OutcomesPanel {
  readonly outcomes = input.required<readonly { label: string; values: CaseworkValues<'outcomes'> }[]>();
  readonly formula = input('');
  readonly opens = input(false);
  readonly list = output<CaseFilter>();

  readonly shown = computed(() => {
    const known = new Set(this.outcomes().flatMap(({ values }) => Object.keys(values.counts)));
    const keys = [...order.filter((key) => known.has(key)), ...[...known].filter((key) => !order.includes(key)).sort()];
    return keys.map((key) => ({ key, label: sentenceCase(key.replaceAll('-', ' ')), tone: tones[order.indexOf(key)] ?? 'none' }));
  });
  readonly bars = computed(() =>
    this.outcomes()
      .toSorted((a, b) => b.values.total - a.values.total)
      .slice(0, 6)
      .map(({ label, values }) => ({
        label,
        of: values.total,
        total: counted(values.total, 'closed', 'closed'),
        parts: this.partsOf(values),
      })),
  );
  readonly columns = computed(() => [
    { key: 'service', label: 'Service' },
    ...this.shown().flatMap((outcome) => [
      { key: outcome.key, label: outcome.label, numeric: true },
      { key: `${outcome.key}%`, label: `${outcome.label}, %`, numeric: true },
    ]),
    { key: 'total', label: 'Closed', numeric: true },
  ]);
  readonly rows = computed(() =>
    this.outcomes().map(({ label, values }) => ({
      service: label,
      total: values.total,
      ...Object.fromEntries(this.shown().flatMap((outcome) => [[outcome.key, orZero(values.counts[outcome.key])], [`${outcome.key}%`, orZero(values.percent[outcome.key])]])),
    })),
  );

  readonly behind = (row: TableRow, key: string): number | null => {
    if (!this.opens() || key === 'service') return null;
    return Number(row[key.replace('%', '')] ?? 0);
  };

  open({ row, key }: OpenedCell): void {
    this.list.emit(this.filterOf(String(row['service']), key === 'total' ? null : key.replace('%', '')));
  }

  filterOf(serviceArea: string, outcome: string | null): CaseFilter {
    return { caseType: 'complaint', counts: 'closed', serviceArea, ...(outcome === null ? {} : { outcome }) };
  }

  /** The shares of a bar; those that this view does not show are one part at its end. */
  private partsOf({ counts, percent }: CaseworkValues<'outcomes'>): { outcome: string; label: string; count: number; tone: string; percent: number; words: string }[] {
    const parts = this.shown().flatMap((outcome) => {
      const share = percent[outcome.key] ?? 0;
      return share > 0 ? [{ outcome: outcome.key, label: outcome.label.toLowerCase(), count: counts[outcome.key] ?? 0, tone: outcome.tone, percent: share, words: `${outcome.label}: ${counts[outcome.key] ?? 0}, ${share}%` }] : [];
    });
    if (!Object.values(percent).includes(null)) return parts;
    const rest = Math.max(1, 100 - parts.reduce((sum, part) => sum + part.percent, 0));
    return [...parts, { outcome: 'not shown', label: 'not shown', count: 0, tone: 'none', percent: rest, words: 'The rest: numbers too small to show' }];
  }
}

/** An outcome that never came is 0; one that this view does not show stays unknown. */
const orZero = (value: number | null | undefined): number | null => (value === undefined ? 0 : value);
