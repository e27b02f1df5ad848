import { Injectable, inject } from '@angular/core';
import { LiveClient } from '../live/live-client';
import { Session } from '../shell/session';

/** What the backlog's wall knows: the counters, and whether they are live. */
@Injectable()
export class BacklogWallStore {
  private readonly live = inject(LiveClient);
  readonly backlog = this.live.open('backlog');
  readonly isLive = this.live.isLive;
  readonly demonstration = inject(Session).demonstration;
}
