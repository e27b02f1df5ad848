import { ChangeDetectionStrategy, Component, computed, effect, inject, input, output, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import type { FiguresView } from '@sightline/contracts';
import { caseworkDimensions, caseworkMeasures } from '@sightline/contracts';
import { Age } from '../ui/age';
import { ChartCard } from '../ui/chart-card';
import type { TableRow } from '../ui/csv';
import { StatePanel } from '../ui/state-panel';
import { sentenceCase, signed } from '../ui/words';
import type { CaseFilter } from './case-filter';
import { filterBehind } from './case-filter';
import { FigureButton } from '../ui/figure-button';
import { FiguresStore } from './figures.store';

/** Rows drawn as bars; the table and the CSV have them all. */
const barsShown = 15;

/** One figure broken down by one dimension: which service, which owner, which month, and against the year before. */
@Component({
  selector: 'sl-explorer',
  imports: [Age, ChartCard, FigureButton, StatePanel],
  providers: [FiguresStore],
  templateUrl: './explorer.html',
  styleUrl: './explorer.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Explorer {
  private readonly router = inject(Router);
  private readonly params = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });
  readonly store = inject(FiguresStore);
  readonly types = input.required<readonly { value: string; label: string }[]>();
  readonly opens = input(false);
  /** Whether the reader may see who has which case. */
  readonly owners = input(false);
  readonly list = output<CaseFilter>();

  readonly measures = caseworkMeasures.map((value) => ({ value, label: sentenceCase(value.replaceAll('-', ' ')) }));
  readonly dimensions = computed(() => caseworkDimensions.filter((value) => value !== 'owner' || this.owners()).map((value) => ({ value, label: value.replaceAll('-', ' ') })));
  readonly asked = computed(
    () => {
      const params = this.params();
      return {
        measure: caseworkMeasures.find((name) => name === params.get('measure')) ?? 'overdue',
        by: this.dimensions().find(({ value }) => value === params.get('by'))?.value ?? 'service-area',
        caseType: params.get('ofType'),
        from: params.get('from'),
        until: params.get('until'),
      } as const;
    },
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  readonly view = computed<FiguresView | null>(() => {
    const figures = this.store.figures();
    return figures.state === 'ready' ? figures.value : null;
  });
  readonly heading = computed(() => `${this.view()?.label ?? 'Breakdown'} by ${this.asked().by.replaceAll('-', ' ')}`);
  readonly bars = computed(() => {
    const view = this.view();
    if (view === null) return [];
    const most = Math.max(1, ...view.items.map(({ value }) => Math.abs(value ?? 0)));
    return view.items.slice(0, barsShown).map((row) => ({ row, width: (Math.abs(row.value ?? 0) / most) * 100, over: (row.value ?? 0) < 0, value: this.value(row.value), before: this.value(row.yearBefore ?? null), change: row.changePercent === null || row.changePercent === undefined ? '' : `${signed(row.changePercent, 1)}%` }));
  });
  readonly hasBefore = computed(() => this.view()?.total.yearBefore !== undefined);
  readonly more = computed(() => Math.max(0, (this.view()?.items.length ?? 0) - barsShown));
  readonly columns = computed(() => [
    { key: 'label', label: sentenceCase(this.asked().by.replaceAll('-', ' ')) },
    { key: 'value', label: `${this.view()?.label ?? 'Figure'}, ${this.view()?.unit ?? ''}`, numeric: true },
    { key: 'numerator', label: 'Numerator', numeric: true },
    { key: 'denominator', label: 'Denominator', numeric: true },
    ...(this.hasBefore() ? [{ key: 'yearBefore', label: 'Year before', numeric: true }, { key: 'changePercent', label: 'Change, %', numeric: true }] : []),
  ]);
  readonly rows = computed(() => {
    const view = this.view();
    return view === null ? [] : [...view.items, view.total].map(({ label, value, numerator, denominator, yearBefore, changePercent }) => ({ label, value, numerator, denominator, yearBefore: yearBefore ?? null, changePercent: changePercent ?? null }));
  });
  /** A rate of closed cases hides the backlog: it is never shown without the rate that does not. */
  readonly caution = computed(() => (this.asked().measure === 'on-time-of-closed' ? this.store.beside() : null));

  constructor() {
    effect(() => {
      const asked = this.asked();
      untracked(() => void this.store.ask(asked));
    });
  }

  set(name: string, event: Event): void {
    const { value } = event.target as HTMLSelectElement | HTMLInputElement;
    void this.router.navigate([], { queryParams: { [name]: value === '' ? null : value }, queryParamsHandling: 'merge' });
  }

  open(key: string | null): void {
    const view = this.view();
    if (view !== null) this.list.emit(filterBehind(view, this.asked().by, key, this.asked().caseType));
  }

  readonly behind = (row: TableRow, key: string): number | null => (this.opens() && ['value', 'denominator'].includes(key) ? Number(row['denominator'] ?? 0) : null);

  openRow(label: TableRow[string] | undefined): void {
    const row = this.view()?.items.find((item) => item.label === label);
    this.open(row?.key ?? null);
  }

  value(value: number | null): string {
    return value === null ? 'not shown' : `${value.toLocaleString('en-GB')}${this.view()?.unit === '%' ? '%' : ''}`;
  }
}
