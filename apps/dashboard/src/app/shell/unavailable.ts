import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { StatePanel } from '../ui/state-panel';
import { KeptPacks } from './kept-packs';
import { Session } from './session';

/** The server cannot be reached at the very start: says so and tries again when asked. */
@Component({
  selector: 'sl-unavailable',
  imports: [StatePanel],
  template: `<main><h1 class="visually-hidden">Sightline</h1><sl-state class="panel" kind="error" heading="Sightline cannot be reached" text="The server does not answer. Nothing that was sent before is lost." action="Try again" (act)="again()" />@if (packs.any()) {<p><a class="btn" href="/control/pack">Open the morning pack kept on this device</a></p>}</main>`,
  styles: `:host { display: grid; place-items: center; min-height: 100dvh; } sl-state { min-width: min(440px, 92vw); } p { margin-top: 12px; text-align: center; }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UnavailablePage {
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  readonly packs = inject(KeptPacks);
  readonly back = input('/');

  async again(): Promise<void> {
    try {
      await this.session.ready();
      await this.router.navigateByUrl(/^\/(?![/\\])/.test(this.back()) ? this.back() : '/');
    } catch {
      // Still away: the page stays as it is.
    }
  }
}
