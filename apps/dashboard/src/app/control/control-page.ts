import { ChangeDetectionStrategy, Component, ElementRef, computed, effect, inject, signal, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import type { FleetRun } from '@sightline/contracts';
import type { Viewport } from '../ui/map/camera';
import { FleetMap } from '../ui/map/fleet-map';
import type { RouteInHand } from '../ui/map/ground-layer';
import { flagOf } from '../ui/map/label-words';
import { Clock } from '../ui/clock';
import { Segmented } from '../ui/segmented';
import { sortFromText, sortToText } from '../ui/sorting';
import type { Sort } from '../ui/sorting';
import { StatePanel } from '../ui/state-panel';
import { AlertQueue } from './alert-queue';
import { ControlStore } from './control-store';
import { DayStrip } from './day-strip';
import { FilterBar } from './filter-bar';
import { filtersFrom } from './filters';
import { Replay } from './replay/replay';
import { RunDrawer } from './run-drawer';
import { RunList } from './run-list';
import { RunSearch } from './run-search';
import { routeInHand } from './run-words';
import { schoolCounts } from './school-words';
import { Shortcuts } from './shortcuts';
import type { ShortcutAction } from './shortcuts';
import { ShortcutsDialog } from './shortcuts-dialog';
import { replayFrom, replayToText, viewportFrom, viewportToText } from './view-params';

/** The control room: what needs someone, where everything is, and the run in hand. Everything chosen stands in the URL (SPEC.md). */
@Component({
  selector: 'sl-control',
  imports: [AlertQueue, DayStrip, FilterBar, FleetMap, Replay, RunDrawer, RunList, RunSearch, Segmented, ShortcutsDialog, StatePanel],
  providers: [ControlStore],
  templateUrl: './control-page.html',
  styleUrl: './control-page.scss',
  host: { '[class.with-run]': 'runRef() !== null', '(document:keydown)': 'key($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ControlPage {
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly clock = inject(Clock);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly search = viewChild.required(RunSearch);
  private readonly keys = inject(Shortcuts);
  readonly store = inject(ControlStore);
  readonly packs = this.store.packs;
  private readonly params = toSignal(this.route.queryParamMap, { initialValue: this.route.snapshot.queryParamMap });

  readonly filters = computed(() => filtersFrom((name) => this.params().get(name)));
  readonly view = computed(() => ['list', 'alerts'].find((view) => view === this.params().get('view')) ?? 'map');
  readonly runRef = computed(() => this.params().get('run'));
  readonly sort = computed<Sort>(() => sortFromText(this.params().get('sort') ?? '-late'));
  readonly follow = computed(() => this.params().get('follow') === '1' && this.runRef() !== null);
  readonly viewport = computed(() => viewportFrom(this.params().get('map')));
  readonly replay = computed(() => (this.runRef() === null || !this.store.mayReplay() ? null : replayFrom(this.params().get('replay'))));
  readonly counted = signal<{ inView: number; shown: number } | null>(null);
  readonly help = signal(false);
  /** The drawer takes the focus when it was opened from here, not when the page was loaded with it. */
  readonly opened = signal(false);
  private opener: HTMLElement | null = null;

  readonly views = [
    { value: 'map', label: 'Map' },
    { value: 'list', label: 'Run list' },
  ];
  readonly narrowViews = [{ value: 'alerts', label: 'Alerts' }, ...this.views];
  readonly stale = computed(() => this.store.goneSince() !== null);
  readonly schoolWords = computed(() => schoolCounts(this.store.fleet, () => this.filters().direction, () => this.clock.now()));
  /** Words beside the filters: how the chosen school stands, else what the map shows. */
  readonly beside = computed(() => {
    const school = this.store.reference().schools.find(({ schoolRef }) => schoolRef === this.filters().school);
    if (school !== undefined) return this.schoolWords()(school);
    const counted = this.counted();
    return counted === null || this.view() !== 'map' || this.replay() !== null ? '' : `${counted.inView} of ${counted.shown} vehicles in view`;
  });
  readonly shows = computed<(run: FleetRun) => boolean>(() => {
    const matches = this.store.shows();
    const inHand = this.runRef();
    return (run) => matches(run) || run.runRef === inHand;
  });
  readonly inHand = computed<RouteInHand | null>(() => {
    const run = this.store.run();
    return run === null ? null : routeInHand(run, (at) => this.clock.time(at));
  });
  readonly followed = computed(() => {
    const run = this.store.fleet.items().get(this.runRef() ?? '');
    return run === undefined ? 'the run in hand' : `route ${flagOf(run, this.clock.now())}`;
  });

  constructor() {
    effect(() => this.store.filters.set(this.filters()));
    effect(() => this.store.take(this.replay() === null ? this.runRef() : null));
  }

  /** Writes what was chosen into the URL: a new entry in the history, so that Back undoes it, unless it is told quietly. */
  set(params: Record<string, string | null>, quietly = false): void {
    const values = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, value === '' ? null : value]));
    void this.router.navigate([], { relativeTo: this.route, queryParams: values, queryParamsHandling: 'merge', replaceUrl: quietly });
  }
  setView(view: string): void {
    this.set({ view: view === 'map' ? null : view });
  }
  setSort(sort: Sort): void {
    this.set({ sort: sortToText(sort) }, true);
  }
  setViewport(viewport: Viewport): void {
    this.set({ map: viewportToText(viewport) }, true);
  }
  setFollow(follow: boolean): void {
    if (follow !== this.follow()) this.set({ follow: follow ? '1' : null, ...(follow ? { view: null } : {}) }, true);
  }
  setReplay(at: number | null): void {
    this.set({ replay: replayToText(at) }, true);
  }
  startReplay(runRef: string): void {
    this.remember();
    this.opened.set(true);
    this.set({ run: runRef, replay: '1', follow: null });
  }
  closeReplay(): void {
    this.set({ replay: null });
  }
  open(runRef: string): void {
    this.remember();
    this.opened.set(true);
    this.set({ run: runRef, replay: null, ...(runRef === this.runRef() ? {} : { follow: null }) });
  }
  close(): void {
    this.set({ run: null, follow: null, replay: null });
    this.opened.set(false);
    // Back to where it was opened from, so that the keyboard goes on from there.
    queueMicrotask(() => this.giveBack());
  }

  key(event: KeyboardEvent): void {
    const action = this.help() ? null : this.keys.actionOf(event);
    // The queue and the drawer know their own keys while the focus is on them.
    const within = event.target instanceof Element ? event.target.closest('sl-alert-queue, sl-run-drawer')?.tagName : undefined;
    if (action === null || (action === 'acknowledge' && within !== undefined) || (within === 'SL-RUN-DRAWER' && (action === 'follow' || action === 'close'))) return;
    if (this.act(action)) event.preventDefault();
  }

  /** Whether there was anything to do. */
  private act(action: ShortcutAction): boolean {
    const inHand = this.runRef();
    switch (action) {
      case 'help':
        this.help.set(true);
        return true;
      case 'search':
        this.search().focus();
        return true;
      case 'next':
      case 'previous':
        return this.step(action === 'next' ? 1 : -1);
      case 'view':
        this.setView(this.view() === 'list' ? 'map' : 'list');
        return true;
      case 'follow':
        if (inHand !== null) this.setFollow(!this.follow());
        return inHand !== null;
      case 'replay':
        return this.replayWhatIsMeant();
      case 'acknowledge':
        if (inHand !== null && this.store.mayAct()) void this.store.acknowledge(this.store.alerts.values().filter((alert) => alert.runRef === inHand));
        return inHand !== null;
      case 'note':
        return this.press('sl-run-drawer [data-shortcut=n]');
      case 'close':
        if (this.replay() !== null) this.closeReplay();
        else if (inHand !== null) this.close();
        return inHand !== null;
    }
  }

  private replayWhatIsMeant(): boolean {
    if (!this.store.mayReplay()) return false;
    if (this.replay() !== null) {
      this.closeReplay();
      return true;
    }
    const focused = document.activeElement?.closest('[data-run]')?.getAttribute('data-run') ?? this.runRef();
    if (focused === null) return false;
    this.startReplay(focused);
    return true;
  }

  private press(selector: string): boolean {
    const button = this.host.querySelector<HTMLElement>(selector);
    button?.click();
    return button !== null;
  }

  private step(by: number): boolean {
    const rows = [...this.host.querySelectorAll<HTMLElement>('sl-alert-queue button.open')].filter((row) => row.checkVisibility());
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const start = rows.findIndex((row) => row.getAttribute('aria-current') === 'true' || row.tabIndex === 0);
    const next = at < 0 ? Math.max(0, start) : Math.min(rows.length - 1, Math.max(0, at + by));
    rows[next]?.focus();
    return rows.length > 0;
  }

  private remember(): void {
    const active = document.activeElement;
    if (active instanceof HTMLElement && active !== document.body && active.closest('sl-run-drawer, sl-replay') === null) this.opener = active;
  }

  private giveBack(): void {
    const opener = this.opener?.isConnected === true && this.opener.checkVisibility() ? this.opener : this.host.querySelector<HTMLElement>(`sl-alert-queue button.open[aria-current='true'], sl-alert-queue button.open[tabindex='0']`);
    opener?.focus();
    this.opener = null;
  }
}
