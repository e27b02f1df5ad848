import { ChangeDetectionStrategy, Component, computed, effect, inject, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import type { FleetRun } from '@sightline/contracts';
import { watchedConditions } from '@sightline/contracts';
import { FleetMap } from '../ui/map/fleet-map';
import type { RouteInHand } from '../ui/map/ground-layer';
import { conditionWords } from '../ui/map/vehicle-kind';
import { Clock } from '../ui/clock';
import { Segmented } from '../ui/segmented';
import { sortFromText, sortToText } from '../ui/sorting';
import type { Sort } from '../ui/sorting';
import { AlertQueue } from './alert-queue';
import { ControlStore } from './control-store';
import { DayStrip } from './day-strip';
import { filtersFrom } from './filters';
import { RunDrawer } from './run-drawer';
import { RunList } from './run-list';
import { callLines } from './run-words';

/** The control room: what needs someone, where everything is, and the run in hand. Everything chosen stands in the URL. */
@Component({
  selector: 'sl-control',
  imports: [AlertQueue, DayStrip, FleetMap, RunDrawer, RunList, Segmented],
  providers: [ControlStore],
  templateUrl: './control-page.html',
  styleUrl: './control-page.scss',
  host: { '[class.with-run]': 'runRef() !== null' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ControlPage {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly clock = inject(Clock);
  readonly store = inject(ControlStore);
  private readonly params = toSignal(this.route.queryParamMap, { initialValue: this.route.snapshot.queryParamMap });

  readonly filters = computed(() => filtersFrom((name) => this.params().get(name)));
  readonly view = computed(() => ['list', 'alerts'].find((view) => view === this.params().get('view')) ?? 'map');
  readonly runRef = computed(() => this.params().get('run'));
  readonly sort = computed<Sort>(() => sortFromText(this.params().get('sort') ?? '-late'));
  readonly follow = signal(false);
  readonly counted = signal<{ inView: number; shown: number } | null>(null);
  /** The drawer takes the focus when it was opened from here, not when the page was loaded with it. */
  readonly opened = signal(false);

  readonly views = [
    { value: 'map', label: 'Map' },
    { value: 'list', label: 'Run list' },
  ];
  readonly narrowViews = [{ value: 'alerts', label: 'Alerts' }, ...this.views];
  readonly sessions = [
    { value: '', label: 'All day' },
    { value: 'to-school', label: 'Morning' },
    { value: 'from-school', label: 'Afternoon' },
  ];
  readonly conditions = watchedConditions.map((value) => ({ value, label: conditionWords[value] }));
  readonly stale = computed(() => this.store.goneSince() !== null);
  readonly schools = computed(() => [...this.store.reference().schools].sort((a, b) => a.name.localeCompare(b.name)));
  readonly operators = computed(() => [...this.store.reference().operators].sort((a, b) => a.name.localeCompare(b.name)));
  readonly inView = computed(() => {
    const counted = this.counted();
    return counted === null ? '' : `${counted.inView} of ${counted.shown} vehicles in view`;
  });
  readonly shows = computed<(run: FleetRun) => boolean>(() => {
    const matches = this.store.shows();
    const inHand = this.runRef();
    return (run) => matches(run) || run.runRef === inHand;
  });
  readonly inHand = computed<RouteInHand | null>(() => {
    const run = this.store.run();
    if (run === null) return null;
    const lines = callLines(run.stopCalls);
    const window = run.stopCalls.at(-1)?.expectedAt;
    return {
      path: run.path,
      at: run.position,
      stops: lines.map(({ call, passed }) => ({ latitude: call.latitude, longitude: call.longitude, passed, name: call.name ?? run.schoolName })),
      note: window === undefined ? '' : `expected ${this.clock.time(window.earliest)}–${this.clock.time(window.latest)}`,
    };
  });

  constructor() {
    effect(() => this.store.filters.set(this.filters()));
    effect(() => {
      const runRef = this.runRef();
      this.store.take(runRef);
      if (runRef === null) this.follow.set(false);
    });
  }

  set(params: Record<string, string | null>): void {
    const values = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value === '' ? null : value]));
    void this.router.navigate([], { relativeTo: this.route, queryParams: values, queryParamsHandling: 'merge', replaceUrl: !('run' in params) });
  }
  chosen(event: Event): string {
    return (event.target as HTMLSelectElement).value;
  }
  setView(view: string): void {
    this.set({ view: view === 'map' ? null : view });
  }
  setSort(sort: Sort): void {
    this.set({ sort: sortToText(sort) });
  }
  open(runRef: string): void {
    this.opened.set(true);
    this.set({ run: runRef });
  }
  close(): void {
    const opener = this.runRef();
    this.set({ run: null });
    // Back to where it was opened from, so that the keyboard goes on from there.
    queueMicrotask(() => document.querySelector<HTMLElement>(`sl-alert-queue button.open[aria-current='true'], sl-alert-queue button.open[tabindex='0']`)?.focus());
    if (opener !== null) this.opened.set(false);
  }
}
