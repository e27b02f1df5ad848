import type { LinkAddress } from './address';

/** Names the manifest of this link's page, whose start is the page itself, so that a phone can put it on its home screen. */
export function beInstallable({ path }: LinkAddress): void {
  add('manifest', `${path}/app.webmanifest`);
  add('apple-touch-icon', '/icon-192.png');
}

function add(rel: string, href: string): void {
  const link = document.createElement('link');
  link.rel = rel;
  link.href = href;
  document.head.append(link);
}
