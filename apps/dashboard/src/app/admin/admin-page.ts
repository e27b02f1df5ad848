import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { AdminStore } from './admin-store';

/** What keeps Sightline fed and who may enter: one section at a time, chosen from the list beside it. */
@Component({
  selector: 'sl-admin',
  imports: [RouterLink, RouterLinkActive, RouterOutlet],
  template: `
    <nav aria-label="Administration">
      @for (section of store.sections(); track section.path) {
        <a [routerLink]="section.path" routerLinkActive="current" ariaCurrentWhenActive="page">{{ section.label }}@if (section.waits && store.waiting()[section.path]; as count) {<span class="count">{{ count }}<span class="visually-hidden"> {{ section.waits }}</span></span>}</a>
      }
    </nav>
    <div class="section"><router-outlet /></div>
  `,
  styleUrl: './admin-page.scss',
  providers: [AdminStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AdminPage {
  readonly store = inject(AdminStore);
}
