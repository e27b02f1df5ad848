import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { LiveSession } from './live-session';

/** A television's shell: nothing but the wall itself. */
@Component({
  selector: 'sl-wall-shell',
  imports: [RouterOutlet],
  providers: [LiveSession],
  template: '<main><router-outlet /></main>',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WallShell {
  constructor() {
    inject(LiveSession);
  }
}
