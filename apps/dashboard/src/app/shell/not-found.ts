import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Router } from '@angular/router';
import { StatePanel } from '../ui/state-panel';

@Component({
  selector: 'sl-not-found',
  imports: [StatePanel],
  template: `<h1 class="visually-hidden">Page not found</h1><sl-state kind="empty" heading="There is no such page" text="The address may be old or mistyped." action="Go to your own page" (act)="home()" />`,
  styles: `:host { display: grid; place-items: center; height: 100%; }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotFoundPage {
  private readonly router = inject(Router);

  home(): void {
    void this.router.navigateByUrl('/');
  }
}
