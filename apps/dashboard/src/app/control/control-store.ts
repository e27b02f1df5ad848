import { DestroyRef, Injectable, Injector, computed, effect, inject, signal, untracked } from '@angular/core';
import type { Alert, EventData, EventType, FleetRun, RunDetail, TransportPaths, TransportReference } from '@sightline/contracts';
import { LiveClient } from '../live/live-client';
import type { LiveTopic } from '../live/live-topic';
import { Api, ApiProblem } from '../shell/api';
import { KeptPacks } from '../shell/kept-packs';
import { Session } from '../shell/session';
import type { AreaOf, Filters } from './filters';
import { matches, noFilters } from './filters';

/** What the control room knows: its live topics, the names that do not change, and the run in hand. */
@Injectable()
export class ControlStore {
  private readonly live = inject(LiveClient);
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly injector = inject(Injector);

  readonly fleet = this.live.open('fleet');
  readonly alerts = this.live.open('alerts');
  readonly today = this.live.open('session');
  readonly isLive = this.live.isLive;
  readonly connection = this.live.connection;
  readonly paused = this.live.paused;
  /** The connection is gone for good enough to grey what is on the screen; null while it is not. */
  readonly goneSince = computed(() => (this.connection().kind === 'disconnected' ? this.connection().since : null));
  readonly tiles = computed(() => this.session.about()?.tiles ?? null);
  /** Children on paper, for the day that the network is down. */
  readonly packs = inject(KeptPacks);
  readonly mayKeepPack = computed(() => this.session.may('children-on-run'));
  /** Where vehicles have been is the control room's and its managers'. */
  readonly mayReplay = computed(() => this.session.may('traces'));
  readonly mayAct = computed(() => this.session.may('runs', 'act'));

  readonly filters = signal<Filters>(noFilters);
  readonly reference = signal<TransportReference>({ schools: [], operators: [] });
  readonly paths = signal<readonly string[]>([]);
  readonly inHand = signal<LiveTopic<'run'> | null>(null);
  readonly run = computed<RunDetail | null>(() => this.inHand()?.items().get('run') ?? null);

  /** A new function whenever the filters change: the map asks it once for each vehicle. */
  readonly shows = computed(() => {
    const filters = this.filters();
    const areaOf = this.areaOf();
    return (run: FleetRun) => matches(filters, run, areaOf);
  });
  readonly runs = computed(() => this.fleet.values().filter(this.shows()));
  readonly shownAlerts = computed(() => {
    const filters = this.filters();
    // An alert does not say its direction. The fleet, which changes every second, is asked only where it matters.
    const runs = filters.direction === '' ? null : this.fleet.items();
    const areaOf = this.areaOf();
    return this.alerts.values().filter((alert) => matches(filters, { ...alert, direction: runs?.get(alert.runRef)?.direction }, areaOf));
  });
  readonly open = computed(() => this.shownAlerts().filter(({ state }) => state === 'open'));
  readonly acknowledged = computed(() => this.shownAlerts().filter(({ state }) => state === 'acknowledged'));

  private readonly schoolNames = computed(() => new Map(this.reference().schools.map((school) => [school.schoolRef, school.name])));
  private readonly areaOf = computed<AreaOf>(() => {
    const areas = new Map(this.reference().schools.map((school) => [school.schoolRef, school.area]));
    return (schoolRef) => (schoolRef === undefined ? undefined : areas.get(schoolRef));
  });
  private readonly operatorNames = computed(() => new Map(this.reference().operators.map((operator) => [operator.operatorRef, operator])));

  private closeRun: (() => void) | null = null;

  constructor() {
    void this.keepPackFresh();
    effect(() => {
      if (this.isLive()) void untracked(() => this.loadReference());
    });
    inject(DestroyRef).onDestroy(() => this.closeRun?.());
  }

  school = (ref: string | undefined): string => (ref === undefined ? '' : (this.schoolNames().get(ref) ?? ref));
  operator = (ref: string | undefined): string => (ref === undefined ? '' : (this.operatorNames().get(ref)?.name ?? ref));
  telephone = (ref: string | undefined): string | null => (ref === undefined ? null : (this.operatorNames().get(ref)?.telephone ?? null));

  /** Takes a run in hand, or none. */
  take(runRef: string | null): void {
    if (runRef === (this.inHand()?.params?.runRef ?? null)) return;
    this.closeRun?.();
    this.closeRun = null;
    this.inHand.set(null);
    if (runRef === null) return;
    const { handle, close } = this.live.attach('run', { runRef });
    this.closeRun = close;
    this.inHand.set(handle);
  }

  pause(paused: boolean): void {
    this.live.pause(paused);
  }

  acknowledge(alerts: readonly Alert[]): Promise<string | null> {
    return this.attempt(() => Promise.all(alerts.filter((alert) => alert.acknowledgedAt === undefined).map((alert) => this.api.command('alert.acknowledged', { alertRef: alert.alertRef }))));
  }

  command<T extends EventType>(type: T, data: EventData<T>): Promise<string | null> {
    return this.attempt(() => this.api.command(type, data));
  }

  /** Null when it is stored, else what went wrong in words. */
  private async attempt(work: () => Promise<unknown>): Promise<string | null> {
    try {
      await work();
      return null;
    } catch (error) {
      if (error instanceof ApiProblem) return [error.message, ...(error.problem.problems ?? []).map((each) => `${each.path}: ${each.message}`)].join('. ');
      return 'Something went wrong. Try again.';
    }
  }

  /** Where this device keeps the morning pack, the open control room keeps it fresh. */
  private async keepPackFresh(): Promise<void> {
    if (!this.packs.isOn() || !this.mayKeepPack()) return;
    const injector = this.injector;
    const { PackStore } = await import('./pack/pack.store');
    await injector.get(PackStore).start();
  }

  private async loadReference(): Promise<void> {
    try {
      this.reference.set(await this.api.get<TransportReference>('/api/transport/reference'));
    } catch {
      // Names are a convenience: refs stand in for them until the next connection.
    }
    if (this.tiles() === null) await this.loadGround();
  }

  /** The ways of our own routes: the map's ground where there are no tiles, or none come. */
  async loadGround(): Promise<void> {
    if (this.paths().length > 0) return;
    try {
      this.paths.set((await this.api.get<TransportPaths>('/api/transport/paths')).items.map((item) => item.path));
    } catch {
      // Without the ways of the routes the ground stays plain.
    }
  }
}
