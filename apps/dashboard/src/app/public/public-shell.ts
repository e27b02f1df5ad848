import { NgComponentOutlet } from '@angular/common';
import type { Type } from '@angular/core';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import type { LinkKind } from './address';
import { LINK_ADDRESS } from './address';
import { Keepsake } from './keepsake';
import { LinkStore } from './link.store';
import { UnknownLink } from './unknown-link';

/** The pages behind links, each a chunk of its own. */
const pages: Record<LinkKind, () => Promise<Type<unknown>>> = {
  bus: () => import('./bus/bus-page').then(({ BusPage }) => BusPage),
  school: () => import('./school/school-page').then(({ SchoolPage }) => SchoolPage),
  operator: () => import('./operator/operator-page').then(({ OperatorPage }) => OperatorPage),
  crew: () => import('./crew/crew-page').then(({ CrewPage }) => CrewPage),
};

/** Shows the page of a link, or kindly that there is none. */
@Component({
  selector: 'sl-root',
  imports: [NgComponentOutlet, UnknownLink],
  template: `
    @if (link.refused()) {
      <sl-unknown-link />
    } @else if (page(); as page) {
      <ng-container *ngComponentOutlet="page" />
    } @else if (failed()) {
      <main class="words">
        <h1>This page could not be loaded</h1>
        <p>The connection is too weak. Try again in a moment.</p>
        <button type="button" class="btn large" (click)="again()">Try again</button>
      </main>
    } @else {
      <main class="words" aria-busy="true"><p role="status">Opening…</p></main>
    }
  `,
  styles: `.words { max-width: 34rem; margin: 0 auto; padding: 48px 20px; display: grid; gap: 16px; justify-items: start; font-size: var(--t-16); }`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PublicShell {
  readonly link = inject(LinkStore);
  private readonly address = inject(LINK_ADDRESS);
  private readonly keepsake = inject(Keepsake);
  readonly page = signal<Type<unknown> | null>(null);
  readonly failed = signal(false);

  constructor() {
    void this.load();
  }

  again(): void {
    location.reload();
  }

  private async load(): Promise<void> {
    try {
      this.page.set(await pages[this.address.kind]());
    } catch {
      this.failed.set(true);
      return;
    }
    if (!this.link.refused()) await this.keepsake.keepPage();
  }
}
