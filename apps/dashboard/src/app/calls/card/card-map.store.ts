import { Injectable, computed, inject, signal } from '@angular/core';
import type { TransportPaths } from '@sightline/contracts';
import { Api } from '../../shell/api';
import { Session } from '../../shell/session';

/** What the small map stands on: the council's tiles, or where there are none the ways of today's runs. */
@Injectable()
export class CardMapStore {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private asked = false;
  readonly tiles = computed(() => this.session.about()?.tiles ?? null);
  readonly paths = signal<readonly string[]>([]);

  /** Asked for only where the ground is bare, and once. */
  async wantGround(): Promise<void> {
    if (this.asked) return;
    this.asked = true;
    try {
      const { items } = await this.api.get<TransportPaths>('/api/transport/paths');
      this.paths.set(items.map(({ path }) => path));
    } catch {
      // The way of this run is drawn all the same.
    }
  }
}
