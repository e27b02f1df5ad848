const schemeAndHost = /^https?:\/\/[^/?#]*/i;
/** Escapes of letters, digits and the four marks that mean the same without one. */
const needless = /%(?:3\d|[46][1-9a-f]|[57][0-9a]|2[de]|5f|7e)/gi;
const unescaped = (text: string): string => text.replaceAll(needless, (escape) => String.fromCharCode(Number.parseInt(escape.slice(1), 16)));

/**
 * An address in the one spelling that everything behind it reads: without the scheme and host that a request may begin with (RFC 9112
 * § 3.2.2), and with nothing in its path escaped that need not be (RFC 3986 § 6.2.2.2). The router reads every spelling; limits,
 * headers and the demand for https go by how an address begins, and would otherwise be asked about another one [LIM-1] [SEC-6].
 */
export function oneSpelling(target: string): string {
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(target.replace(schemeAndHost, '')) ?? [];
  return (unescaped(path) || '/') + rest;
}

/** An address that cannot be decoded would be answered before any of our headers, limits and logs. */
export function isReadable(target: string): boolean {
  try {
    return decodeURI(target) !== '';
  } catch {
    return false;
  }
}
