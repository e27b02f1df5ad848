import { ChangeDetectionStrategy, Component, effect, inject, untracked } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { LiveClient } from '../live/live-client';
import { LiveSession } from './live-session';
import { NewVersion } from './new-version';

/** A television's shell: nothing but the wall itself. */
@Component({
  selector: 'sl-wall-shell',
  imports: [RouterOutlet],
  providers: [LiveSession, NewVersion],
  template: '<main><router-outlet /></main>',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WallShell {
  constructor() {
    inject(LiveSession);
    const version = inject(NewVersion);
    const live = inject(LiveClient);
    version.watch();
    // A server that comes back may be a newer one.
    effect(() => {
      if (live.isLive()) untracked(() => void version.look());
    });
  }
}
