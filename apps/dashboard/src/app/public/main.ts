import { provideBrowserGlobalErrorListeners, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { LINK_ADDRESS, readAddress } from './address';
import { PublicShell } from './public-shell';
import { liveByLink } from './link.store';
import { beInstallable } from './installable';
import { UnknownLink } from './unknown-link';

/** Starts the page behind a link: one component and one socket, without router and without Material. */
export async function start(): Promise<void> {
  const address = readAddress(location.pathname);
  const common = [provideBrowserGlobalErrorListeners(), provideZonelessChangeDetection()];
  if (address === undefined) {
    const root = document.querySelector('sl-root');
    const unknown = document.createElement('sl-unknown-link');
    unknown.setAttribute('ngCspNonce', root?.getAttribute('ngCspNonce') ?? '');
    root?.replaceWith(unknown);
    await bootstrapApplication(UnknownLink, { providers: common });
    return;
  }
  beInstallable(address);
  await bootstrapApplication(PublicShell, { providers: [...common, { provide: LINK_ADDRESS, useValue: address }, liveByLink(address)] });
}
