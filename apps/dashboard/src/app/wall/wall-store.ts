import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { Alert, DaySession, RunCondition, TransportPaths } from '@sightline/contracts';
import { alertBands } from '@sightline/contracts';
import { LiveClient } from '../live/live-client';
import { Api } from '../shell/api';
import { Session } from '../shell/session';

/** What the wall knows: the same topics as the control room, nothing about children but their number. */
@Injectable()
export class WallStore {
  private readonly live = inject(LiveClient);
  private readonly api = inject(Api);
  private readonly session = inject(Session);

  readonly fleet = this.live.open('fleet');
  readonly alerts = this.live.open('alerts');
  readonly today = this.live.open('session');
  readonly connection = this.live.connection;
  readonly newestAt = this.live.newestAt;
  readonly demonstration = this.session.demonstration;
  readonly tiles = computed(() => this.session.about()?.tiles ?? null);

  private readonly unacknowledged = computed(() => this.alerts.values().filter((alert) => alert.acknowledgedAt === undefined));

  /** The session with the most under way. */
  readonly current = computed<DaySession | null>(() => [...this.today.values()].sort((a, b) => b.started - b.arrived - (a.started - a.arrived) || b.due - a.due)[0] ?? null);
  /** The open alerts that need someone now, the worst first: by band, escalated ones before others, then children × time. */
  readonly waiting = computed<readonly Alert[]>(
    () =>
      [...this.unacknowledged()]
        .filter((alert) => alert.band !== 'watch')
        .sort((a, b) => alertBands.indexOf(a.band) - alertBands.indexOf(b.band) || Number(b.escalatedAt !== undefined) - Number(a.escalatedAt !== undefined) || b.weight - a.weight || a.since.localeCompare(b.since)),
  );
  readonly worst = computed<Alert | null>(() => this.waiting()[0] ?? null);
  readonly safeguarding = computed(() => this.waiting().filter((alert) => alert.band === 'safeguarding'));

  readonly paths = signal<readonly string[]>([]);

  constructor() {
    effect(() => {
      if (this.live.isLive() && this.tiles() === null) void untracked(() => this.loadGround());
    });
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

  alertsOf(condition: RunCondition): readonly Alert[] {
    return this.unacknowledged().filter((alert) => alert.condition === condition);
  }
}
