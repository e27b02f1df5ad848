import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { MatMenuModule } from '@angular/material/menu';
import { Icon } from '../ui/icon';
import { KeptPacks } from './kept-packs';
import { roleNames } from './pages';
import { Session } from './session';
import type { Theme } from './theme';
import { ThemeChoice } from './theme';

/** Who is signed in, the theme, and the way out. */
@Component({
  selector: 'sl-user-menu',
  imports: [MatMenuModule, RouterLink, Icon],
  template: `
    <button type="button" class="btn quiet who" [matMenuTriggerFor]="menu" [attr.aria-label]="'Account: ' + who()">
      <sl-icon name="person" /><span class="text">{{ who() }}</span><sl-icon name="down" [size]="14" />
    </button>
    <mat-menu #menu="matMenu" xPosition="before">
      <p class="signed">Signed in as <b>{{ session.user()?.displayName ?? session.user()?.username }}</b></p>
      <a mat-menu-item routerLink="/account"><span class="tick"></span>Your account</a>
      @for (option of themes; track option.value) {
        <button mat-menu-item role="menuitemradio" [attr.aria-checked]="choice.theme() === option.value" (click)="choice.choose(option.value)">
          <span class="tick"><sl-icon name="check" [hidden]="choice.theme() !== option.value" /></span>{{ option.label }}
        </button>
      }
      <button mat-menu-item class="out" (click)="signOut()"><span class="tick"></span>Sign out{{ packs.any() ? ', and remove the morning pack from this device' : '' }}</button>
    </mat-menu>
  `,
  styles: `
    .who { padding: 0 6px; }
    .signed { padding: 8px 16px; font-size: var(--t-13); color: var(--ink-2); border-bottom: 1px solid var(--line); }
    .tick { display: inline-block; width: 22px; }
    @media (max-width: 1240px) { .text { display: none; } }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UserMenu {
  readonly session = inject(Session);
  readonly choice = inject(ThemeChoice);
  readonly packs = inject(KeptPacks);
  readonly who = computed(() => {
    const role = this.session.role();
    return role === null ? '' : roleNames[role];
  });
  readonly themes: readonly { value: Theme; label: string }[] = [
    { value: 'light', label: 'Light' },
    { value: 'dark', label: 'Dark' },
    { value: 'system', label: 'As the system' },
  ];

  signOut(): void {
    void this.session.signOut();
  }
}
