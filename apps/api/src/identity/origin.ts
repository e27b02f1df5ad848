import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request that can change something comes from our own pages. Browsers put `Origin` on every such request
 * and on every websocket handshake, so one without it comes from no browser and cannot be forged through one.
 * `allowed` are the configured origins beside the host that was asked (OWASP CSRF cheat sheet, "verifying origin").
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, allowed: readonly string[]): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  if (origin === undefined) return site === undefined || site === 'same-origin' || site === 'none';
  if (allowed.includes(origin)) return true;
  const url = URL.parse(origin);
  if (url === null || host === undefined || url.host !== host) return false;
  // Where our pages have https, one in the clear is somebody else's doing; not on one's own machine, where no proxy is asked.
  return url.protocol === 'https:' || thisMachine.test(url.hostname) || !allowed.some((each) => each.startsWith('https:'));
}

const thisMachine = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Whether the person's side of the connection is https, also when a proxy ends it for us. */
export const isSecure = (headers: IncomingHttpHeaders, protocol: string): boolean =>
  protocol === 'https' || (headers.origin ?? '').startsWith('https://');
