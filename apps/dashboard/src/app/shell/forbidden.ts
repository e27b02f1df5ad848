import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router } from '@angular/router';
import { StatePanel } from '../ui/state-panel';
import { Session } from './session';

/** A page that is not for this role; it says so and shows the way to their own. */
@Component({
  selector: 'sl-forbidden',
  imports: [StatePanel],
  template: `<h1 class="visually-hidden">Not for your role</h1><sl-state kind="forbidden" heading="Not for your role" text="This page shows what your role may not see. If you need it, ask an administrator." action="Go to your own page" (act)="home()" />`,
  styles: `:host { display: grid; place-items: center; height: 100%; }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ForbiddenPage {
  private readonly router = inject(Router);
  private readonly session = inject(Session);

  home(): void {
    void this.router.navigateByUrl(this.session.home());
  }
}
