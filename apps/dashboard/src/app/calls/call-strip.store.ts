import { Injectable, computed, inject, signal } from '@angular/core';
import { serviceLevels } from '@sightline/domain';
import type { ServiceLevel } from '@sightline/domain';
import { LiveClient } from '../live/live-client';
import { ServiceLevelChoice, isServiceLevel } from '../shell/service-level';
import { linesOf } from '../ui/wallboard-words';

/** What the strip over the adviser's page knows of the lines. */
@Injectable()
export class CallStripStore {
  private readonly live = inject(LiveClient);
  private readonly choice = inject(ServiceLevelChoice);
  private readonly wallboard = this.live.open('wallboard');
  readonly lines = computed(() => linesOf(this.wallboard.items().values()));
  readonly status = this.wallboard.status;
  readonly asOf = this.wallboard.asOf;
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
