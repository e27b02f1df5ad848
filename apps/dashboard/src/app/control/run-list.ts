import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, computed, effect, inject, input, model, output, signal, untracked, viewChild } from '@angular/core';
import type { FleetRun, RunCondition } from '@sightline/contracts';
import { Age } from '../ui/age';
import { Clock } from '../ui/clock';
import type { TableColumn, TableRow } from '../ui/csv';
import { download, toCsv } from '../ui/csv';
import { GlyphMark } from '../ui/glyph';
import { Icon } from '../ui/icon';
import { conditionGlyph, conditionWords, glyphOf, knownLateness, shownLateSeconds } from '../ui/map/vehicle-kind';
import { glyphs } from '../ui/map/glyphs';
import { SortHeader } from '../ui/sort-header';
import type { Sort, SortKey } from '../ui/sorting';
import { heldOrder, sortToText, sorted } from '../ui/sorting';
import { StatePanel } from '../ui/state-panel';
import { counted, duration, minutesLate } from '../ui/words';
import { ControlStore } from './control-store';

interface Line {
  run: FleetRun;
  kind: ReturnType<typeof glyphOf>;
  words: string;
  school: string;
  operator: string;
  late: string;
}
/** Rows of a page. */
const most = 250;
const csvColumns: readonly TableColumn[] = [
  { key: 'route', label: 'Route' },
  { key: 'run', label: 'Run' },
  { key: 'state', label: 'State' },
  { key: 'school', label: 'School' },
  { key: 'operator', label: 'Operator' },
  { key: 'next', label: 'Next stop' },
  { key: 'left', label: 'Stops left' },
  { key: 'due', label: 'Due' },
  { key: 'late', label: 'Minutes late' },
  { key: 'children', label: 'Children' },
  { key: 'seen', label: 'Last position' },
];
/** A column has less room than an alert's title. */
const shortWords: Partial<Record<RunCondition, string>> = { 'wrong-school': 'Wrong school', unaccounted: 'Child missing', uncovered: 'No cover yet', 'no-guide': 'No guide' };

/** The map's equivalent: every run that is shown, with the same facts, sortable. */
@Component({
  selector: 'sl-run-list',
  imports: [Age, GlyphMark, Icon, SortHeader, StatePanel],
  templateUrl: './run-list.html',
  styleUrl: './run-list.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RunList {
  readonly clock = inject(Clock);
  readonly store = inject(ControlStore);
  readonly sort = model.required<Sort>();
  readonly selected = input<string | null>(null);
  readonly mayReplay = input(false);
  readonly choose = output<string>();
  readonly replay = output<string>();

  private readonly scroll = viewChild<ElementRef<HTMLElement>>('scroll');
  readonly hovering = signal(false);
  readonly within = signal(false);
  private readonly order = signal<readonly string[]>([]);
  private orderedBy = '';
  private readonly ordered = computed(() => {
    const runs = this.store.fleet.items();
    return this.order().flatMap((runRef) => runs.get(runRef) ?? []);
  });
  readonly total = computed(() => this.ordered().length);
  readonly pages = computed(() => Math.max(1, Math.ceil(this.total() / most)));
  private readonly wantedPage = signal(0);
  /** Counted from 0. Fewer runs may have fewer pages. */
  readonly page = computed(() => Math.min(this.wantedPage(), this.pages() - 1));
  readonly lines = computed(() => this.ordered().slice(this.page() * most, (this.page() + 1) * most).map((run) => this.line(run)));
  readonly range = computed(() => (this.pages() === 1 ? counted(this.total(), 'run', 'runs') : `${this.page() * most + 1}–${Math.min(this.total(), (this.page() + 1) * most)} of ${counted(this.total(), 'run', 'runs')}`));

  constructor() {
    effect(() => {
      const runs = this.store.runs();
      const sort = this.sort();
      const holds = this.hovering() || this.within();
      untracked(() => {
        const fresh = sorted(runs, sort, (run, by) => this.key(run, by)).map((run) => run.runRef);
        const by = sortToText(sort);
        this.order.set(holds && by === this.orderedBy ? heldOrder(this.order(), fresh) : fresh);
        this.orderedBy = by;
      });
    });
  }

  left(event: FocusEvent): void {
    if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) this.within.set(false);
  }

  turn(by: number): void {
    this.wantedPage.set(this.page() + by);
    this.scroll()?.nativeElement.scrollTo({ top: 0 });
  }

  /** Every run that is shown, in the order on the screen. */
  save(): void {
    const rows = this.ordered().map((run): TableRow => {
      const { words, school, operator } = this.line(run);
      const lateness = knownLateness(run, this.clock.now());
      return { route: run.routeRef, run: run.runRef, state: words, school, operator, next: run.nextStop, left: run.stopsLeft, due: run.endsAt, late: lateness === null ? null : Math.trunc(lateness / 60), children: run.childrenCount, seen: run.recordedAt };
    });
    download('runs.csv', toCsv(csvColumns, rows));
  }

  private line(run: FleetRun): Line {
    const age = this.clock.ageSeconds(run.recordedAt);
    const kind = glyphOf(run, age, run.bearing);
    const lateness = knownLateness(run, this.clock.now());
    // The word is that of the shape beside it.
    const worst = run.conditions.find(({ condition }) => conditionGlyph(condition) === kind) ?? run.conditions[0];
    const words = kind === 'signal-lost' && age !== null ? `Signal lost, ${duration(age)}` : worst !== undefined ? (shortWords[worst.condition] ?? conditionWords[worst.condition]) : (lateness ?? 0) >= shownLateSeconds && run.state === 'running' ? 'Late' : glyphs[kind].label.replace(', with minutes', '').replace(', standing', '');
    return { run, kind, words, school: this.store.school(run.schoolRef), operator: this.store.operator(run.operatorRef), late: lateness === null ? 'not known' : minutesLate(lateness) };
  }

  private key(run: FleetRun, by: string): SortKey {
    switch (by) {
      case 'state':
        return glyphs[glyphOf(run, this.clock.ageSeconds(run.recordedAt), run.bearing)].weight;
      case 'school':
        return this.store.school(run.schoolRef);
      case 'operator':
        return this.store.operator(run.operatorRef);
      case 'late':
        return knownLateness(run, this.clock.now());
      case 'next':
        return run.nextStop;
      case 'left':
        return run.stopsLeft;
      case 'children':
        return run.childrenCount;
      case 'age':
        return run.recordedAt === null ? null : -Date.parse(run.recordedAt);
      case 'due':
        return Date.parse(run.endsAt);
      default:
        return run.routeRef;
    }
  }
}
