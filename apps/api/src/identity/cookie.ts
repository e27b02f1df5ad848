/** The `__Host-` name makes browsers insist on Secure, this host and path `/`; without https it cannot be used. */
const nameOf = (secure: boolean): string => (secure ? '__Host-sightline' : 'sightline');

/** The `Set-Cookie` header that carries a session; `maxAgeSeconds` 0 takes it away. */
export function sessionCookie(token: string, maxAgeSeconds: number, secure: boolean): string {
  const parts = [`${nameOf(secure)}=${token}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${maxAgeSeconds}`];
  if (secure) parts.push('Secure');
  return parts.join('; ');
}

/** The session token in a `Cookie` header; the https one goes first. */
export function sessionTokenIn(header: string | undefined): string | undefined {
  const found = new Map<string, string>();
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0) found.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  const token = found.get(nameOf(true)) ?? found.get(nameOf(false));
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
}
