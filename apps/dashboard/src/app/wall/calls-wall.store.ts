import { Injectable, computed, inject, signal } from '@angular/core';
import { serviceLevels } from '@sightline/domain';
import type { ServiceLevel } from '@sightline/domain';
import { LiveClient } from '../live/live-client';
import { ServiceLevelChoice, isServiceLevel } from '../shell/service-level';
import { Session } from '../shell/session';
import { linesOf } from '../ui/wallboard-words';

/** What the contact centre's wall knows: the lines, and which service level this screen goes by. */
@Injectable()
export class CallsWallStore {
  private readonly live = inject(LiveClient);
  private readonly choice = inject(ServiceLevelChoice);
  readonly wallboard = this.live.open('wallboard');
  readonly lines = computed(() => linesOf(this.wallboard.items().values()));
  readonly connection = this.live.connection;
  readonly demonstration = inject(Session).demonstration;
  readonly levels = serviceLevels;
  /** From the address. */
  readonly asked = signal<string | undefined>(undefined);
  readonly level = computed<ServiceLevel>(() => {
    const asked = this.asked();
    return isServiceLevel(asked) ? asked : this.choice.level();
  });

  choose(level: string): void {
    if (isServiceLevel(level)) this.choice.choose(level);
  }
}
