/** The `__Host-` name makes browsers insist on Secure, this host and path `/`; without https it cannot be used. */
const nameOf = (secure: boolean): string => (secure ? '__Host-sightline' : 'sightline');

/** The `Set-Cookie` header that carries a session; `maxAgeSeconds` 0 takes it away. */
export function sessionCookie(token: string, maxAgeSeconds: number, secure: boolean): string {
  const parts = [`${nameOf(secure)}=${token}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${maxAgeSeconds}`];
  if (secure) parts.push('Secure');
  return parts.join('; ');
}

/** The last cookie of a name in a `Cookie` header. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  const found = (header ?? '').split(';').findLast((part) => part.slice(0, part.indexOf('=')).trim() === name);
  return found?.slice(found.indexOf('=') + 1).trim();
}

/** The session token in a `Cookie` header; the https one goes first. */
export function sessionTokenIn(header: string | undefined): string | undefined {
  const token = cookieIn(header, nameOf(true)) ?? cookieIn(header, nameOf(false));
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
}
