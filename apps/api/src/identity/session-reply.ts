import type { SessionInfo } from '@sightline/contracts';
import { sessionCookie } from './cookie.js';
import type { Reply, Request } from './http.js';
import { isSecure } from './origin.js';
import type { AccountSession } from './principal.js';
import { csrfTokenOf } from './secrets.js';

/** What a page is told of its session. */
export const infoOf = ({ principal, displayName, singleSignOn, expiresAt, mustEnrol }: AccountSession, token: string): SessionInfo => ({
  username: principal.username,
  displayName,
  singleSignOn,
  role: principal.role,
  csrfToken: csrfTokenOf(token),
  expiresAt: new Date(expiresAt).toISOString(),
  mustEnrol: mustEnrol === true,
});

/** Gives the browser the cookie of a session that was just opened. */
export function enter(session: AccountSession, token: string, request: Request, reply: Reply): SessionInfo {
  const maxAgeSeconds = Math.floor((session.expiresAt - Date.now()) / 1000);
  reply.header('set-cookie', sessionCookie(token, maxAgeSeconds, isSecure(request.headers, request.protocol)));
  reply.header('cache-control', 'no-store');
  return infoOf(session, token);
}
